package org.stammkunde.score;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact that counts as an activity.
 *
 * @param origin which fact it is
 * @param day of the merchant's zone
 * @param count how often it counts as the activity, such as the full tens of euros of an order
 * @param effect by how much the score would be lower if the fact were not there; caps can make it
 *     nothing, or let other facts step in for it
 */
public record CountedFact(Origin origin, LocalDate day, long count, ActivityPoints effect) {

    /** Where a fact stands. */
    public sealed interface Origin {

        /**
         * An event of the log.
         *
         * @param key of the event
         * @param source number of the source it came from
         * @param name of the tracked event, page or screen
         */
        record OfEvent(UUID key, int source, @Nullable String name, Instant occurredAt)
                implements Origin {}

        /**
         * An order with all its corrections and refunds.
         *
         * @param source number of the source it came from
         * @param number of the order there
         */
        record OfOrder(int source, String number, Instant orderedAt) implements Origin {}
    }
}
