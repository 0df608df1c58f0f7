/**
 * Insights: what the orders of all customers say together, as one report.
 *
 * <p>Invariants: a report is read in one snapshot of the database and says at which fact it stands;
 * every figure names its definition; sums are exact up to an end that nobody's revenue reaches, and
 * quotients are rounded once, half even, to six decimals; what a figure leaves out (guests, other
 * currencies, days after the report's last day) is counted and named; a figure that is not defined
 * is absent with its reason, never zero. The arithmetic itself is the engine's.
 *
 * <p>This module deliberately does not know how facts become orders, what makes a customer loyal,
 * or how a report looks.
 */
@ApplicationModule(
        displayName = "Insights",
        allowedDependencies = {
            "database",
            "merchant",
            "web",
            "api",
            "events",
            "identity",
            "orders",
            "customers",
            "score"
        })
@NullMarked
package org.stammkunde.insights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
