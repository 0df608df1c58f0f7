package org.stammkunde.customers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
 * @param reaction to which message the customer reacted shortly before ordering
 */
record TimelineEvent(
        UUID key,
        EventType type,
        @Nullable String name,
        String source,
        Instant occurredAt,
        String payload,
        List<String> told,
        @Nullable TimelineOrder order,
        @Nullable Reaction reaction) {

    /** Looking around and filling the cart, none of which says much by itself. */
    private static final Set<String> BROWSING =
            Set.of(
                    "Product Viewed",
                    "Product Clicked",
                    "Product List Viewed",
                    "Product List Filtered",
                    "Products Searched",
                    "Product Added",
                    "Product Removed",
                    "Cart Viewed",
                    "Checkout Started",
                    "Application Opened");

    /**
     * The order an event is about.
     *
     * @param lines the products that cost most
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
            List<LineProduct> lines,
            int lineCount) {}

    /**
     * A product of an order.
     *
     * @param id its number in the catalogue
     */
    record LineProduct(String id, String name) {}

    /**
     * A click in a message.
     *
     * @param payload JSON of the click
     */
    record Reaction(Instant at, String payload) {

        Duration until(Instant order) {
            return Duration.between(at, order);
        }
    }

    /** Whether it is a step of a visit to shop or app. */
    boolean isStep() {
        return switch (type) {
            case PAGE, SCREEN -> true;
            case TRACK -> name != null && BROWSING.contains(name);
            case IDENTIFY, GROUP, ALIAS, ORDER -> false;
        };
    }

    /** Whether it is a step of a visit to the app. */
    boolean isInApp() {
        return type == EventType.SCREEN || "Application Opened".equals(name);
    }
}
