package org.stammkunde.segments;

import java.util.List;

/** What became of an attempt to make or change a segment. */
public sealed interface SegmentChange {

    /** It is in force, and everybody has been decided about. */
    record Saved(SegmentDefinition segment) implements SegmentChange {}

    /** It says what is in force already. */
    record Unchanged(SegmentDefinition segment) implements SegmentChange {}

    /**
     * It was not taken.
     *
     * @param problems everything that is wrong with it, at least one
     */
    record Refused(List<ConditionProblem> problems) implements SegmentChange {}
}
