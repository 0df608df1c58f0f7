package org.stammkunde.customers;

import org.stammkunde.web.Texts;

/**
 * A group of customers that a later module knows: a filter of the customer list and a badge on its
 * members; a bean of this type is enough.
 */
public interface CustomerGroup {

    /** Stable name in addresses, such as {@code treue-kunden}: lower-case letters and hyphens. */
    String key();

    /** Its name, on the badge. */
    String title(Texts texts);

    /**
     * Its members as SQL: a query with the column {@code customer} (bigint, unique). It names views
     * of its own module only and has no parameters.
     */
    String query();
}
