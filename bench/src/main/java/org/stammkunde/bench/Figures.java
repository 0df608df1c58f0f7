package org.stammkunde.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a benchmark has measured, by the keys of its JSON line and in their order. */
final class Figures {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    Figures put(String key, long value) {
        values.put(key, value);
        return this;
    }

    /** A figure of which only the given number of decimals means something. */
    Figures put(String key, double value, int decimals) {
        values.put(
                key,
                new java.math.BigDecimal(value).setScale(decimals, java.math.RoundingMode.HALF_UP));
        return this;
    }

    Figures put(String key, String value) {
        values.put(key, value);
        return this;
    }

    /** A figure that could not be measured here, {@code null} in the JSON line. */
    Figures putUnknown(String key) {
        values.put(key, null);
        return this;
    }

    /** The number with the key; empty where it was not measured. */
    OptionalDouble number(String key) {
        return values.get(key) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /** All figures as a JSON object in one line. */
    String json() {
        return values.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + rendered(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String rendered(@Nullable Object value) {
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> json.append(escaped((char) c)));
        return json.append('"').toString();
    }

    private static String escaped(char character) {
        if (character == '"' || character == '\\') {
            return "\\" + character;
        }
        return character < ' '
                ? String.format(Locale.ROOT, "\\u%04x", (int) character)
                : String.valueOf(character);
    }
}
