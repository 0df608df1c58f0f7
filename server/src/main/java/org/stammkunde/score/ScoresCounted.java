package org.stammkunde.score;

import java.util.List;

/**
 * Scores were counted anew other than by a batch of facts. Published within the transaction, so
 * that what follows from scores changes together with them.
 */
public sealed interface ScoresCounted {

    /**
     * A day began.
     *
     * @param customers those with facts that began or ceased to count; a half-life changes the
     *     points of all others too, which segments know beforehand
     */
    record DayBegan(List<Long> customers) implements ScoresCounted {}

    /** Other rules are in force, and every score was counted by them. */
    record RulesChanged() implements ScoresCounted {}
}
