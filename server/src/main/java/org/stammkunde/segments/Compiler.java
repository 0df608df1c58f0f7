package org.stammkunde.segments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stammkunde.segments.Condition.All;
import org.stammkunde.segments.Condition.Any;
import org.stammkunde.segments.Condition.InSegment;
import org.stammkunde.segments.Condition.Not;

/**
 * Turns a condition into SQL: the one place where it is said what a condition means.
 *
 * <p>Each question becomes a relation with at most one row per customer, read set-wise from
 * rollups, and two expressions over that row: whether the question is answered with yes, and the
 * next day on which the answer may change although nothing happens. A group joins its parts'
 * answers, and the earliest of their days is the group's: it may be too early, which costs a look,
 * but never too late. What a customer is measured by is a third expression, for the explanation.
 *
 * <p>The text depends on the condition's shape alone; every value is a parameter. Membership in
 * another segment is that segment's condition, put in its place, so that no order of deciding and
 * no stored membership matters.
 */
final class Compiler {

    private final Known known;
    private final Moment moment;
    private final Scope scope;
    private final Map<Object, String> relations = new LinkedHashMap<>();
    private final Map<Condition, QuestionSql.Answer> answers = new LinkedHashMap<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<String> definitions = new ArrayList<>();

    private Compiler(Known known, Moment moment, Scope scope) {
        this.known = known;
        this.moment = moment;
        this.scope = scope;
    }

    /**
     * Compiles a condition.
     *
     * @param known the segments, sources and counted events that it may name
     */
    static Compiled compile(Condition condition, Known known, Moment moment, Scope scope) {
        Compiler compiler = new Compiler(known, moment, scope);
        String holds = compiler.holds(condition);
        String until = compiler.earliest(condition, QuestionSql.Answer::changes, "null::date");
        String untilInstant =
                compiler.earliest(condition, QuestionSql.Answer::instants, "null::timestamptz");
        return new Compiled(
                String.join("", compiler.definitions),
                compiler.joins(),
                holds,
                until,
                untilInstant,
                Map.copyOf(compiler.answers),
                Map.copyOf(compiler.parameters));
    }

    /**
     * A condition as SQL, to be put into a statement whose first relation is {@code scope}.
     *
     * @param relations what follows that relation, beginning with a comma
     * @param joins what follows {@code from scope}
     * @param holds whether the customer of the row fulfils the condition, never null
     * @param until the next day on which that may change by itself, null for never
     * @param untilInstant likewise the next instant, where hours count
     * @param answers the questions in it, for explanations
     */
    record Compiled(
            String relations,
            String joins,
            String holds,
            String until,
            String untilInstant,
            Map<Condition, QuestionSql.Answer> answers,
            Map<String, Object> parameters) {}

    private String holds(Condition condition) {
        return switch (condition) {
            case All(List<Condition> parts) -> joined(parts, " and ", "true");
            case Any(List<Condition> parts) -> joined(parts, " or ", "false");
            case Not(Condition part) -> "not " + holds(part);
            case InSegment(String segment) -> "(" + holds(known.conditionOf(segment)) + ")";
            default -> answer(condition).holds();
        };
    }

    private String joined(List<Condition> parts, String word, String none) {
        return parts.isEmpty()
                ? none
                : parts.stream().map(this::holds).collect(Collectors.joining(word, "(", ")"));
    }

    private String earliest(
            Condition condition, Function<QuestionSql.Answer, List<String>> changes, String never) {
        List<String> all =
                questions(condition)
                        .flatMap(question -> changes.apply(answer(question)).stream())
                        .distinct()
                        .toList();
        return all.isEmpty()
                ? never
                : all.stream().collect(Collectors.joining(", ", "least(", ")"));
    }

    /** The questions of the condition and of the segments it names. */
    private Stream<Condition> questions(Condition condition) {
        return condition
                .questions()
                .flatMap(question ->
                        question instanceof InSegment(String segment)
                                ? questions(known.conditionOf(segment))
                                : Stream.of(question));
    }

    private QuestionSql.Answer answer(Condition question) {
        QuestionSql.Answer known = answers.get(question);
        if (known != null) {
            return known;
        }
        QuestionSql.Answer made = new QuestionSql(this).answer(question);
        answers.put(question, made);
        return made;
    }

    private String joins() {
        return relations.values().stream()
                .map(name -> " left join %1$s on %1$s.customer = scope.customer".formatted(name))
                .collect(Collectors.joining());
    }

    /**
     * The name of a relation; made when it is not there yet.
     *
     * @param key what it depends on: questions with the same key share it
     * @param query its SQL
     */
    String relation(Object key, java.util.function.Supplier<String> query) {
        String known = relations.get(key);
        if (known != null) {
            return known;
        }
        String name = "facts" + (relations.size() + 1);
        relations.put(key, name);
        definitions.add(", %s as (\n%s)".formatted(name, query.get()));
        return name;
    }

    /** Takes over values whose placeholders have names of their own. */
    void values(Map<String, Object> named) {
        parameters.putAll(named);
    }

    /** The placeholder of a value. */
    String value(Object value) {
        String name = "v" + (parameters.size() + 1);
        parameters.put(name, value);
        return ":" + name;
    }

    Known known() {
        return known;
    }

    Moment moment() {
        return moment;
    }

    Scope scope() {
        return scope;
    }
}
