package org.stammkunde.customers;

import org.stammkunde.web.Texts;

/**
 * A figure that a later module adds to the customer list and to the head of the customer page; a
 * bean of this type is enough.
 */
public interface CustomerColumn {

    /** Stable name in addresses, such as {@code score}: lower-case letters only. */
    String key();

    /** Message key of its name; the definition is the message of this key with {@code .help}. */
    String title();

    /**
     * The figure as SQL: a query with the columns {@code customer} (bigint, unique) and {@code
     * value} (bigint); customers that are missing have no such figure. It names views of its own
     * module only and has no parameters.
     */
    String query();

    /** The figure as people read it. */
    String format(long value, Texts texts);

    /** How many of the values are one as people count it, such as 1,000,000 for millionths. */
    default long unit() {
        return 1;
    }
}
