package org.stammkunde.customers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stammkunde.customers.TimelineEvent.LineProduct;

/**
 * An event as the timeline tells it.
 *
 * @param icon symbol
 * @param tone how it stands out
 * @param title what happened
 * @param details more about it, in short
 * @param products what was bought, for links to the catalogue
 * @param after what led to it
 * @param amount money that it moved
 * @param marks what is special about it
 * @param source where it came from
 * @param inside what it is made of, where several events are told as one
 */
record TimelineEntry(
        String icon,
        Tone tone,
        String title,
        List<String> details,
        Products products,
        @Nullable String after,
        @Nullable String amount,
        List<String> marks,
        String source,
        Instant at,
        List<TimelineEntry> inside) {

    /**
     * Products of an order.
     *
     * @param shown those that cost most
     * @param others how many more there are
     */
    record Products(List<LineProduct> shown, int others) {

        static final Products NONE = new Products(List.of(), 0);
    }

    /** How an entry stands out among others. */
    enum Tone {
        PLAIN(""),
        ORDER("story-order"),
        REACTION("story-reaction"),
        BAD("story-bad");

        private final String style;

        Tone(String style) {
            this.style = style;
        }

        /** Name of its style. */
        String style() {
            return style;
        }
    }

    /** The same under another title and with what it is made of. */
    TimelineEntry telling(String newTitle, List<String> newDetails, List<TimelineEntry> parts) {
        return new TimelineEntry(
                icon,
                tone,
                newTitle,
                newDetails,
                products,
                after,
                amount,
                marks,
                source,
                at,
                parts);
    }
}
