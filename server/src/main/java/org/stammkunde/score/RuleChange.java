package org.stammkunde.score;

import java.util.List;

/** What became of an attempt to change the rules. */
public sealed interface RuleChange {

    /** The rules hold from now on, and every score has been counted by them. */
    record Changed(RuleVersion version) implements RuleChange {}

    /** They say what the rules in force say already. */
    record Unchanged(RuleVersion version) implements RuleChange {}

    /** They were not taken, because others are in force by now than their author saw. */
    record Outdated(RuleVersion current) implements RuleChange {}

    /**
     * They were not taken.
     *
     * @param problems everything that is wrong with them, at least one
     */
    record Rejected(List<String> problems) implements RuleChange {}
}
