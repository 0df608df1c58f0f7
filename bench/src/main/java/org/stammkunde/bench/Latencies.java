package org.stammkunde.bench;

import java.util.Arrays;

/** Durations in microseconds, every one kept. */
final class Latencies {

    private int[] micros = new int[1 << 16];
    private int count;

    void addNanos(long nanos) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, 2 * count);
        }
        micros[count++] = (int) Math.min(Integer.MAX_VALUE, nanos / 1_000);
    }

    int count() {
        return count;
    }

    /**
     * The smallest duration that at least the given share of all do not exceed, in milliseconds; 0
     * without any.
     */
    double percentileMillis(double share) {
        if (count == 0) {
            return 0;
        }
        int[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * count);
        return sorted[Math.max(0, rank - 1)] / 1_000.0;
    }
}
