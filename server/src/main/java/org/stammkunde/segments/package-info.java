/**
 * Segments: groups of customers that a condition decides, first of all the loyal ones.
 *
 * <p>Invariants: membership is a function of facts, rules and the instant; it changes in the
 * transaction of the facts that change it, and at the very instant that time changes it, which the
 * timer index foretells. Who is in is never found by looking through everybody.
 *
 * <p>This module deliberately does not know how a score is counted.
 */
@ApplicationModule(
        displayName = "Segments",
        allowedDependencies = {
            "database",
            "jobs",
            "merchant",
            "web",
            "events",
            "identity",
            "orders",
            "customers",
            "score"
        })
@NullMarked
package org.stammkunde.segments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
