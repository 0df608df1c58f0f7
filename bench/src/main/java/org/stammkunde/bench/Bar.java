package org.stammkunde.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A figure that a benchmark has to reach.
 *
 * @param key of the figure
 * @param meaning what is asked, in words
 * @param limit the least or most that is asked
 * @param atLeast whether more is better
 */
record Bar(String key, String meaning, double limit, boolean atLeast) {

    static Bar atLeast(String key, String meaning, double limit) {
        return new Bar(key, meaning, limit, true);
    }

    static Bar atMost(String key, String meaning, double limit) {
        return new Bar(key, meaning, limit, false);
    }

    boolean metBy(double value) {
        return atLeast ? value >= limit : value <= limit;
    }

    /** One line that says what was asked, what was measured, and whether that is enough. */
    String judgment(Figures figures) {
        OptionalDouble value = figures.number(key);
        String measured = value.isPresent() ? plain(value.getAsDouble()) : "not measured";
        String verdict = value.isPresent() && metBy(value.getAsDouble()) ? "met" : "NOT MET";
        return "%-8s %-58s %s %s, measured %s"
                .formatted(
                        verdict, meaning, atLeast ? "at least" : "at most", plain(limit), measured);
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.2f", value);
    }
}
