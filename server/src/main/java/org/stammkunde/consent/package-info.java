/**
 * Consent: for what a customer's data and addresses may be used.
 *
 * <p>Statements are facts like all others, so they come in any order, are corrected by a corrected
 * file and go with an undone one; {@code consent.statement} is a function of them. Invariants:
 *
 * <ul>
 *   <li>Of one identifier the latest statement counts; of two at the same instant the objection.
 *   <li>Of a customer the strictest counts: an objection stands until somebody agrees who was named
 *       with it. So merging two customers never wins a consent that one of them refused.
 *   <li>A consent counts from who proves to be who it is: people in the console, programs with a
 *       secret key, files. Write keys are public, so through them one may object, but not agree for
 *       somebody.
 *   <li>Nobody has agreed to what nobody said anything about.
 * </ul>
 *
 * <p>This module deliberately does not know messages and channels, nor what a purpose is used for:
 * those who send or profile ask it.
 */
@ApplicationModule(
        displayName = "Consent",
        allowedDependencies = {"database", "events", "identity"})
@NullMarked
package org.stammkunde.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
