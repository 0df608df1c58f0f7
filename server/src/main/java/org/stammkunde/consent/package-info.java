/**
 * Consent: for what a customer's data and addresses may be used.
 *
 * <p>Statements are facts like all others, so they come in any order and go with an undone file;
 * {@code consent.statement} is a function of them. Invariants:
 *
 * <ul>
 *   <li>An objection stands until somebody agrees later who was named with it. So merging two
 *       customers never wins a consent that one of them refused.
 *   <li>Who agrees with an identifier that others have, too, agrees for nobody else.
 *   <li>What a file says has no time but that of its import: it answers objections of its own
 *       source only.
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
