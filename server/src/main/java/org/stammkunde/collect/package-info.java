/**
 * The doors through which facts come in: the Segment tracking API over HTTP, and files.
 *
 * <p>Invariants: a sender gets its acknowledgement only after everything it sent is durable, as a
 * fact or as a failed message with its reason; one bad message does not fail the others of its
 * batch; personal values are parted from the rest before a fact reaches the log.
 *
 * <p>This module deliberately does not know what facts mean to orders, scores or segments.
 */
@ApplicationModule(
        displayName = "Collect",
        allowedDependencies = {"database", "merchant", "jobs", "events", "web", "api"})
@NullMarked
package org.stammkunde.collect;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
