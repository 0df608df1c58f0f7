package org.stammkunde.customers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a customer has ordered in one currency.
 *
 * @param orders without cancelled ones and credit notes
 * @param revenueMinor net of refunds and credit notes, in minor units
 * @param items pieces in these orders
 */
record OrderFigures(
        Currency currency,
        int orders,
        long revenueMinor,
        BigDecimal items,
        @Nullable Instant firstOrderAt,
        @Nullable Instant lastOrderAt) {

    /** Revenue per order in minor units, rounded half up; empty without orders. */
    Optional<Long> averageOrderMinor() {
        if (orders == 0) {
            return Optional.empty();
        }
        return Optional.of(
                BigDecimal.valueOf(revenueMinor)
                        .divide(BigDecimal.valueOf(orders), 0, RoundingMode.HALF_UP)
                        .longValueExact());
    }

    /** Pieces per order with one decimal, rounded half up; empty without orders. */
    Optional<BigDecimal> itemsPerOrder() {
        return orders == 0
                ? Optional.empty()
                : Optional.of(items.divide(BigDecimal.valueOf(orders), 1, RoundingMode.HALF_UP));
    }
}
