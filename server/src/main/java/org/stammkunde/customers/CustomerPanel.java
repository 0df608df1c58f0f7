package org.stammkunde.customers;

import gg.jte.Content;
import java.util.Optional;
import org.stammkunde.web.Page;

/**
 * A block on the customer page that a later module adds; a bean of this type is enough. Blocks
 * stand in the order of their {@link org.springframework.core.annotation.Order}.
 */
public interface CustomerPanel {

    /**
     * The block for a customer, made by {@link Page#part}; empty when there is nothing to say.
     *
     * @param customer the customer's number
     */
    Optional<Content> render(long customer, Page page);
}
