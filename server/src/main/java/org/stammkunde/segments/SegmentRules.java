package org.stammkunde.segments;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a segment must be like, beyond what its condition's form says. */
final class SegmentRules {

    static final int TITLE_MAX = 80;
    static final int DESCRIPTION_MAX = 500;

    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Board board;

    SegmentRules(Board board) {
        this.board = board;
    }

    /** Everything that is wrong with a draft. */
    List<ConditionProblem> problems(SegmentDraft draft) {
        List<ConditionProblem> problems = new ArrayList<>();
        if (draft.title().isBlank() || draft.title().length() > TITLE_MAX) {
            problems.add(ConditionProblem.of("", "no-title", Integer.toString(TITLE_MAX)));
        }
        if (draft.description().length() > DESCRIPTION_MAX) {
            problems.add(
                    ConditionProblem.of(
                            "", "description-too-long", Integer.toString(DESCRIPTION_MAX)));
        }
        if (!draft.key().isEmpty() && !KEY.matcher(draft.key()).matches()) {
            problems.add(ConditionProblem.of("", "key-invalid", draft.key()));
        }
        if (board.segments().stream()
                .anyMatch(other ->
                        other.title().equalsIgnoreCase(draft.title().strip())
                                && !other.key().equals(draft.key()))) {
            problems.add(ConditionProblem.of("", "title-taken", draft.title()));
        }
        problems.addAll(problems(draft.key(), draft.condition()));
        return problems;
    }

    /**
     * Names in a condition that nothing bears, and circles.
     *
     * @param key of the segment that it shall decide, empty for a new one
     */
    List<ConditionProblem> problems(String key, Condition condition) {
        List<ConditionProblem> problems = new ArrayList<>();
        condition.questions().forEach(question -> check(key, question, problems));
        return problems;
    }

    private void check(String key, Condition question, List<ConditionProblem> problems) {
        switch (question) {
            case Condition.InSegment(String segment) -> checkSegment(key, segment, problems);
            case Condition.KnownFrom(String source) -> checkSource(source, problems);
            case Condition.Performed(EventQuestion event, Window _, NumberTest _) -> {
                if (event.source() != null) {
                    checkSource(event.source(), problems);
                }
            }
            default -> {}
        }
    }

    private void checkSource(String source, List<ConditionProblem> problems) {
        Set<String> sources = new TreeSet<>(board.known().sources().keySet());
        if (!sources.contains(source)) {
            problems.add(ConditionProblem.unknown("", "unknown-source", source, sources));
        }
    }

    private void checkSegment(String key, String segment, List<ConditionProblem> problems) {
        Set<String> segments = new TreeSet<>(board.known().segments().keySet());
        if (!segments.contains(segment)) {
            problems.add(ConditionProblem.unknown("", "unknown-segment", segment, segments));
        } else if (segment.equals(key) || reaches(segment, key, new HashSet<>())) {
            problems.add(ConditionProblem.of("", "circle", segment));
        }
    }

    private boolean reaches(String from, String to, Set<String> seen) {
        return seen.add(from)
                && board.known()
                        .conditionOf(from)
                        .questions()
                        .anyMatch(question ->
                                question instanceof Condition.InSegment(String next)
                                        && (next.equals(to) || reaches(next, to, seen)));
    }
}
