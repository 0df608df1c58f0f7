package org.stammkunde.insights;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

/**
 * What parts the customers who bought into fifths, as the report's RFM scores do: a customer's
 * score is one more than the number of limits that lie below the own value, so 5 is the most
 * recent, the most frequent, the most valuable.
 *
 * @param asOf the last day that counts
 * @param currency of the orders that count
 * @param customers who bought
 * @param recency days of the last order, ascending; four, or none when nobody bought
 * @param frequency numbers of orders, likewise
 * @param monetary revenue in minor units, likewise
 */
public record Fifths(
        LocalDate asOf,
        Currency currency,
        long customers,
        List<LocalDate> recency,
        List<Long> frequency,
        List<Long> monetary) {

    public Fifths {
        recency = List.copyOf(recency);
        frequency = List.copyOf(frequency);
        monetary = List.copyOf(monetary);
    }
}
