package org.stammkunde.customers;

import java.time.Instant;

/**
 * Something known about a customer.
 *
 * @param name such as {@code firstName}
 * @param json its value
 * @param source which source said so
 * @param at when that was
 */
record Trait(String name, String json, String source, Instant at) {}
