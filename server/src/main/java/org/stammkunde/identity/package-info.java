/**
 * Who is who: which identifiers belong to the same customer.
 *
 * <p>Facts assert links between the identifiers that they name together; {@code identity.member} is
 * a function of all links and nothing else. A link is never taken back by another one, so a merge
 * is undone by removing the link that caused it, and no fact is ever rewritten.
 *
 * <p>Invariants: the mapping does not depend on the order in which facts arrived; no customer holds
 * two accounts of the same shop; an identifier used by too many people joins nobody.
 *
 * <p>This module deliberately does not know what customers bought or did, nor their names.
 */
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"database", "events"})
@NullMarked
package org.stammkunde.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
