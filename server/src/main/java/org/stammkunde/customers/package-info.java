/**
 * Customers: one profile per person, with what is known of it and what it did.
 *
 * <p>Invariants: traits and activity are kept per identifier, so that merging and splitting changes
 * the profile but no trait; of two values for a trait the one that was said later counts.
 *
 * <p>What a later module knows about a customer (score, segments) reaches the customer page through
 * ports declared here; this module knows none of them.
 */
@ApplicationModule(
        displayName = "Customers",
        allowedDependencies = {
            "database",
            "merchant",
            "web",
            "api",
            "security",
            "events",
            "identity",
            "consent",
            "catalog",
            "orders"
        })
@NullMarked
package org.stammkunde.customers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
