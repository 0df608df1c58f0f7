package org.stammkunde.orders;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.orders.OrderFact.Cancellation;
import org.stammkunde.orders.OrderFact.Kind;
import org.stammkunde.orders.OrderFact.Line;
import org.stammkunde.orders.OrderFact.Refund;
import org.stammkunde.orders.OrderFact.Snapshot;

/**
 * An order as all facts about it say, whatever order they came in.
 *
 * @param subject number of the identifier it belongs to, null for a guest
 * @param totalMinor as ordered, in minor units; negative for a credit note
 * @param refundedMinor what went back, at most the total
 * @param netMinor what counts as revenue
 */
record SalesOrder(
        Kind kind,
        boolean cancelled,
        String channel,
        @Nullable Long subject,
        Currency currency,
        Instant orderedAt,
        BigDecimal items,
        long totalMinor,
        long refundedMinor,
        long netMinor,
        List<Line> lines) {

    /** No order has more; what a sender makes up beyond it must fit the tables all the same. */
    private static final BigDecimal ITEMS_MAX = new BigDecimal("1e12");

    /**
     * The order that the facts describe; empty as long as none of them says what was ordered.
     *
     * @param defaultCurrency for facts that name none
     */
    static Optional<SalesOrder> of(Collection<OrderFact> facts, Currency defaultCurrency) {
        List<OrderFact> ordered = facts.stream().sorted(OrderFact.BY_VERSION).toList();
        return only(Snapshot.class, ordered)
                .reduce((earlier, later) -> later)
                .map(latest -> from(latest, ordered, currency(latest, defaultCurrency)));
    }

    private static SalesOrder from(Snapshot latest, List<OrderFact> facts, Currency currency) {
        boolean cancelled = latest.cancelled() || cancelledAfter(latest, facts);
        long total = minor(latest.amount(), currency);
        long refunded = refunded(facts, Math.max(total, 0), currency);
        return new SalesOrder(
                latest.kind(),
                cancelled,
                latest.channel(),
                subject(facts),
                currency,
                orderedAt(latest, facts),
                items(latest),
                total,
                refunded,
                cancelled ? 0 : total - refunded,
                latest.lines());
    }

    private static BigDecimal items(Snapshot latest) {
        return latest.lines().stream()
                .map(Line::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .min(ITEMS_MAX)
                .max(ITEMS_MAX.negate());
    }

    private static boolean cancelledAfter(Snapshot latest, List<OrderFact> facts) {
        return only(Cancellation.class, facts)
                .anyMatch(
                        cancellation -> cancellation.stamp().version() >= latest.stamp().version());
    }

    /**
     * Refunds with the same number are one refund; its latest amount counts. Never more than was
     * paid, and nothing of an order by which money went back.
     */
    private static long refunded(List<OrderFact> facts, long most, Currency currency) {
        Map<String, Long> amounts = new HashMap<>();
        only(Refund.class, facts)
                .forEach(refund -> {
                    BigDecimal amount = refund.amount();
                    amounts.put(
                            refund.id(),
                            amount == null
                                    ? most
                                    : Math.min(most, Math.abs(minor(amount, currency))));
                });
        long sum = 0;
        for (long amount : amounts.values()) {
            sum += Math.min(amount, most - sum);
        }
        return sum;
    }

    /** The newest fact that names somebody. */
    private static @Nullable Long subject(List<OrderFact> facts) {
        return facts.reversed().stream()
                .map(fact -> fact.stamp().subject())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** A later change of an order does not move the day it was placed. */
    private static Instant orderedAt(Snapshot latest, List<OrderFact> facts) {
        Instant placedAt = latest.placedAt();
        return placedAt != null
                ? placedAt
                : only(Snapshot.class, facts)
                        .map(snapshot -> snapshot.stamp().occurredAt())
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
    }

    private static Currency currency(Snapshot latest, Currency defaultCurrency) {
        String code = latest.currency();
        return code == null ? defaultCurrency : Currency.getInstance(code);
    }

    /** The one place where an order's money is rounded. */
    private static long minor(BigDecimal amount, Currency currency) {
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        return amount.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static <T extends OrderFact> Stream<T> only(Class<T> type, List<OrderFact> facts) {
        return facts.stream().filter(type::isInstance).map(type::cast);
    }
}
