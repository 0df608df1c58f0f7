package org.stammkunde.catalog;

import java.util.Locale;

/** What is said about a product in numbers; all of it stays as a history. */
enum Measure {
    /** What a customer pays for one, in major units, with tax. */
    PRICE,
    /** What the merchant pays for one, in major units, without tax. */
    COST,
    /** The rate of the tax that the price holds, in percent. */
    TAX,
    /** How many there are; below 0 where more were sold than there were. */
    STOCK;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Measure ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    boolean isMoney() {
        return this == PRICE || this == COST;
    }
}
