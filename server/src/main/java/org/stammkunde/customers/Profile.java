package org.stammkunde.customers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who a customer is, in short.
 *
 * @param customer number: that of its smallest identifier
 * @param events how many facts belong to it
 */
record Profile(
        long customer,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String city,
        Instant firstSeenAt,
        Instant lastSeenAt,
        long events) {}
