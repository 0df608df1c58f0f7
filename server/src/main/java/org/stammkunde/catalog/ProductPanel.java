package org.stammkunde.catalog;

import gg.jte.Content;
import java.util.Optional;
import org.stammkunde.web.Page;

/**
 * A block on the product page that a later module adds; a bean of this type is enough. Blocks stand
 * in the order of their {@link org.springframework.core.annotation.Order}.
 */
public interface ProductPanel {

    /**
     * The block for a product, made by {@link Page#part}; empty when there is nothing to say.
     *
     * @param product the product's number
     */
    Optional<Content> render(String product, Page page);
}
