package org.stammkunde.score;

import java.time.Instant;

/**
 * Rules as they were decided.
 *
 * @param version 1 and up; 0 for the ready-made rules that nobody decided
 * @param author who decided
 * @param reason why, in the author's words
 * @param createdAt when
 */
public record RuleVersion(
        int version, Rules rules, String author, String reason, Instant createdAt) {

    static final RuleVersion READY_MADE =
            new RuleVersion(0, Rules.READY_MADE, "Stammkunde", "", Instant.EPOCH);
}
