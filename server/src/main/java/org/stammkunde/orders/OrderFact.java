package org.stammkunde.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one fact says about an order. */
sealed interface OrderFact {

    /** Facts about one order from oldest to newest; ties are broken by the facts' own keys. */
    Comparator<OrderFact> BY_VERSION =
            Comparator.comparingLong((OrderFact fact) -> fact.stamp().version())
                    .thenComparing(fact -> fact.stamp().key());

    Stamp stamp();

    /**
     * Which fact it was.
     *
     * @param version the highest counts
     * @param key of the fact
     * @param subject number of the identifier the fact belongs to, null for a guest
     * @param occurredAt when it happened
     */
    record Stamp(long version, UUID key, @Nullable Long subject, Instant occurredAt) {}

    /**
     * The whole order as it stood.
     *
     * @param placedAt when it was placed, null when the fact only says when it happened itself
     * @param total what was charged, null when it is the sum of the lines
     */
    record Snapshot(
            Stamp stamp,
            Kind kind,
            boolean cancelled,
            String channel,
            @Nullable String currency,
            @Nullable Instant placedAt,
            @Nullable BigDecimal total,
            List<Line> lines)
            implements OrderFact {

        /** What was charged, or what the lines add up to. */
        BigDecimal amount() {
            return total != null
                    ? total
                    : lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /** The order was called off. */
    record Cancellation(Stamp stamp) implements OrderFact {}

    /**
     * Money went back.
     *
     * @param id the shop's number of the refund, by which a repeated message is recognised
     * @param amount what went back, null for all of it
     */
    record Refund(Stamp stamp, String id, @Nullable BigDecimal amount) implements OrderFact {}

    /** What a snapshot is. */
    enum Kind {
        ORDER,
        /** A return or credit note that names no order; its amounts are negative. */
        CREDIT
    }

    /**
     * One line of an order.
     *
     * @param quantity negative on credit notes
     * @param unitPrice in the order's currency
     * @param discount taken off the line as a whole
     */
    record Line(
            @Nullable String sku,
            @Nullable String name,
            @Nullable String category,
            BigDecimal quantity,
            BigDecimal unitPrice,
            BigDecimal discount) {

        /** Exact, not rounded. */
        BigDecimal amount() {
            return quantity.multiply(unitPrice).subtract(discount);
        }
    }
}
