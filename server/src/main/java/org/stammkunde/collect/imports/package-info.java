/**
 * Imports as people see them: a file that was handed in, how it is to be read, what became of it,
 * and taking all of it back.
 *
 * <p>The command line and the console import through the same {@link
 * org.stammkunde.collect.imports.Imports}. What the console hands in is run by the server in the
 * background, one file at a time, and goes on after a restart: an import that runs again stores
 * nothing twice.
 *
 * <p>Uploaded files stand in the data folder until their import has ended, row reports until
 * {@value org.stammkunde.collect.imports.ImportFiles#DAYS_KEPT} days later. Undoing withdraws the
 * import's message in the log ({@link org.stammkunde.events.Withdrawals}) and rebuilds the
 * projections.
 */
@NullMarked
@NamedInterface("imports")
package org.stammkunde.collect.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
