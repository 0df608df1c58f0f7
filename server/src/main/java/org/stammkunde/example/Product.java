package org.stammkunde.example;

/**
 * Something that the example merchant sells.
 *
 * @param cents the price with tax
 * @param costCents what the merchant pays for it, without tax
 * @param stock how many there are at the end
 */
record Product(String sku, String name, Category category, long cents, long costCents, int stock) {}
