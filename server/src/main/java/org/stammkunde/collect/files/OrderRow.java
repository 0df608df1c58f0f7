package org.stammkunde.collect.files;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of an order, understood: every value in its normal form, whatever the file wrote. Decimal
 * numbers have a full stop and no thousands; moments are the number of microseconds since 1970.
 */
final class OrderRow {
    private final long line;
    private final String order;
    private final @Nullable String[] values;

    /**
     * A row.
     *
     * @param line number of its line in the file
     * @param order what the rows of one order have in common
     * @param values by the ordinal of the field, null where there is none
     */
    OrderRow(long line, String order, @Nullable String[] values) {
        this.line = line;
        this.order = order;
        this.values = values;
    }

    long line() {
        return line;
    }

    String order() {
        return order;
    }

    @Nullable String value(Field field) {
        return values[field.ordinal()];
    }

    boolean has(Field field) {
        return values[field.ordinal()] != null;
    }

    /** The number of a field that has one. */
    BigDecimal decimal(Field field) {
        return new BigDecimal(Objects.requireNonNull(value(field)));
    }

    /** When the order was placed; only for a row that says it. */
    Instant placedAt() {
        return instant(Field.PLACED_AT);
    }

    /** The moment of a field that has one. */
    Instant instant(Field field) {
        long micros = Long.parseLong(Objects.requireNonNull(value(field)));
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** An instant as the value of {@link Field#PLACED_AT}. */
    static String text(Instant placedAt) {
        return String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, placedAt));
    }

    /** Whether it names an article, and does not only say something about the order. */
    boolean isLine() {
        return isLine(values);
    }

    static boolean isLine(@Nullable String[] values) {
        return values[Field.SKU.ordinal()] != null
                || values[Field.PRODUCT.ordinal()] != null
                || values[Field.QUANTITY.ordinal()] != null
                || values[Field.UNIT_PRICE.ordinal()] != null
                || values[Field.LINE_TOTAL.ordinal()] != null;
    }
}
