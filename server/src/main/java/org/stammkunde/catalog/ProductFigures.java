package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A product and what is counted of it.
 *
 * @param currency of all amounts
 * @param customers how many bought it
 * @param margin empty if no cost is known
 * @param lowest the lowest price of the last 30 days, null if none was said
 * @param daysLeft how long the stock lasts, null if that cannot be said
 */
record ProductFigures(
        ProductRecord product,
        Currency currency,
        Sales sales,
        long customers,
        Optional<Margin> margin,
        @Nullable BigDecimal lowest,
        @Nullable Integer daysLeft) {

    /** What holds now; amounts in this currency. */
    Optional<BigDecimal> now(Measure measure) {
        return product.now(measure, measure.isMoney() ? currency.getCurrencyCode() : "");
    }
}
