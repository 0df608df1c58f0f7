package org.stammkunde.collect.files;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all orders of a file.
 *
 * @param source name of the source the orders belong to
 * @param namespace whose customer numbers these are
 * @param currency of amounts without a currency of their own, a code of ISO 4217
 * @param zone of times without an offset
 * @param region two-letter country of phone numbers without country code
 * @param channel of orders without one
 * @param creditPrefix start of the numbers of credit notes, null if they have none
 * @param startedAt when the import began: nothing can have been ordered later
 */
record OrderSettings(
        String source,
        String namespace,
        String currency,
        ZoneId zone,
        String region,
        String channel,
        @Nullable String creditPrefix,
        Instant startedAt) {

    /** The same for the customer numbers of another namespace. */
    OrderSettings withNamespace(String other) {
        return new OrderSettings(
                source, other, currency, zone, region, channel, creditPrefix, startedAt);
    }
}
