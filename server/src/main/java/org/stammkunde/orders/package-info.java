/**
 * Orders: what was bought, returned and cancelled, as aggregates with lines and refunds.
 *
 * <p>Invariants: an order is a function of all facts about one (source, order number); its highest
 * version counts, refunds reduce it at the day it was placed, a later cancellation makes it worth
 * nothing. Money is exact: line amounts are {@code quantity × unit price − discount} in decimals,
 * and a document is rounded once, half up, to minor units of its currency. Orders of guests are
 * orders like any other.
 *
 * <p>This module deliberately does not know points, segments, or who a customer is beyond a number.
 */
@ApplicationModule(
        displayName = "Orders",
        allowedDependencies = {"database", "merchant", "events", "identity", "catalog"})
@NullMarked
package org.stammkunde.orders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
