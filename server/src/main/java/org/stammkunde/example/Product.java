package org.stammkunde.example;

/**
 * Something that the example merchant sells.
 *
 * @param cents the price with tax
 */
record Product(String sku, String name, Category category, long cents) {}
