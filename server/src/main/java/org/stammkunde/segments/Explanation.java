package org.stammkunde.segments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a customer is in a segment, or is not: the answers to the questions of its condition, which
 * lead to the result.
 *
 * @param member whether the customer is in it; the same as {@code reason.holds()}
 * @param since when the customer entered; null for who is not in it
 * @param changesOn the day on which that changes if nothing happens; null when that is not foreseen
 */
public record Explanation(
        SegmentDefinition segment,
        boolean member,
        @Nullable Instant since,
        @Nullable LocalDate changesOn,
        Reason reason) {

    /** A part of the condition with its answer. */
    public sealed interface Reason {

        /** Whether it is fulfilled. */
        boolean holds();
    }

    /** All, one or none of several parts: {@code condition} is the group itself. */
    public record Group(Condition condition, boolean holds, List<Reason> parts) implements Reason {

        public Group {
            parts = List.copyOf(parts);
        }
    }

    /** Another segment's condition. */
    public record Other(SegmentDefinition segment, boolean holds, Reason reason)
            implements Reason {}

    /**
     * A question.
     *
     * @param measured what the customer has, as the database says it: a number, a day, JSON; null
     *     for nothing
     */
    public record Answered(Condition question, boolean holds, @Nullable String measured)
            implements Reason {}
}
