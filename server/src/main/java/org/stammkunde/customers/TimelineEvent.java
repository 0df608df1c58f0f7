package org.stammkunde.customers;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.EventType;

/**
 * Something a customer did, as stored.
 *
 * @param key of the fact
 * @param name of a tracked event, a page or a screen
 * @param source where it came from
 * @param payload JSON
 * @param told names of the personal values that came with it
 * @param order the order it is about, as it stands now
 */
record TimelineEvent(
        UUID key,
        EventType type,
        @Nullable String name,
        String source,
        Instant occurredAt,
        String payload,
        List<String> told,
        @Nullable TimelineOrder order) {

    /**
     * The order an event is about.
     *
     * @param lines names of the products that cost most
     * @param lineCount how many products there are
     */
    record TimelineOrder(
            String number,
            String kind,
            String status,
            String channel,
            String currency,
            long totalMinor,
            long refundedMinor,
            List<String> lines,
            int lineCount) {}
}
