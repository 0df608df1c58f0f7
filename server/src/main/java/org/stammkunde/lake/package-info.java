/**
 * The lake: facts and rollups as Parquet files, for whoever wants to analyse them with other
 * programs.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A file never changes. It is written aside, made durable, renamed and then listed in {@code
 *       lake.file}; whatever a crash leaves in between is put right by the next run.
 *   <li>The run that began last changes the list and nobody else does, see {@code Turn}.
 *   <li>Facts are taken in once, by position in the log, into files of their day of arrival (UTC).
 *       Everything else is cut into slices; a slice is written again when the digest of its rows
 *       has changed, for whatever reason.
 *   <li>One run reads one snapshot of the database, so that all data sets stand at the same fact.
 *   <li>Files carry numbers of identifiers and no value that points to a person. Text comes from a
 *       closed list of columns.
 *   <li>All of it can be made again from the database: an empty folder is a lake that waits.
 * </ul>
 *
 * <p>This module deliberately does not know what the figures mean, nor who reads the files.
 */
@ApplicationModule(
        displayName = "Lake",
        allowedDependencies = {
            "api",
            "database",
            "merchant",
            "jobs",
            "web",
            "events",
            "identity",
            "catalog",
            "orders",
            "customers",
            "score"
        })
@NullMarked
package org.stammkunde.lake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
