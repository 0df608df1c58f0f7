package org.stammkunde.catalog;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list of products.
 *
 * @param count how many match
 * @param categories all there are
 * @param next where the following page begins, empty on the last
 * @param empty whether there is no product at all
 */
record ProductsView(
        ProductList list,
        Currency currency,
        List<Product> products,
        int count,
        List<String> categories,
        Optional<ProductList.Cursor> next,
        boolean empty) {

    String following() {
        return list.from(next).address(ProductList.PATH);
    }

    String in(ProductList.State state) {
        return list.in(state).address(ProductList.PATH);
    }

    String sortedBy(ProductList.Sort sort) {
        return list.by(sort).address(ProductList.PATH);
    }

    /** How the list is ordered by this, null if it is ordered by something else. */
    @Nullable String direction(ProductList.Sort sort) {
        if (sort != list.sort()) {
            return null;
        }
        return list.descending() ? "descending" : "ascending";
    }

    String export() {
        return list.from(Optional.empty()).address(ProductList.PATH + "/export.csv");
    }
}
