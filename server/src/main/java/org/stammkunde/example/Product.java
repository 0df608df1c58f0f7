package org.stammkunde.example;

/**
 * Something that the example merchant sells.
 *
 * @param cents the price with tax
 * @param costCents what the merchant pays for it, without tax
 * @param formerCostCents what it cost until the supplier changed it
 * @param costChangeDays how many days before the end that was
 * @param stock how many there are at the end
 */
record Product(
        String sku,
        String name,
        Category category,
        long cents,
        long costCents,
        long formerCostCents,
        int costChangeDays,
        int stock) {}
