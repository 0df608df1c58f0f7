package org.stammkunde.insights;

/** Which purchases a report counts. */
public enum Rule {

    /**
     * All orders that were not cancelled, net of refunds and credit notes, guests included in
     * revenue and average order value.
     */
    NET("net"),

    /**
     * Only lines of orders of known customers with a quantity and a price above zero, at quantity ×
     * unit price, not rounded to minor units but to the sixth decimal where a line has more; credit
     * notes, refunds, discounts and guests are left out. The rule of many published figures.
     */
    A("A");

    private final String id;

    Rule(String id) {
        this.id = id;
    }

    /** The name on the command line and in JSON. */
    public String id() {
        return id;
    }
}
