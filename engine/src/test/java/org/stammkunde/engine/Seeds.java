package org.stammkunde.engine;

import java.util.Random;

/**
 * Random starts of property tests, printed so that a failure can be repeated by {@code -Dseed=…}.
 */
final class Seeds {

    private Seeds() {}

    static long fresh() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        return seed;
    }

    static void shuffle(long[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }
}
