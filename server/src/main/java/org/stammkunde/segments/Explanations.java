package org.stammkunde.segments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.segments.Compiler.Compiled;
import org.stammkunde.segments.Explanation.Answered;
import org.stammkunde.segments.Explanation.Group;
import org.stammkunde.segments.Explanation.Other;
import org.stammkunde.segments.Explanation.Reason;

/** Explains membership with the very SQL that decides it. */
final class Explanations {

    /** How many foretold days are looked at for one that brings a change. */
    private static final int LOOKS_MAX = 12;

    private final JdbcClient jdbc;
    private final Evaluation evaluation;

    Explanations(JdbcClient jdbc) {
        this.jdbc = jdbc;
        evaluation = new Evaluation(jdbc);
    }

    Explanation explain(SegmentDefinition segment, Board board, Moment moment, long customer) {
        Map<Condition, Answered> answers = answers(segment, board, moment, customer);
        Reason reason = reason(segment.inForce(), board, answers);
        return new Explanation(
                segment,
                reason.holds(),
                reason.holds() ? since(segment, customer) : null,
                changesOn(segment, board, moment, customer, reason.holds()).orElse(null),
                reason);
    }

    private Map<Condition, Answered> answers(
            SegmentDefinition segment, Board board, Moment moment, long customer) {
        Compiled compiled = Compiler.compile(segment.inForce(), board.known(), moment, Scope.SOME);
        List<Condition> questions = new ArrayList<>(compiled.answers().keySet());
        List<String> columns = new ArrayList<>(List.of("scope.customer"));
        for (Condition question : questions) {
            QuestionSql.Answer answer = compiled.answers().get(question);
            if (answer != null) {
                columns.add(answer.holds());
                columns.add(answer.measured());
            }
        }
        return jdbc.sql(
                        """
                        with scope as materialized (select :customer::bigint as customer)%s
                        select %s from scope%s
                        """
                                .formatted(
                                        compiled.relations(),
                                        String.join(", ", columns),
                                        compiled.joins()))
                .params(compiled.parameters())
                .param("customer", customer)
                .query((row, number) -> answered(questions, row))
                .single();
    }

    private static Map<Condition, Answered> answered(List<Condition> questions, ResultSet row)
            throws SQLException {
        Map<Condition, Answered> answers = new LinkedHashMap<>();
        for (int i = 0; i < questions.size(); i++) {
            Condition question = questions.get(i);
            answers.put(
                    question,
                    new Answered(question, row.getBoolean(2 * i + 2), row.getString(2 * i + 3)));
        }
        return answers;
    }

    private static Reason reason(
            Condition condition, Board board, Map<Condition, Answered> answers) {
        return switch (condition) {
            case Condition.All _, Condition.Any _, Condition.Not _ -> {
                List<Reason> parts =
                        condition.parts().stream()
                                .map(part -> reason(part, board, answers))
                                .toList();
                yield new Group(condition, joined(condition, parts), parts);
            }
            case Condition.InSegment(String key) -> {
                SegmentDefinition other = board.segment(key).orElseThrow();
                Reason reason = reason(other.inForce(), board, answers);
                yield new Other(other, reason.holds(), reason);
            }
            default -> {
                Answered answer = answers.get(condition);
                yield answer == null ? new Answered(condition, false, null) : answer;
            }
        };
    }

    private static boolean joined(Condition group, List<Reason> parts) {
        return switch (group) {
            case Condition.All _ -> parts.stream().allMatch(Reason::holds);
            case Condition.Any _ -> parts.stream().anyMatch(Reason::holds);
            default -> parts.stream().noneMatch(Reason::holds);
        };
    }

    private @Nullable Instant since(SegmentDefinition segment, long customer) {
        return jdbc.sql(
                        """
                        select changed_at from segments.change
                        where segment = :segment and customer = :customer and entered
                        order by number desc limit 1
                        """)
                .param("segment", segment.key())
                .param("customer", customer)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    /** Asks at the foretold times, one after the other, until one brings another answer. */
    private Optional<LocalDate> changesOn(
            SegmentDefinition segment, Board board, Moment moment, long customer, boolean holds) {
        Moment asked = moment;
        for (int look = 0; look < LOOKS_MAX; look++) {
            Evaluation.Standing standing =
                    evaluation
                            .standings(segment.inForce(), board.known(), asked, List.of(customer))
                            .get(customer);
            if (standing == null) {
                return Optional.empty();
            }
            if (standing.holds() != holds) {
                return Optional.of(asked.day());
            }
            Optional<Instant> next = standing.changesAt(moment.merchant().zone());
            if (next.isEmpty()) {
                return Optional.empty();
            }
            asked = moment.later(next.get());
        }
        return Optional.empty();
    }
}
