/**
 * What all addresses below {@code /api/} have in common: scopes, cursor paging, versions, keys that
 * make repeating safe, limits, and the OpenAPI document. Each module has its own controllers, which
 * go through the same doors as its pages.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>What does not name a {@link org.stammkunde.api.NeedsScope scope} is refused to everybody.
 *   <li>A write with an {@code Idempotency-Key} and its kept answer are one transaction: either
 *       both are there or neither.
 *   <li>An answer that holds a secret is never kept.
 * </ul>
 *
 * <p>Deliberately does not know who calls: the security module says so by a {@link
 * org.stammkunde.api.Caller}.
 */
@ApplicationModule(
        displayName = "API",
        allowedDependencies = {"web"})
@NullMarked
package org.stammkunde.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
