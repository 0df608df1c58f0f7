/**
 * The log of facts: what came in from outside, kept for ever and exactly once.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A fact is acknowledged only after the transaction that holds it has committed.
 *   <li>A message is stored once per (source, message id), a resource once per (source, resource,
 *       version); {@code events.event.key} is the hash of either and is unique for ever.
 *   <li>Positions become visible in ascending order: a reader that has seen position n will never
 *       meet a smaller one afterwards. Every append takes the same advisory lock.
 *   <li>Facts name persons by {@linkplain org.stammkunde.events.Identifier identifier} number;
 *       personal values stand in {@code events.personal} and {@code events.identifier} only.
 *   <li>Projections are a function of facts and decisions. One batch of facts changes all of them
 *       and the cursor in one transaction.
 *   <li>A fact that fails alone is set aside, and no projection reads it until it is tried again; a
 *       failure that may pass, or is no single fact's, sets nothing aside.
 * </ul>
 *
 * <p>This module deliberately does not know what a fact means, who a customer is, or how facts
 * arrive.
 */
@ApplicationModule(
        displayName = "Events",
        allowedDependencies = {"database", "merchant", "jobs", "web", "api"})
@NullMarked
package org.stammkunde.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
