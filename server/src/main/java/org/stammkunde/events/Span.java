package org.stammkunde.events;

import java.time.Instant;

/** From the first to the last of several facts. */
public record Span(Instant first, Instant last) {

    /** The span of both. */
    public Span and(Span other) {
        return new Span(
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last);
    }
}
