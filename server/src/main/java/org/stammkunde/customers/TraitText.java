package org.stammkunde.customers;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stammkunde.web.Texts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows traits as people read them. */
final class TraitText {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DATE_LENGTH = 10;

    private TraitText() {}

    /** The trait's name in the reader's language where it is a known one, else as it was sent. */
    static String name(String name, Texts texts) {
        String key = "customers.trait." + name;
        return texts.knows(key) ? texts.text(key) : name;
    }

    /** The value: dates and answers in the reader's language, objects and lists in one line. */
    static String value(String json, Texts texts) {
        return value(JSON.readTree(json), texts);
    }

    private static String value(JsonNode value, Texts texts) {
        if (value.has("street") || value.has("postalCode")) {
            return address(value);
        }
        if (value.isBoolean()) {
            return texts.text(value.booleanValue() ? "customers.yes" : "customers.no");
        }
        if (value.isNumber()) {
            return texts.decimal(value.decimalValue(), 6);
        }
        if (value.isContainer()) {
            return value.values().stream()
                    .map(element -> value(element, texts))
                    .filter(text -> !text.isBlank())
                    .collect(Collectors.joining(", "));
        }
        return value.isNull() ? "" : date(value.asString(), texts);
    }

    /** In the order in which it stands on a letter. */
    private static String address(JsonNode address) {
        String town = joined(" ", address, "postalCode", "city");
        return Stream.of(joined(", ", address, "street"), town, joined(", ", address, "country"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String joined(String separator, JsonNode object, String... names) {
        return Stream.of(names)
                .map(name -> object.path(name).asString(""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(separator));
    }

    private static String date(String text, Texts texts) {
        if (text.length() != DATE_LENGTH || text.charAt(4) != '-') {
            return text;
        }
        try {
            return texts.date(LocalDate.parse(text));
        } catch (DateTimeException notADate) {
            return text;
        }
    }
}
