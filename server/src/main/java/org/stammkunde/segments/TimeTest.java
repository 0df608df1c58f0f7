package org.stammkunde.segments;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** What an instant must be, seen from the instant at which is asked. */
public sealed interface TimeTest {

    /** The longest span in hours that may be asked for: a week. Longer ones are asked in days. */
    int HOURS_MAX = 168;

    /** Less than so many hours ago; times to come pass too. */
    record WithinLastHours(int hours) implements TimeTest {}

    /**
     * Between two times of the merchant's zone, the first included, the second not.
     *
     * @param from null for any earlier time
     * @param before null for any later time
     */
    record Between(@Nullable LocalDateTime from, @Nullable LocalDateTime before)
            implements TimeTest {

        public Between {
            if (from == null && before == null) {
                throw new IllegalArgumentException("one of the two times must be given");
            }
        }
    }
}
