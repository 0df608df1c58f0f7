package org.stammkunde.segments;

import java.util.List;

/**
 * What a value must be: of a trait, or of a property of an event. Texts are compared without case.
 */
public sealed interface ValueTest {

    /** Somebody said it. */
    record Known() implements ValueTest {}

    /** One of these texts; of a list one element is. */
    record OneOf(List<String> texts) implements ValueTest {

        public OneOf {
            texts = List.copyOf(texts);
        }
    }

    /** A text that contains this one; of a list one element does. */
    record Contains(String text) implements ValueTest {}

    /** A number that passes. */
    record OfNumber(NumberTest test) implements ValueTest {}

    /** A day that passes. */
    record OfDay(DayTest test) implements ValueTest {}

    /** Yes or no. */
    record YesNo(boolean yes) implements ValueTest {}

    /** A day whose anniversary is today or one of the days to come, so many in all. */
    record AnniversaryWithinDays(int days) implements ValueTest {}

    /** A day whose anniversary is in this month. */
    record AnniversaryThisMonth() implements ValueTest {}
}
