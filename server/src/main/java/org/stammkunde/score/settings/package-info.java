/**
 * The pages where a merchant changes the rules of the score: see beforehand what a change does, put
 * it in force with a reason, look at former versions and take a change back.
 *
 * <p>Invariants: nothing is changed by a preview; a former version comes back as a new one; who
 * changes rules that somebody else changed meanwhile is told, and loses no entry.
 */
@NullMarked
package org.stammkunde.score.settings;

import org.jspecify.annotations.NullMarked;
