package org.stammkunde.customers;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What somebody typed to find customers: words that must all occur in name, city or an identifier,
 * or the whole an order number.
 *
 * @param text as typed, without spaces around it
 */
record CustomerSearch(String text) {

    /** More is no search. */
    static final int LENGTH_MAX = 200;

    private static final int WORDS_MAX = 8;

    CustomerSearch {
        text = text.strip();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** The words as patterns of SQL's {@code like}. */
    List<String> patterns() {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .limit(WORDS_MAX)
                .map(word -> "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .toList();
    }
}
