package org.stammkunde.segments;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Something that is wrong with a condition.
 *
 * @param where the part, as a path such as {@code all[2].orders}; empty for the whole
 * @param code stable name of what is wrong; its text has the key {@code segments.problem.CODE}
 * @param arguments what the text names: the value, and what is allowed
 */
public record ConditionProblem(String where, String code, List<String> arguments) {

    public ConditionProblem {
        arguments = List.copyOf(arguments);
    }

    static ConditionProblem of(String where, String code, String... arguments) {
        return new ConditionProblem(where, code, List.of(arguments));
    }

    /** A name that is not known: the nearest of those that are is suggested, else all are named. */
    static ConditionProblem unknown(
            String where, String code, String name, Collection<String> allowed) {
        return nearest(name, allowed)
                .map(near -> of(where, code + "-near", name, near))
                .orElseGet(() -> of(where, code, name, String.join(", ", allowed)));
    }

    /** The allowed name that a third or less of the letters part from another, if there is one. */
    static Optional<String> nearest(String name, Collection<String> allowed) {
        String asked = name.toLowerCase(Locale.ROOT);
        int most = Math.max(1, asked.length() / 3);
        return allowed.stream()
                .filter(each -> distance(asked, each.toLowerCase(Locale.ROOT)) <= most)
                .min(Comparator.comparing(each -> distance(asked, each.toLowerCase(Locale.ROOT))));
    }

    /** How many letters must be put in, taken out or replaced to make one of the other. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
