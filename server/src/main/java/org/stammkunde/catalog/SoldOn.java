package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was sold of a product on one day in one currency.
 *
 * @param day in the merchant's zone
 * @param currency a code of ISO 4217
 * @param units as ordered, less what credit notes take back; a refund leaves them as they are
 * @param revenueMinor with tax, net of refunds, in minor units
 * @param lowest what one cost at the least, after discounts on the line, in major units; null where
 *     nothing was bought on the day but only returned
 * @param highest what one cost at the most
 */
public record SoldOn(
        LocalDate day,
        String currency,
        BigDecimal units,
        long revenueMinor,
        @Nullable BigDecimal lowest,
        @Nullable BigDecimal highest) {}
