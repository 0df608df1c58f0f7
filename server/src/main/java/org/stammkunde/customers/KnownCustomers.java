package org.stammkunde.customers;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.stammkunde.web.Problem;

/** Finds customers for addresses of the API, also of modules that know more about them. */
@Component
public class KnownCustomers {

    private final CustomerPageTable customers;

    KnownCustomers(CustomerPageTable customers) {
        this.customers = customers;
    }

    /**
     * The number that the customer has today: one that was merged into another is found by its
     * former number, too.
     *
     * @throws Problem when there never was one
     */
    public long current(long number) {
        return customers
                .customerOf(number)
                .orElseThrow(() ->
                        new Problem(
                                HttpStatus.NOT_FOUND, "customer-unknown", Long.toString(number)));
    }
}
