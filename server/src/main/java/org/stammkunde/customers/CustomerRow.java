package org.stammkunde.customers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer in the list.
 *
 * @param identifier the strongest identifier's value, such as a customer id of a shop
 * @param orders in the reporting currency, without cancelled ones
 * @param revenueMinor net, in minor units of the reporting currency
 * @param lastSeenOn the last day with activity, of the merchant's zone
 */
record CustomerRow(
        long customer,
        @Nullable String name,
        @Nullable String email,
        @Nullable String identifier,
        int orders,
        long revenueMinor,
        @Nullable Instant lastOrderAt,
        LocalDate lastSeenOn) {

    /** What the customer is called where the name is not known. */
    Optional<String> calledBy() {
        return Stream.of(name, email, identifier)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst();
    }
}
