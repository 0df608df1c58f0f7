package org.stammkunde.customers;

import java.time.Instant;
import java.util.UUID;

/** Addresses of places on a customer's timeline, for pages that tell of a single fact. */
public final class TimelineAddress {

    /** Keys are hashes; none comes before this one. */
    private static final UUID FIRST_KEY = new UUID(0, 0);

    private TimelineAddress() {}

    /** The customer page with the timeline from an instant on backwards. */
    public static String from(long customer, Instant instant) {
        return "/customers/%d?before=%s#timeline"
                .formatted(customer, new TimelineCursor(instant, FIRST_KEY));
    }
}
