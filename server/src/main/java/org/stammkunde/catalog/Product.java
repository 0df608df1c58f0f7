package org.stammkunde.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A product as the list shows it.
 *
 * @param id its number
 * @param name its name, or the number where it has none
 * @param active false if it was said that it is sold no more
 * @param price in major units of the list's currency: what was said or, if nothing was, the average
 *     that was charged; null if it was never sold either
 * @param priceIsAverage whether the price is that average
 * @param cost in major units; null if nobody said it
 * @param stock of all sources together; null if nobody said it
 * @param units as ordered, less what credit notes take back; a refund leaves them as they are
 * @param revenueMinor net of refunds, with tax
 * @param position what the list is ordered by, as text
 */
record Product(
        String id,
        String name,
        String category,
        String brand,
        boolean active,
        @Nullable BigDecimal price,
        boolean priceIsAverage,
        @Nullable BigDecimal cost,
        @Nullable BigDecimal stock,
        BigDecimal units,
        long revenueMinor,
        String position) {

    ProductList.Cursor cursor() {
        return new ProductList.Cursor(position, id);
    }

    /** Whether it is known that there is none left. */
    boolean isSoldOut() {
        return stock != null && stock.signum() <= 0;
    }
}
