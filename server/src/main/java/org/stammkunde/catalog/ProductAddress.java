package org.stammkunde.catalog;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the page of a product is. Numbers may hold any character: they stand in the query. */
public final class ProductAddress {

    static final String PATH = "/products/details";

    private ProductAddress() {}

    /** The address of the page, to be used in links. */
    public static String of(String product) {
        return PATH + "?id=" + URLEncoder.encode(product, StandardCharsets.UTF_8);
    }
}
