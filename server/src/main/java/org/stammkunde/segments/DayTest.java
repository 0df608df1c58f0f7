package org.stammkunde.segments;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a day must be, seen from the day on which is asked. Days are the merchant's. */
public sealed interface DayTest {

    /** The longest span that may be asked for: a century. */
    int DAYS_MAX = 36_525;

    /** Today or one of the days before, so many in all; days to come pass too. */
    record WithinLastDays(int days) implements DayTest {}

    /** More days ago than this. */
    record MoreThanDaysAgo(int days) implements DayTest {}

    /** Today or one of the days to come, so many in all. */
    record WithinNextDays(int days) implements DayTest {}

    /**
     * Between two dates, both included.
     *
     * @param from null for any earlier day
     * @param to null for any later day
     */
    record Dates(@Nullable LocalDate from, @Nullable LocalDate to) implements DayTest {

        public Dates {
            if (from == null && to == null) {
                throw new IllegalArgumentException("one of the two dates must be given");
            }
        }
    }
}
