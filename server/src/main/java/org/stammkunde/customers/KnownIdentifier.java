package org.stammkunde.customers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.IdentifierType;

/**
 * A value that points to the customer.
 *
 * @param number the identifier's number
 * @param source which source named it first, null if no fact is left that does
 * @param since when that was
 */
record KnownIdentifier(
        long number,
        IdentifierType type,
        String value,
        @Nullable String source,
        @Nullable Instant since) {

    /** The symbol beside it. */
    String icon() {
        return switch (type) {
            case CUSTOMER_ID -> "id-badge-2";
            case CARD -> "credit-card";
            case EMAIL -> "mail";
            case PHONE -> "phone";
            case ANONYMOUS_ID -> "fingerprint";
        };
    }
}
