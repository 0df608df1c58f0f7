package org.stammkunde.segments;

import java.util.List;

/** What became of a condition that somebody wrote. */
public sealed interface ConditionReading {

    /** It can be asked. */
    record Read(Condition condition) implements ConditionReading {}

    /**
     * It cannot.
     *
     * @param problems everything that is wrong with it, at least one
     */
    record Refused(List<ConditionProblem> problems) implements ConditionReading {}
}
