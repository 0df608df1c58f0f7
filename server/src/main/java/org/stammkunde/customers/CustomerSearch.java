package org.stammkunde.customers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody typed to find customers: words that must all occur in name, city or an identifier,
 * a phone number in any spelling, or an order number.
 *
 * @param text as typed, without spaces around it
 */
record CustomerSearch(String text) {

    /** More is no search. */
    static final int LENGTH_MAX = 200;

    private static final int WORDS_MAX = 8;

    /** An index of three letters in a row finds nothing shorter. */
    private static final int INDEXED_LENGTH_MIN = 3;

    private static final Pattern PHONE = Pattern.compile("[+(0-9][0-9 ()/.-]{4,}");

    /** Sorts behind every other letter. */
    private static final String LAST_LETTER = "\uffff";

    CustomerSearch {
        text = text.strip();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** Whether it is too short for the index of words, and finds beginnings of names instead. */
    boolean isShort() {
        return Stream.of(words()).allMatch(word -> word.length() < INDEXED_LENGTH_MIN);
    }

    /** Which names begin with it. */
    Condition beginnings() {
        String low = text.toLowerCase(Locale.ROOT);
        return Condition.of(
                "listing.name >= :nameFrom and listing.name < :nameTo",
                Map.of("nameFrom", low, "nameTo", low + LAST_LETTER));
    }

    /** Which rows of {@code customers.search} contain all words, or else the phone number. */
    Condition matches() {
        Map<String, Object> parameters = new HashMap<>();
        List<String> words = new ArrayList<>();
        for (String word : words()) {
            words.add("search.words like " + named(parameters, "%" + escaped(word) + "%"));
        }
        String all = "(" + String.join(" and ", words) + ")";
        String alternatives =
                phoneDigits()
                        .map(digits ->
                                all
                                        + " or search.words like "
                                        + named(parameters, "%" + digits + "%"))
                        .orElse(all);
        return Condition.of("(" + alternatives + ")", parameters);
    }

    /**
     * The digits that every spelling of a phone number shares: without country prefix 00 or +, and
     * without the zero before an area code.
     */
    Optional<String> phoneDigits() {
        if (!PHONE.matcher(text).matches()) {
            return Optional.empty();
        }
        String digits = text.replace("(0)", "").replaceAll("\\D", "").replaceFirst("^0+", "");
        return Optional.of(digits).filter(found -> found.length() >= INDEXED_LENGTH_MIN);
    }

    private static String named(Map<String, Object> parameters, String pattern) {
        String name = "word" + parameters.size();
        parameters.put(name, pattern);
        return ":" + name;
    }

    private String[] words() {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .limit(WORDS_MAX)
                .toArray(String[]::new);
    }

    private static String escaped(String word) {
        return word.replaceAll("([\\\\%_])", "\\\\$1");
    }
}
