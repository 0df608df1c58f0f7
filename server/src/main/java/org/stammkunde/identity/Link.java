package org.stammkunde.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * Two identifiers that a fact named together.
 *
 * @param stronger number of the identifier that the fact belongs to
 * @param weaker number of the other one
 * @param firstAt when the earliest fact that asserts it happened
 * @param firstKey the key of that fact
 */
record Link(long stronger, long weaker, Instant firstAt, UUID firstKey) {

    long other(long end) {
        return end == stronger ? weaker : stronger;
    }
}
