package org.stammkunde;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
public final class MovableClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-03-02T09:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves on by a span. */
    public void advance(Duration time) {
        now = now.plus(time);
    }

    /** Moves to an instant. */
    public void set(Instant instant) {
        now = instant;
    }
}
