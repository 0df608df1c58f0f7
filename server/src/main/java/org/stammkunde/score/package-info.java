/**
 * The loyalty score: what a customer does counts activity points, and the score is their sum.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>The score is a pure function of the facts, the rules in force and the day it is asked for.
 *       It does not depend on the order in which facts came, nor on who was merged when.
 *   <li>One SQL text ({@code Formula}) computes the stored score of many customers and the
 *       explanation of one. Points are whole millionths, so the parts of an explanation add up to
 *       the score exactly.
 *   <li>Counts are kept per identifier; caps apply to the customer, when counts of all its
 *       identifiers are brought together.
 *   <li>Days and months are those of the merchant's zone. Within a day the score changes by facts
 *       only, never by the clock.
 *   <li>Rules are decisions: versions with author and reason, never changed, never rebuilt.
 * </ul>
 *
 * <p>This module deliberately does not know who is in a segment, and nothing of points that can be
 * spent.
 */
@ApplicationModule(
        displayName = "Score",
        allowedDependencies = {
            "database",
            "jobs",
            "merchant",
            "web",
            "api",
            "events",
            "identity",
            "orders",
            "customers"
        })
@NullMarked
package org.stammkunde.score;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
