package org.stammkunde.example;

import java.time.LocalDate;

/**
 * What decides the example merchant's data: the same plan makes the same bytes.
 *
 * @param customers how many people buy, 1 to {@value #CUSTOMERS_MAX}; passers-by come on top
 * @param seed decides everything that is left to chance
 * @param until the day at whose beginning the data ends; it begins two years before
 */
public record ExamplePlan(int customers, long seed, LocalDate until) {

    /** Memory does not limit it; the numbers of people have seven digits on cards. */
    static final int CUSTOMERS_MAX = 5_000_000;

    static final int DAYS = 730;

    public ExamplePlan {
        if (customers < 1 || customers > CUSTOMERS_MAX) {
            throw new IllegalArgumentException(
                    "%d customers: allowed are 1 to %d".formatted(customers, CUSTOMERS_MAX));
        }
    }

    /** The first day of the data. */
    LocalDate from() {
        return until.minusDays(DAYS);
    }
}
