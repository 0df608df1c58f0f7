package org.stammkunde.events;

import java.time.Duration;

/** Pauses between attempts: each twice as long as the one before, up to a bound. */
final class Pauses {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private Duration next = FIRST;
    private int taken;

    /** How many were taken in a row. */
    int taken() {
        return taken;
    }

    /** How long the next one is. */
    Duration next() {
        return next;
    }

    /** Sleeps; an interrupt ends it and stays noted. */
    void take() {
        try {
            Thread.sleep(next);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        lengthen();
    }

    void lengthen() {
        taken++;
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
    }

    /** What was tried has succeeded. */
    void forget() {
        next = FIRST;
        taken = 0;
    }
}
