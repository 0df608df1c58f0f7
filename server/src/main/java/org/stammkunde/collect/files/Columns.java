package org.stammkunde.collect.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table is which field.
 *
 * @param byField the column of each field that has one
 * @param kind what the rows belong to
 */
record Columns(Map<Field, Column> byField, RowKind kind) {

    private static final Set<Field> PERSONS =
            EnumSet.of(Field.CUSTOMER, Field.CARD, Field.EMAIL, Field.PHONE);
    private static final Set<Field> AMOUNTS =
            EnumSet.of(Field.UNIT_PRICE, Field.LINE_TOTAL, Field.ORDER_TOTAL);

    private static final Map<String, String> MISSING =
            Map.of(
                    "product",
                    "which product it is (--map sku=COLUMN or product=COLUMN)",
                    "person",
                    "who it is (--map customer=COLUMN, card=COLUMN, email=COLUMN or phone=COLUMN)",
                    "placed-at",
                    "when the order was placed (--map placed-at=COLUMN)",
                    "order-number",
                    "the order (--map order-number=COLUMN) or who ordered (--map customer=COLUMN)",
                    "amount",
                    "what was paid (--map unit-price=COLUMN with quantity, line-total=COLUMN or"
                            + " order-total=COLUMN)");

    Columns {
        Map<Field, Column> sorted = new EnumMap<>(Field.class);
        sorted.putAll(byField);
        if (kind == RowKind.ORDERS) {
            sorted.keySet().removeIf(Field::isConsent);
        }
        byField = Collections.unmodifiableMap(sorted);
    }

    /** Columns that say persons but neither orders nor amounts are those of customers. */
    Columns(Map<Field, Column> byField) {
        this(
                byField,
                !byField.containsKey(Field.ORDER_NUMBER)
                                && Collections.disjoint(byField.keySet(), AMOUNTS)
                                && !Collections.disjoint(byField.keySet(), PERSONS)
                        ? RowKind.CUSTOMERS
                        : RowKind.ORDERS);
    }

    /** The same, as somebody says what the rows are. */
    Columns of(RowKind said) {
        return new Columns(byField, said);
    }

    boolean customers() {
        return kind == RowKind.CUSTOMERS;
    }

    boolean products() {
        return kind == RowKind.PRODUCTS;
    }

    /**
     * Whether it looks like a list of products: they are named, but nothing says that somebody
     * ordered them, nor how many, nor when.
     */
    boolean looksLikeProducts() {
        Column placedAt = byField.get(Field.PLACED_AT);
        boolean ordered =
                has(Field.ORDER_NUMBER)
                        || has(Field.QUANTITY)
                        || has(Field.LINE_TOTAL)
                        || has(Field.ORDER_TOTAL)
                        || (placedAt != null && placedAt.origin() != Origin.VALUES)
                        || !Collections.disjoint(byField.keySet(), PERSONS);
        return !ordered || !Collections.disjoint(byField.keySet(), Field.ONLY_OF_PRODUCTS);
    }

    /**
     * A column.
     *
     * @param index from 0
     * @param label how it is called towards a person
     * @param origin who says so
     */
    record Column(int index, String label, Origin origin) {}

    /** Who says that a column is a field. */
    enum Origin {
        OPTION("by --map"),
        MAPPING("by the mapping"),
        NAME("by its name"),
        VALUES("by its values");

        private final String description;

        Origin(String description) {
            this.description = description;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        String description() {
            return description;
        }
    }

    /** Whether a product is said to have more than a number and a name. */
    boolean tellsSomething() {
        return has(Field.UNIT_PRICE) || has(Field.COST) || has(Field.STOCK) || has(Field.CATEGORY);
    }

    /** The strongest of the columns that say who it is. */
    Field firstOfPerson() {
        return PERSONS.stream().filter(this::has).findFirst().orElse(Field.CUSTOMER);
    }

    boolean has(Field field) {
        return byField.containsKey(field);
    }

    @Nullable Column column(Field field) {
        return byField.get(field);
    }

    /** What is called `Price` or, where no column is mapped, `unit-price`. */
    String label(Field field) {
        Column column = byField.get(field);
        return column == null ? field.wireName() : column.label();
    }

    /** The mapped fields whose columns hold this kind of text. */
    Set<Field> with(Field.Content content) {
        return byField.keySet().stream()
                .filter(field -> field.content() == content)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Field.class)));
    }

    /** What no column says although orders cannot be made without it; stable names. */
    List<String> missing() {
        if (products()) {
            return has(Field.SKU) || has(Field.PRODUCT) ? List.of() : List.of("product");
        }
        if (customers()) {
            return Collections.disjoint(byField.keySet(), PERSONS) ? List.of("person") : List.of();
        }
        List<String> missing = new ArrayList<>();
        if (!has(Field.PLACED_AT)) {
            missing.add("placed-at");
        }
        if (!has(Field.ORDER_NUMBER) && Collections.disjoint(byField.keySet(), PERSONS)) {
            missing.add("order-number");
        }
        if (Collections.disjoint(byField.keySet(), AMOUNTS)) {
            missing.add("amount");
        }
        return missing;
    }

    /**
     * Checks that orders can be made of these columns.
     *
     * @throws ImportRefused naming all that is missing
     */
    void refuseIncomplete(Header header) {
        List<String> missing =
                missing().stream().map(name -> MISSING.getOrDefault(name, name)).toList();
        if (!missing.isEmpty()) {
            throw ImportRefused.wrongUse(
                    "no column says %s; the columns are %s"
                            .formatted(String.join(", nor ", missing), header.listed()));
        }
    }
}
