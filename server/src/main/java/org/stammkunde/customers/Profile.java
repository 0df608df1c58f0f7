package org.stammkunde.customers;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who a customer is, in short.
 *
 * @param customer number: that of its smallest identifier
 * @param lastSeenOn the last day with activity, of the merchant's zone
 */
record Profile(
        long customer,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String city,
        Instant firstSeenAt,
        LocalDate lastSeenOn) {}
