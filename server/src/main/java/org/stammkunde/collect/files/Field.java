package org.stammkunde.collect.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** What a column of an order file can hold. */
enum Field {
    ORDER_NUMBER(Content.NUMBER),
    PLACED_AT(Content.DATE),
    PLACED_TIME(Content.TIME),
    CUSTOMER(Content.NUMBER),
    CARD(Content.NUMBER),
    EMAIL(Content.TEXT),
    PHONE(Content.TEXT),
    SKU(Content.NUMBER),
    PRODUCT(Content.TEXT),
    CATEGORY(Content.TEXT),
    QUANTITY(Content.DECIMAL),
    UNIT_PRICE(Content.DECIMAL),
    DISCOUNT(Content.DECIMAL),
    LINE_TOTAL(Content.DECIMAL),
    ORDER_TOTAL(Content.DECIMAL),
    CURRENCY(Content.TEXT),
    STATUS(Content.TEXT),
    KIND(Content.TEXT),
    CHANNEL(Content.TEXT),
    FIRST_NAME(Content.TEXT),
    LAST_NAME(Content.TEXT),
    NAME(Content.TEXT),
    STREET(Content.TEXT),
    POSTAL_CODE(Content.NUMBER),
    CITY(Content.TEXT),
    COUNTRY(Content.TEXT),
    BIRTHDAY(Content.DATE);

    private static final Properties HEADER_NAMES = loadHeaderNames();

    private final Content content;

    Field(Content content) {
        this.content = content;
    }

    /** What kind of text stands in the column. */
    Content content() {
        return content;
    }

    /** The name used in options and mapping files, such as {@code order-number}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Names under which shops and tills write this field, in folded form, the likeliest first. */
    List<String> headerNames() {
        return foldedNames(wireName());
    }

    /** Folded names of columns that hold the total of a line or else of an order. */
    static List<String> amountNames() {
        return foldedNames("amount");
    }

    private static List<String> foldedNames(String key) {
        return Arrays.stream(HEADER_NAMES.getProperty(key).split(",")).map(Header::fold).toList();
    }

    static Optional<Field> named(String wireName) {
        return Arrays.stream(values())
                .filter(field -> field.wireName().equals(wireName))
                .findFirst();
    }

    private static Properties loadHeaderNames() {
        Properties names = new Properties();
        try (InputStream resource = Field.class.getResourceAsStream("header-names.properties")) {
            names.load(new InputStreamReader(resource, StandardCharsets.UTF_8));
            return names;
        } catch (IOException problem) {
            throw new UncheckedIOException("header-names.properties cannot be read", problem);
        }
    }

    /** Kinds of text in a column. */
    enum Content {
        TEXT,
        /** A number that names something and is not counted with: leading zeros matter. */
        NUMBER,
        DECIMAL,
        DATE,
        TIME
    }
}
