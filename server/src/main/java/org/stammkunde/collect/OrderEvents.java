package org.stammkunde.collect;

import java.util.Set;

/**
 * The events of the Segment e-commerce specification, versions 1 and 2, that are about an order.
 */
final class OrderEvents {

    static final Set<String> NAMES =
            Set.of(
                    "Order Completed",
                    "Completed Order",
                    "Order Updated",
                    "Updated Order",
                    "Order Cancelled",
                    "Order Canceled",
                    "Cancelled Order",
                    "Order Refunded",
                    "Refunded Order");

    private OrderEvents() {}
}
