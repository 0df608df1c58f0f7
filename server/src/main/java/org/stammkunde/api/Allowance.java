package org.stammkunde.api;

import java.time.Duration;
import java.time.Instant;

/**
 * How much one caller may still ask: so many requests at once, and then one after each interval.
 * What is kept is the moment at which all requests so far have been "paid off".
 */
final class Allowance {

    private final Duration interval;
    private final Duration burst;
    private Instant paidOff = Instant.MIN;

    /**
     * @param interval how long one request counts
     * @param atOnce how many may come at once, at least 1
     */
    Allowance(Duration interval, int atOnce) {
        this.interval = interval;
        this.burst = interval.multipliedBy(atOnce);
    }

    /**
     * The answer to a request.
     *
     * @param left how many more may come right now
     * @param pause how long to wait before the next; zero for who may go on
     */
    record Answer(long left, Duration pause) {

        boolean isGranted() {
            return pause.isZero();
        }
    }

    /** Takes one, if one is left. */
    synchronized Answer take(Instant now) {
        Instant then = (paidOff.isAfter(now) ? paidOff : now).plus(interval);
        Duration ahead = Duration.between(now, then);
        if (ahead.compareTo(burst) > 0) {
            return new Answer(0, ahead.minus(burst));
        }
        paidOff = then;
        return new Answer(burst.minus(ahead).dividedBy(interval), Duration.ZERO);
    }
}
