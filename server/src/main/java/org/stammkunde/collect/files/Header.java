package org.stammkunde.collect.files;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns of a table.
 *
 * @param names as the first row writes them; empty where the table has no header
 * @param count number of columns
 */
record Header(List<String> names, int count) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** A name without case, spaces, punctuation and accents; {@code ä} becomes {@code ae}. */
    static String fold(String name) {
        String lower =
                name.toLowerCase(Locale.ROOT)
                        .replace("ä", "ae")
                        .replace("ö", "oe")
                        .replace("ü", "ue")
                        .replace("ß", "ss");
        String bare =
                MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
        return NO_LETTER_OR_DIGIT.matcher(bare).replaceAll("");
    }

    boolean isNamed() {
        return !names.isEmpty();
    }

    /** How a column is called towards a person. */
    String label(int column) {
        return isNamed() && column < names.size() && !names.get(column).isBlank()
                ? names.get(column).strip()
                : "column " + (column + 1);
    }

    /** The column that is called so, by name or else by its number from 1. */
    OptionalInt find(String reference) {
        OptionalInt named = findNamed(reference);
        return named.isPresent() ? named : numbered(reference.strip());
    }

    private OptionalInt findNamed(String reference) {
        String folded = fold(reference);
        return IntStream.range(0, names.size())
                .filter(column -> !folded.isEmpty() && fold(names.get(column)).equals(folded))
                .findFirst();
    }

    private OptionalInt numbered(String reference) {
        boolean number = reference.matches("\\d{1,4}");
        int column = number ? Integer.parseInt(reference) - 1 : -1;
        return column >= 0 && column < count ? OptionalInt.of(column) : OptionalInt.empty();
    }

    /** The columns as a list for a message. */
    String listed() {
        return IntStream.range(0, count)
                .mapToObj(column -> "`" + label(column) + "`")
                .collect(Collectors.joining(", "));
    }
}
