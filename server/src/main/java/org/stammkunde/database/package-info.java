/**
 * The database underneath every module: the data folder, the embedded PostgreSQL that lives in it,
 * the migrations of all modules in their order, and bulk loading by {@code COPY}.
 *
 * <p>Invariants: one process at a time holds a data folder; the embedded PostgreSQL is durable
 * ({@code fsync} on), asks for a password, listens on 127.0.0.1 only and ends with the process that
 * started it; nothing of a folder that is not ours is ever changed.
 *
 * <p>It does not know any table: each module brings its own in {@code db/<module>/} and owns the
 * schema of its name.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.stammkunde.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
