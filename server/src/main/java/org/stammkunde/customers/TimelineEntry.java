package org.stammkunde.customers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as the timeline tells it.
 *
 * @param icon symbol
 * @param tone how it stands out
 * @param title what happened
 * @param details more about it, in short
 * @param amount money that it moved
 * @param marks what is special about it
 * @param source where it came from
 */
record TimelineEntry(
        String icon,
        Tone tone,
        String title,
        List<String> details,
        @Nullable String amount,
        List<String> marks,
        String source,
        Instant at) {

    /** How an entry stands out among others. */
    enum Tone {
        PLAIN(""),
        ORDER("story-order"),
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
}
