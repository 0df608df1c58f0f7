package org.stammkunde.example;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A purchase or a return, as a shop or till notes it down.
 *
 * @param place where it was
 * @param at the local time
 * @param person who it was in truth; null for a passer-by
 * @param named how the person was known there
 * @param returned whether it is a return: the quantities are below 0
 * @param cancelled whether it was called off
 * @param voucher the campaign whose voucher was used; null for none
 */
record Sale(
        Place place,
        LocalDateTime at,
        @Nullable Person person,
        Named named,
        boolean returned,
        boolean cancelled,
        @Nullable Campaign voucher,
        List<Line> lines) {

    /** A quantity of a product; the discount is on the line, with the sign of the quantity. */
    record Line(Product product, int quantity, long discountCents) {

        long cents() {
            return product.cents() * quantity - discountCents;
        }
    }

    /** The web shop and the stores. */
    enum Place {
        WEB_SHOP,
        COLOGNE,
        LEIPZIG
    }

    /**
     * What a shop or till knows about who bought; all null for somebody unknown.
     *
     * @param customerId in the web shop
     * @param card the loyalty card shown
     * @param email given for the order
     */
    record Named(@Nullable String customerId, @Nullable String card, @Nullable String email) {

        static final Named NOBODY = new Named(null, null, null);
    }

    long cents() {
        return lines.stream().mapToLong(Line::cents).sum();
    }
}
