/**
 * The catalogue: what the merchant sells, at which price, at which cost, and how much is in stock.
 *
 * <p>Facts about products come from files, from the tracking API and, where nothing better is
 * known, from the lines of orders. Invariants:
 *
 * <ul>
 *   <li>Rows are kept per (source, product) and shown per product number: one installation is one
 *       merchant, and the same number means the same article in its shop, its tills and its
 *       spreadsheet. Prices and cost are those said last in any source; stock is the sum of what
 *       each source has.
 *   <li>What a product is called is a record whose highest version counts. What it costs is a
 *       history: every statement stays, each at the moment it was said of.
 *   <li>What a fact about the product says wins over what an order says of it.
 *   <li>Prices and cost are exact decimals in major units, as on the lines of orders, with their
 *       currency.
 * </ul>
 *
 * <p>This module deliberately does not know orders or customers. What was sold of a product reaches
 * its pages through the port {@link org.stammkunde.catalog.ProductSales}, who bought it through
 * {@link org.stammkunde.catalog.ProductPanel}.
 */
@ApplicationModule(
        displayName = "Catalogue",
        allowedDependencies = {"api", "database", "merchant", "web", "events"})
@NullMarked
package org.stammkunde.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
