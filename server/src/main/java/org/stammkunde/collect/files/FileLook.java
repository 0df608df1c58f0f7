package org.stammkunde.collect.files;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a file is understood so far, to be looked at and changed.
 *
 * @param gzip whether it is compressed
 * @param charset its character set
 * @param recognized name of the ready-made mapping that was chosen by the columns' names
 * @param source name of the source the orders would belong to
 * @param currency of amounts without one
 * @param zone of times without offset
 * @param columns all columns, in order
 * @param rows the first rows as they stand in the file
 * @param missing what no column says yet: {@code placed-at}, {@code order-number}, {@code amount},
 *     {@code person}, {@code product}
 * @param kind what the rows belong to
 * @param assumptions what the file leaves open and how it is decided
 * @param orders the first orders or customers as they would be imported
 * @param products the first products as they would be imported
 * @param mapping what was chosen, as the text of a mapping file
 */
public record FileLook(
        boolean gzip,
        String charset,
        Optional<String> recognized,
        String source,
        String currency,
        String zone,
        List<LookedColumn> columns,
        List<List<String>> rows,
        List<String> missing,
        RowKind kind,
        List<Statement> assumptions,
        List<LookedOrder> orders,
        List<LookedProduct> products,
        String mapping) {

    /** The names of all fields that a column can be. */
    public static List<String> fields() {
        return Arrays.stream(Field.values()).map(Field::wireName).toList();
    }

    /** The names of the fields that a column can be, in the order in which they are offered. */
    public List<String> offeredFields() {
        return Arrays.stream(Field.values())
                .filter(field -> field.isOf(kind))
                .map(Field::wireName)
                .toList();
    }

    /** Whether the rows are customers. */
    public boolean customers() {
        return kind == RowKind.CUSTOMERS;
    }

    /** Whether the rows are products. */
    public boolean ofProducts() {
        return kind == RowKind.PRODUCTS;
    }

    /**
     * A column.
     *
     * @param number from 1
     * @param named whether the label stands in the file
     * @param field what it is, empty if it is not imported
     * @param origin who says so: {@code option}, {@code mapping}, {@code name} or {@code values}
     * @param reading how its values are read, empty if as they stand
     * @param examples the first values
     */
    public record LookedColumn(
            int number,
            String label,
            boolean named,
            String field,
            String origin,
            String reading,
            List<String> examples) {}

    /**
     * One of the first products.
     *
     * @param id article number, or the name where there is none
     * @param price what it costs, null if the file does not say it; likewise cost and stock
     */
    public record LookedProduct(
            String id,
            String name,
            String category,
            @Nullable BigDecimal price,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal stock,
            String currency) {}

    /**
     * One of the first orders.
     *
     * @param name the name of the person, empty if there is none
     * @param who the strongest identifier, empty for a guest
     * @param product the first article, empty if there is none
     */
    public record LookedOrder(
            String number,
            String name,
            boolean credit,
            boolean cancelled,
            Instant placedAt,
            String who,
            BigDecimal amount,
            String currency,
            int lines,
            String product) {}
}
