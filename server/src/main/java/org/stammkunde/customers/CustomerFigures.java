package org.stammkunde.customers;

import java.util.List;
import org.stammkunde.web.Page;

/**
 * Figures about one customer that a later module knows, for the head of the customer page; a bean
 * of this type is enough.
 */
public interface CustomerFigures {

    /**
     * The figures, none where there is nothing to say.
     *
     * @param customer the customer's number
     */
    List<CustomerFigure> of(long customer, Page page);

    /**
     * A figure as people read it.
     *
     * @param key stable name, unique on the page
     * @param label what it is called
     * @param value the figure
     * @param why what it means and what it was computed from
     */
    record CustomerFigure(String key, String label, String value, String why) {}
}
