package org.stammkunde.segments;

import java.util.List;

/**
 * Which orders count; an empty list stands for all.
 *
 * @param products article numbers of which one must be among the lines
 * @param categories of which one must be among the lines
 * @param channels of which the order must come through one
 */
public record OrderFilter(List<String> products, List<String> categories, List<String> channels) {

    /** All orders. */
    public static final OrderFilter ALL = new OrderFilter(List.of(), List.of(), List.of());

    public OrderFilter {
        products = List.copyOf(products);
        categories = List.copyOf(categories);
        channels = List.copyOf(channels);
    }

    /** Whether every order counts. */
    public boolean isEmpty() {
        return !asksForLines() && channels.isEmpty();
    }

    /** Whether only certain goods count: then amounts are those of their lines. */
    boolean asksForLines() {
        return !products.isEmpty() || !categories.isEmpty();
    }
}
