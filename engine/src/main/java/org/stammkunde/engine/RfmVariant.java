package org.stammkunde.engine;

import java.util.Arrays;

/** How values become scores from 1 (lowest fifth) to 5 (highest fifth). */
public enum RfmVariant {

    /**
     * Thresholds at the 20, 40, 60 and 80 per cent quantiles (nearest rank); the score is one more
     * than the number of thresholds below the value. Equal values share a score, so the groups need
     * not be equally big.
     */
    VALUE_THRESHOLDS(Definition.RFM_VALUE_THRESHOLDS) {
        @Override
        byte[] scores(long[] values) {
            long[] sorted = sorted(values);
            byte[] scores = new byte[values.length];
            for (int i = 0; i < values.length; i++) {
                scores[i] = (byte) (1 + thresholdsBelow(values[i], sorted));
            }
            return scores;
        }
    },

    /**
     * {@code NTILE(5)} of SQL: five groups whose sizes differ by one at most, bigger ones first.
     * Equal values are ranked in the order in which the customers are given, so two customers with
     * the same value can differ in score.
     */
    RANK(Definition.RFM_RANK) {
        @Override
        byte[] scores(long[] values) {
            long[] sorted = sorted(values);
            int[] seen = new int[values.length];
            byte[] scores = new byte[values.length];
            for (int i = 0; i < values.length; i++) {
                int smaller = lowerBound(sorted, values[i]);
                scores[i] = (byte) group(smaller + seen[smaller]++, values.length);
            }
            return scores;
        }
    };

    static final int GROUPS = 5;

    private final Definition definition;

    RfmVariant(Definition definition) {
        this.definition = definition;
    }

    /** What the scores of this variant mean. */
    public Definition definition() {
        return definition;
    }

    /** The scores of values, of which bigger is better. */
    abstract byte[] scores(long[] values);

    private static long[] sorted(long[] values) {
        long[] sorted = values.clone();
        Arrays.parallelSort(sorted);
        return sorted;
    }

    private static int thresholdsBelow(long value, long[] sorted) {
        int below = 0;
        for (int group = 1; group < GROUPS; group++) {
            int rank = (int) Math.ceilDiv((long) group * sorted.length, (long) GROUPS);
            below += sorted[rank - 1] < value ? 1 : 0;
        }
        return below;
    }

    /** How many values are smaller. */
    private static int lowerBound(long[] sorted, long value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The group, from 1, of a rank from 0: the first {@code size % 5} groups have one more member.
     */
    private static int group(int rank, int size) {
        int small = size / GROUPS;
        int bigger = size % GROUPS;
        int inBigger = bigger * (small + 1);
        return rank < inBigger ? 1 + rank / (small + 1) : 1 + bigger + (rank - inBigger) / small;
    }
}
