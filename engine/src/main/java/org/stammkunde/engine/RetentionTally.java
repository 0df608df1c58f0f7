package org.stammkunde.engine;

import java.util.BitSet;

/**
 * Counts, customer by customer, who was active in which of several periods of equal length in a
 * row.
 */
public final class RetentionTally {

    private final long[] active;
    private final long[] fresh;
    private final long[] kept;

    /**
     * An empty tally.
     *
     * @param periods how many periods there are, 0 or more
     */
    public RetentionTally(int periods) {
        active = new long[periods];
        fresh = new long[periods];
        kept = new long[periods];
    }

    /** Adds one customer who ordered in these periods, numbered from 0. */
    public void add(BitSet periods) {
        int first = periods.nextSetBit(0);
        for (int period = first; period >= 0; period = periods.nextSetBit(period + 1)) {
            active[period]++;
            if (period == first) {
                fresh[period]++;
            } else if (periods.get(period - 1)) {
                kept[period]++;
            }
        }
    }

    /** Adds all customers of another tally over the same periods; both must be different people. */
    public void merge(RetentionTally other) {
        for (int period = 0; period < active.length; period++) {
            active[period] += other.active[period];
            fresh[period] += other.fresh[period];
            kept[period] += other.kept[period];
        }
    }

    /**
     * Who stayed from the period before to this one.
     *
     * @param period the later period, 1 or more
     */
    public Retention into(int period) {
        return new Retention(active[period - 1], active[period], fresh[period], kept[period]);
    }
}
