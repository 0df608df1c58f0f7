/**
 * The command line: one class per command, and {@code Installation}, which opens the data folder
 * and the application for a command that runs once and ends.
 *
 * <p>A new command is a class with picocli's {@code @Command} that implements {@code
 * Callable<Integer>}, named in the list of {@code CommandLineTool}. It returns an {@code ExitCode};
 * a problem that the user can solve is thrown as {@link
 * org.stammkunde.database.DatabaseUnavailable} or {@code CannotRun} and printed without a stack
 * trace.
 *
 * <p>Results go to standard output, progress and complaints to standard error, so that output can
 * be piped.
 *
 * <p>It decides nothing about data: that is what the modules it calls are for.
 */
@ApplicationModule(displayName = "Command line")
@NullMarked
package org.stammkunde.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
