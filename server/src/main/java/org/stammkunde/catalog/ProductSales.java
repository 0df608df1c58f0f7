package org.stammkunde.catalog;

import java.util.List;

/** What was sold of products: a port that the module of orders fills. */
public interface ProductSales {

    /**
     * What was sold of each product, as SQL for the list of products: a query with the columns
     * {@code product} (text), {@code currency} (text), {@code units} (numeric) and {@code
     * revenue_minor} (numeric, net of refunds), unique by product and currency. It names views of
     * its own module only and has no parameters.
     */
    String query();

    /**
     * What was sold of one product on each day, the earliest first.
     *
     * @param product its number
     */
    List<SoldOn> days(String product);

    /** How many customers bought it; guests are none. */
    long customers(String product);
}
