package org.stammkunde.collect;

import java.util.Set;

/**
 * The events that say what a product is: its name, price, cost and stock. The Segment e-commerce
 * specification has none; these follow the names that shop systems give their webhooks.
 */
final class ProductEvents {

    static final Set<String> NAMES =
            Set.of("Product Created", "Product Updated", "Product Deleted");

    private ProductEvents() {}
}
