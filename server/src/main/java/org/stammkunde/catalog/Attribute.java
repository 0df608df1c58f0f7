package org.stammkunde.catalog;

import java.util.Locale;

/** What is said about a product in words; what was said last counts. */
enum Attribute {
    /** That there is such a product at all; without a value. */
    KNOWN,
    NAME,
    /** A path whose steps are parted by {@code >}. */
    CATEGORY,
    BRAND,
    /** Address of a picture. */
    IMAGE,
    /** Address of its page in the shop. */
    LINK,
    /** Whether it is sold: {@code true} or {@code false}. */
    ACTIVE;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
