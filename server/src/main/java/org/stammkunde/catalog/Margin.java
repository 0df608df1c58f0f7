package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What remains of the revenue with a product after tax and cost: {@code margin = revenue − tax −
 * cost}, each rounded once to the minor unit, so that the parts add up.
 *
 * @param revenueMinor with tax, net of refunds
 * @param taxMinor the tax in each day's revenue, at the rate that held on that day; before the
 *     first that was said, at that one; 0 if none was
 * @param costMinor each day's units at the cost that held on that day; before the first that was
 *     said, at that one
 * @param taxKnown whether a rate of tax is known
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
     * @param costs all in this currency
     * @param taxRates in percent, empty if unknown
     */
    static Optional<Margin> of(
            List<SoldOn> days, DailyValues costs, DailyValues taxRates, Currency currency) {
        if (costs.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal revenue = BigDecimal.ZERO;
        for (SoldOn day : days) {
            cost = cost.add(costs.on(day.day()).multiply(day.units()));
            revenue = revenue.add(BigDecimal.valueOf(day.revenueMinor()));
        }
        return Optional.of(
                new Margin(
                        whole(revenue),
                        taxRates.isEmpty() ? 0 : tax(days, taxRates),
                        minor(cost, currency),
                        !taxRates.isEmpty()));
    }

    /** Divided by rate and not by day, because a quotient may have no end: 1/6 at 20 percent. */
    private static long tax(List<SoldOn> days, DailyValues rates) {
        Map<BigDecimal, BigDecimal> revenueAt = new TreeMap<>();
        for (SoldOn day : days) {
            BigDecimal revenue = BigDecimal.valueOf(day.revenueMinor());
            revenueAt.merge(rates.on(day.day()), revenue, BigDecimal::add);
        }
        BigDecimal tax = BigDecimal.ZERO;
        for (Map.Entry<BigDecimal, BigDecimal> each : revenueAt.entrySet()) {
            tax = tax.add(taxIn(each.getValue(), each.getKey()));
        }
        return whole(tax);
    }

    private static BigDecimal taxIn(BigDecimal revenue, BigDecimal percent) {
        return revenue.multiply(percent).divide(percent.add(PERCENT), MathContext.DECIMAL128);
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
