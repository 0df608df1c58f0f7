package org.stammkunde.score;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the rules of the score: what they are, what they were, and changing them. */
@Component
public class ScoreRules {

    /** The most characters of a reason. */
    public static final int REASON_MAX = 500;

    private final RuleSets ruleSets;
    private final ScoreKeeping keeping;
    private final InstantSource clock;

    ScoreRules(JdbcClient jdbc, ScoreKeeping keeping, InstantSource clock) {
        ruleSets = new RuleSets(jdbc);
        this.keeping = keeping;
        this.clock = clock;
    }

    /** The rules in force. */
    public RuleVersion current() {
        return ruleSets.current();
    }

    /** All versions that were decided, newest first; empty while the ready-made rules hold. */
    public List<RuleVersion> history() {
        return ruleSets.all();
    }

    /** The rules of a version, 0 for the ready-made ones; empty for one that does not exist. */
    public Optional<RuleVersion> version(int version) {
        return version == 0 ? Optional.of(RuleVersion.READY_MADE) : ruleSets.of(version);
    }

    /**
     * Puts other rules in force, unless somebody else did meanwhile.
     *
     * @param seen the version that the author saw and changed
     * @see #change(Rules, String, String)
     */
    @Transactional
    public RuleChange change(Rules rules, String author, String reason, int seen) {
        keeping.lock();
        RuleVersion current = ruleSets.current();
        return current.version() == seen
                ? change(rules, author, reason)
                : new RuleChange.Outdated(current);
    }

    /**
     * Puts other rules in force. All scores and what follows from them change in the same moment;
     * until then, which takes about a minute for a million customers, the old ones are seen and no
     * facts are projected.
     *
     * @param author who decides
     * @param reason why, for those who look at the history later
     */
    @Transactional
    public RuleChange change(Rules rules, String author, String reason) {
        List<String> problems = problems(rules, author, reason);
        if (!problems.isEmpty()) {
            return new RuleChange.Rejected(problems);
        }
        keeping.lock();
        RuleVersion current = ruleSets.current();
        if (current.rules().equals(rules)) {
            return new RuleChange.Unchanged(current);
        }
        RuleVersion next =
                new RuleVersion(current.version() + 1, rules, author, reason, clock.instant());
        ruleSets.add(next);
        keeping.turnDay();
        return new RuleChange.Changed(next);
    }

    private static List<String> problems(Rules rules, String author, String reason) {
        List<String> problems = new ArrayList<>(rules.problems());
        if (author.isBlank()) {
            problems.add("a change of the rules names its author");
        }
        if (reason.isBlank() || reason.length() > REASON_MAX) {
            problems.add(
                    "a change of the rules gives its reason in 1 to %d characters"
                            .formatted(REASON_MAX));
        }
        return problems;
    }
}
