package org.stammkunde.bench;

import java.util.concurrent.TimeUnit;

/** How fast requests are sent. */
sealed interface Pace {

    /** Each connection sends as soon as its last request was answered. */
    record AsAnswered() implements Pace {}

    /**
     * Requests fall due evenly, whether or not the server keeps up. Latency counts from when a
     * request was due, so a server that stalls is not flattered by requests that were held back.
     *
     * @param eventsPerSecond above 0
     */
    record Fixed(double eventsPerSecond) implements Pace {

        public Fixed {
            if (!(eventsPerSecond > 0)) {
                throw new IllegalArgumentException(
                        "rate %s: events per second are above 0".formatted(eventsPerSecond));
            }
        }

        long nanosBetweenRequests(int eventsPerRequest) {
            return Math.round(TimeUnit.SECONDS.toNanos(1) * eventsPerRequest / eventsPerSecond);
        }
    }
}
