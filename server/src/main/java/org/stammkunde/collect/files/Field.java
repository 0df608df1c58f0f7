package org.stammkunde.collect.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** What a column of a file of orders, customers or products can hold. */
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
    BIRTHDAY(Content.DATE),
    MARKETING_EMAIL(Content.TEXT),
    MARKETING_SMS(Content.TEXT),
    HANDLE(Content.TEXT),
    VARIANT(Content.TEXT),
    BRAND(Content.TEXT),
    SALE_PRICE(Content.DECIMAL),
    COST(Content.DECIMAL),
    TAX_RATE(Content.DECIMAL),
    STOCK(Content.DECIMAL),
    ACTIVE(Content.TEXT),
    IMAGE(Content.TEXT),
    LINK(Content.TEXT),
    VALID_FROM(Content.DATE);

    /** What only products have. */
    static final Set<Field> ONLY_OF_PRODUCTS =
            Collections.unmodifiableSet(EnumSet.range(HANDLE, VALID_FROM));

    /** What customers agreed or objected to. */
    static final Set<Field> CONSENTS =
            Collections.unmodifiableSet(EnumSet.of(MARKETING_EMAIL, MARKETING_SMS));

    /** What products share with the lines of orders. */
    private static final Set<Field> ALSO_OF_PRODUCTS =
            EnumSet.of(SKU, PRODUCT, CATEGORY, UNIT_PRICE, CURRENCY);

    private static final Properties HEADER_NAMES = names("header-names.properties");
    private static final Properties PRODUCT_HEADER_NAMES = names("product-header-names.properties");

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

    /** Whether rows of this kind can have it. */
    boolean isOf(RowKind kind) {
        return switch (kind) {
            case PRODUCTS -> ONLY_OF_PRODUCTS.contains(this) || ALSO_OF_PRODUCTS.contains(this);
            case ORDERS -> !ONLY_OF_PRODUCTS.contains(this) && !CONSENTS.contains(this);
            case CUSTOMERS -> !ONLY_OF_PRODUCTS.contains(this);
        };
    }

    /** Whether it is what a customer agreed or objected to. */
    boolean isConsent() {
        return CONSENTS.contains(this);
    }

    /** Names under which shops and tills write this field, in folded form, the likeliest first. */
    List<String> headerNames(RowKind kind) {
        return foldedNames(
                kind == RowKind.PRODUCTS ? PRODUCT_HEADER_NAMES : HEADER_NAMES, wireName());
    }

    /** Folded names of columns that hold the total of a line or else of an order. */
    static List<String> amountNames() {
        return foldedNames(HEADER_NAMES, "amount");
    }

    private static List<String> foldedNames(Properties names, String key) {
        return Arrays.stream(names.getProperty(key).split(",")).map(Header::fold).toList();
    }

    static Optional<Field> named(String wireName) {
        return Arrays.stream(values())
                .filter(field -> field.wireName().equals(wireName))
                .findFirst();
    }

    private static Properties names(String file) {
        Properties names = new Properties();
        try (InputStream resource = Field.class.getResourceAsStream(file)) {
            names.load(new InputStreamReader(resource, StandardCharsets.UTF_8));
            return names;
        } catch (IOException problem) {
            throw new UncheckedIOException(file + " cannot be read", problem);
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
