package org.stammkunde.segments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A customer in a list of members; the amount is in the merchant's currency. */
record SegmentMember(
        long customer,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String city,
        long orders,
        long revenueMinor,
        @Nullable Instant lastOrderAt) {

    /** What stands for the customer in a line, empty when nothing is known. */
    String called() {
        return name != null ? name : email != null ? email : phone != null ? phone : "";
    }
}
