package org.stammkunde.segments;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The corners of the report's grid of recency and frequency, and what lies between them. */
public enum RfmGroup {
    /** Bought recently and often: recency and frequency 4 or 5. */
    REGULARS(true, true),
    /** Bought often and not lately: recency 1 or 2, frequency 4 or 5. */
    LEAVING(false, true),
    /** Bought recently and seldom: recency 4 or 5, frequency 1 or 2. */
    NEW(true, false),
    /** Bought seldom and not lately: recency and frequency 1 or 2. */
    LOST(false, false),
    /** Recency or frequency 3. */
    BETWEEN(null, null);

    /** The lowest score of the upper end. */
    static final int UPPER = 4;

    /** The highest score of the lower end. */
    static final int LOWER = 2;

    private final @Nullable Boolean recent;
    private final @Nullable Boolean often;

    RfmGroup(@Nullable Boolean recent, @Nullable Boolean often) {
        this.recent = recent;
        this.often = often;
    }

    /** The stable name in JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether scores of recency and frequency lie in it, as SQL. */
    String holds(String recency, String frequency) {
        return recent == null || often == null
                ? "(%s = 3 or %s = 3)".formatted(recency, frequency)
                : "(%s and %s)".formatted(end(recency, recent), end(frequency, often));
    }

    private static String end(String score, boolean upper) {
        return upper ? score + " >= " + UPPER : score + " <= " + LOWER;
    }
}
