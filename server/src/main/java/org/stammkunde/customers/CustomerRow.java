package org.stammkunde.customers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.customers.Additions.Added;

/**
 * A customer in the list.
 *
 * @param identifier the strongest identifier's value, such as a customer id of a shop
 * @param figures what was ordered in the currency of the list
 * @param lastSeenOn the last day with activity, of the merchant's zone
 * @param added what later modules add
 */
record CustomerRow(
        long customer,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String city,
        @Nullable String identifier,
        OrderFigures figures,
        Instant firstSeenAt,
        LocalDate lastSeenOn,
        List<String> tags,
        Added added) {

    /** What the customer is called where the name is not known. */
    Optional<String> calledBy() {
        return Stream.of(name, email, identifier)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst();
    }

    /** What stands below the name. */
    Optional<String> secondLine() {
        String called = calledBy().orElse("");
        return Stream.of(email, identifier)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(text -> !text.equals(called))
                .findFirst();
    }
}
