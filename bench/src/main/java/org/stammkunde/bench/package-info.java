/**
 * Load generator and benchmarks: clients in a process of their own, over the same interfaces that
 * customers use.
 *
 * <p>Invariants: every event has a number and its message id ends in that number, so what was
 * acknowledged and what is stored are compared as sets; the same seed makes the same events but for
 * the run's name and the time of sending; a figure is printed only if it was measured in this run.
 *
 * <p>It does not know the server's code: it speaks HTTP, calls the server's command line, and reads
 * the shared views of the database.
 */
@NullMarked
package org.stammkunde.bench;

import org.jspecify.annotations.NullMarked;
