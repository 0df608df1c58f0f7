/**
 * Work that is due at an instant.
 *
 * <p>A module keeps its own timer index, a column with the instant of the next change of each row,
 * and hands in a {@link org.stammkunde.jobs.DueWork}. One thread sleeps until the earliest instant
 * of all and lets do what is due: nothing is polled and nothing scanned. Who needs a thread of its
 * own for as long as the server runs extends {@link org.stammkunde.jobs.ServerThread}.
 *
 * <p>Invariants: due work may be done late or twice, never early; what it does follows from the
 * database and the clock alone, so work that came due while the server was down is done at start.
 *
 * <p>This module deliberately does not know what is due.
 */
@ApplicationModule(
        displayName = "Jobs",
        allowedDependencies = {})
@NullMarked
package org.stammkunde.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
