package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stammkunde.catalog.ProductRecord.SourceStatement;

/**
 * What remains of the revenue with a product after tax and cost: {@code margin = revenue − tax −
 * cost}, each rounded to the minor unit, so that the parts add up.
 *
 * @param revenueMinor with tax, net of refunds
 * @param taxMinor the tax in it; 0 if the rate is unknown
 * @param costMinor each day's units at the cost that held on that day; before the first that was
 *     said, at that one
 * @param taxKnown whether the rate of tax is known
 */
record Margin(long revenueMinor, long taxMinor, long costMinor, boolean taxKnown) {

    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    /** What remains. */
    long minor() {
        return revenueMinor - taxMinor - costMinor;
    }

    /** What remains as a share of the revenue without tax; empty without revenue. */
    OptionalDouble share() {
        long base = revenueMinor - taxMinor;
        return base <= 0 ? OptionalDouble.empty() : OptionalDouble.of((double) minor() / base);
    }

    /**
     * The margin of what was sold in one currency; empty if no cost is known.
     *
     * @param days all in this currency
     * @param costs all in this currency, the earliest first
     * @param taxPercent the rate of tax, null if unknown
     */
    static Optional<Margin> of(
            List<SoldOn> days,
            List<SourceStatement> costs,
            @Nullable BigDecimal taxPercent,
            Currency currency,
            ZoneId zone) {
        if (costs.isEmpty()) {
            return Optional.empty();
        }
        NavigableMap<Instant, BigDecimal> costAt = new TreeMap<>();
        costs.forEach(cost -> costAt.put(cost.saidAt(), cost.value()));
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        for (SoldOn day : days) {
            Instant end = day.day().plusDays(1).atStartOfDay(zone).toInstant();
            Map.Entry<Instant, BigDecimal> held = costAt.lowerEntry(end);
            BigDecimal each = (held == null ? costAt.firstEntry() : held).getValue();
            cost = cost.add(each.multiply(day.units()));
            sum = sum.add(BigDecimal.valueOf(day.revenueMinor()));
        }
        long revenue = whole(sum);
        return Optional.of(
                new Margin(
                        revenue,
                        taxPercent == null ? 0 : tax(revenue, taxPercent),
                        minor(cost, currency),
                        taxPercent != null));
    }

    private static long tax(long revenue, BigDecimal percent) {
        return whole(
                BigDecimal.valueOf(revenue)
                        .multiply(percent)
                        .divide(percent.add(PERCENT), 0, RoundingMode.HALF_UP));
    }

    private static long minor(BigDecimal amount, Currency currency) {
        return whole(amount.movePointRight(Math.max(0, currency.getDefaultFractionDigits())));
    }

    /** What a sender makes up beyond all measure stops where a long ends. */
    private static long whole(BigDecimal amount) {
        return amount.setScale(0, RoundingMode.HALF_UP)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .max(BigDecimal.valueOf(Long.MIN_VALUE))
                .longValue();
    }
}
