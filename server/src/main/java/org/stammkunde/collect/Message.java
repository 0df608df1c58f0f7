package org.stammkunde.collect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.Source;
import tools.jackson.databind.node.ObjectNode;

/**
 * One message of the tracking API as it came in.
 *
 * @param source whose write key it carried
 * @param body the message itself
 * @param shared what the batch says about all of its messages ({@code context})
 * @param sentAt when the sender's clock said it was sent
 * @param receivedAt when it arrived
 * @param type from the path of a single call, null where the message says it itself
 */
record Message(
        Source source,
        ObjectNode body,
        @Nullable ObjectNode shared,
        @Nullable Instant sentAt,
        Instant receivedAt,
        @Nullable String type) {}
