/**
 * Who may use the console and the API: accounts, the one-time owner link, sign-in, sessions, and
 * keys of programs.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Deny by default: every address needs a session unless {@code SecurityRules} names it as
 *       open. A test walks all mappings.
 *   <li>Passwords are stored as bcrypt, tokens of links and sessions as SHA-256 only; a copy of the
 *       database signs nobody in.
 *   <li>A request that sends a key is the key's alone, whatever cookies came with it; it may do
 *       what the scopes of the key allow, and answerable is the account that made it.
 *   <li>Every other write needs the token of the page it was made on, and must not come from
 *       another site.
 * </ul>
 *
 * <p>The ingest door below {@code /v1/} is outside of all this: it knows no sessions, and checks
 * write keys by itself. This module deliberately knows nothing of customers.
 */
@ApplicationModule(
        displayName = "Security",
        allowedDependencies = {"merchant", "web", "api"})
@NullMarked
package org.stammkunde.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
