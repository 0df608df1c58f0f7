package org.stammkunde.collect.files;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.Identifier;

/**
 * An order as a file tells it.
 *
 * @param number as the shop writes it, or made up where the file has none
 * @param kind {@code order}, or {@code credit} for a return; then quantities are negative; {@code
 *     customer} for a row of master data
 * @param status {@code completed} or {@code cancelled}
 * @param total what was charged; null if it is the sum of the lines
 * @param identifiers who ordered; empty for a guest
 * @param personal personal values by field
 */
record ImportedOrder(
        String number,
        String kind,
        String status,
        String channel,
        String currency,
        @Nullable BigDecimal total,
        Instant placedAt,
        List<Line> lines,
        List<Identifier> identifiers,
        Map<Field, String> personal)
        implements Imported {

    private static final String CUSTOMER = "customer";

    /** A customer: a row of master data, with nothing bought. */
    static ImportedOrder customer(
            String number,
            Instant toldAt,
            List<Identifier> identifiers,
            Map<Field, String> personal) {
        return new ImportedOrder(
                number,
                CUSTOMER,
                "",
                "",
                "",
                BigDecimal.ZERO,
                toldAt,
                List.of(),
                identifiers,
                personal);
    }

    boolean isCustomer() {
        return kind.equals(CUSTOMER);
    }

    @Override
    public String resource() {
        return (isCustomer() ? "customer/" : "order/") + number;
    }

    /** What was charged; negative for a credit. */
    BigDecimal amount() {
        return amount(total, lines);
    }

    static BigDecimal amount(@Nullable BigDecimal total, List<Line> lines) {
        return total != null
                ? total
                : lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * A line of an order.
     *
     * @param discount taken off the line as a whole, with the sign of the quantity
     */
    record Line(
            @Nullable String sku,
            @Nullable String product,
            @Nullable String category,
            BigDecimal quantity,
            BigDecimal unitPrice,
            BigDecimal discount) {

        BigDecimal amount() {
            return quantity.multiply(unitPrice).subtract(discount);
        }

        Line negated() {
            return new Line(
                    sku, product, category, quantity.negate(), unitPrice, discount.negate());
        }
    }
}
