/**
 * Segments: groups of customers that a condition decides, first of all the loyal ones.
 *
 * <p>{@link org.stammkunde.segments.Condition} is what can be asked, {@code Compiler} what it
 * means, {@code SegmentKeeping} when it is asked. {@link org.stammkunde.segments.Segments} is the
 * door.
 *
 * <p>Invariants: membership is a function of facts, definitions, rules and the merchant's day; it
 * changes in the transaction of the facts that change it, and with the day, which the timer index
 * foretells. Who is in is never found by looking through everybody. Entering and leaving is told
 * once, in a ledger that no rebuild touches.
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
            "api",
            "events",
            "identity",
            "consent",
            "orders",
            "customers",
            "score",
            "insights"
        })
@NullMarked
package org.stammkunde.segments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
