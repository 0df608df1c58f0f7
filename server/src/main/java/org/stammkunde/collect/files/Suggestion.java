package org.stammkunde.collect.files;

import java.util.Collection;
import java.util.Comparator;

/** The end of a message about an unknown name: the name that was probably meant, or all of them. */
final class Suggestion {
    private static final int DISTANCE_MAX = 3;

    private Suggestion() {}

    static String of(String unknown, Collection<String> known) {
        String folded = Header.fold(unknown);
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(folded, Header.fold(name))))
                .filter(name ->
                        distance(folded, Header.fold(name))
                                <= Math.min(DISTANCE_MAX, folded.length() / 2))
                .map("; did you mean `%s`?"::formatted)
                .orElseGet(() -> "; known are " + String.join(", ", known));
    }

    /** Levenshtein distance: how many characters differ, are missing or too many. */
    private static int distance(String first, String second) {
        int[] row = new int[second.length() + 1];
        for (int column = 0; column <= second.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= first.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= second.length(); column++) {
                int change = first.charAt(line - 1) == second.charAt(column - 1) ? 0 : 1;
                int best = Math.min(diagonal + change, Math.min(row[column], row[column - 1]) + 1);
                diagonal = row[column];
                row[column] = best;
            }
        }
        return row[second.length()];
    }
}
