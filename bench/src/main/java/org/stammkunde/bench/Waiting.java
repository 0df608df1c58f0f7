package org.stammkunde.bench;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something that another process does. */
final class Waiting {

    private static final Duration INTERVAL = Duration.ofMillis(50);

    private Waiting() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @param what the condition in words, for the complaint
     * @throws IllegalStateException if it does not hold in time
     */
    static void until(String what, Duration patience, BooleanSupplier condition)
            throws InterruptedException {
        long giveUpNanos = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - giveUpNanos > 0) {
                throw new IllegalStateException(
                        "waited %d s in vain: %s".formatted(patience.toSeconds(), what));
            }
            Thread.sleep(INTERVAL);
        }
    }
}
