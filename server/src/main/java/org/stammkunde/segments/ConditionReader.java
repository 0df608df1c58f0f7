package org.stammkunde.segments;

import static org.stammkunde.segments.ConditionParts.byCode;
import static org.stammkunde.segments.ConditionParts.names;
import static org.stammkunde.segments.ConditionParts.only;
import static org.stammkunde.segments.ConditionParts.someTexts;
import static org.stammkunde.segments.ConditionParts.text;
import static org.stammkunde.segments.ConditionParts.texts;
import static org.stammkunde.segments.TestReader.day;
import static org.stammkunde.segments.TestReader.number;
import static org.stammkunde.segments.TestReader.time;
import static org.stammkunde.segments.TestReader.valueTest;
import static org.stammkunde.segments.TestReader.window;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.stammkunde.consent.Consent.State;
import org.stammkunde.consent.Purpose;
import org.stammkunde.events.EventType;
import org.stammkunde.events.IdentifierType;
import org.stammkunde.segments.Condition.End;
import org.stammkunde.segments.Condition.Figure;
import org.stammkunde.segments.ConditionParts.Wrong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads conditions from JSON and says everything that is wrong with them: where, with which value,
 * what is allowed, and what was perhaps meant.
 */
final class ConditionReader {

    static final int DEPTH_MAX = 6;
    static final int QUESTIONS_MAX = 50;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What each kind of question may hold besides the key that it is known by. */
    private static final Map<String, Set<String>> KINDS =
            Map.ofEntries(
                    Map.entry("all", Set.of()),
                    Map.entry("any", Set.of()),
                    Map.entry("not", Set.of()),
                    Map.entry("trait", tests("anniversary", "day")),
                    Map.entry("identifier", Set.of()),
                    Map.entry("source", Set.of()),
                    Map.entry("consent", Set.of("is")),
                    Map.entry(
                            "orders",
                            Set.of(
                                    "number",
                                    "day",
                                    "time",
                                    "window",
                                    "products",
                                    "categories",
                                    "channels")),
                    Map.entry("performed", Set.of("times", "window")),
                    Map.entry("score", Set.of()),
                    Map.entry("rfm", Set.of("number", "is")),
                    Map.entry("segment", Set.of()),
                    Map.entry("seen", Set.of("day", "time")));

    /** What a question about the first or last order may hold, and one about other figures. */
    private static final Set<String> ENDS_OF_ORDERS =
            Set.of("day", "time", "products", "categories", "channels");

    private static final Set<String> FIGURES_OF_ORDERS =
            Set.of("number", "window", "products", "categories", "channels");

    private final List<ConditionProblem> problems = new ArrayList<>();
    private int questions;

    private ConditionReader() {}

    static ConditionReading read(String json) {
        try {
            return read(JSON.readTree(json));
        } catch (JacksonException notJson) {
            return new ConditionReading.Refused(List.of(ConditionProblem.of("", "no-json")));
        }
    }

    static ConditionReading read(JsonNode json) {
        ConditionReader reader = new ConditionReader();
        try {
            Condition condition = reader.condition(json, "", 1);
            if (reader.problems.isEmpty()) {
                return new ConditionReading.Read(condition);
            }
        } catch (Wrong wrong) {
            reader.problems.add(wrong.problem);
        }
        return new ConditionReading.Refused(List.copyOf(reader.problems));
    }

    private Condition condition(JsonNode node, String where, int depth) {
        Set<String> names = names(node, where);
        List<String> kinds = names.stream().filter(KINDS::containsKey).sorted().toList();
        if (kinds.isEmpty()) {
            throw wrongName(where, names);
        }
        // the events of a performed question name a source of their own, one level down
        String kind = kinds.getFirst();
        if (kinds.size() > 1) {
            throw new Wrong(where, "several-kinds", String.join(", ", kinds));
        }
        only(names, KINDS.getOrDefault(kind, Set.of()), kind, where);
        String here = where.isEmpty() ? kind : where + "." + kind;
        JsonNode value = node.path(kind);
        if (!Set.of("all", "any", "not").contains(kind) && ++questions > QUESTIONS_MAX) {
            throw new Wrong(where, "too-many", Integer.toString(QUESTIONS_MAX));
        }
        return switch (kind) {
            case "all" -> new Condition.All(parts(value, here, depth));
            case "any" -> new Condition.Any(parts(value, here, depth));
            case "not" -> new Condition.Not(condition(value, here, deeper(depth, here)));
            case "trait" -> new Condition.Trait(text(value, here), valueTest(node, here));
            case "identifier" -> new Condition.HasIdentifier(identifierType(value, here));
            case "source" -> new Condition.KnownFrom(text(value, here));
            case "consent" -> consent(node, text(value, here), here);
            case "orders" -> orders(node, text(value, here), here);
            case "performed" -> performed(node, value, here);
            case "score" -> score(value, here);
            case "rfm" -> rfm(node, text(value, here), here);
            case "segment" -> new Condition.InSegment(text(value, here));
            default -> seen(node, end(text(value, here), here), here);
        };
    }

    private Wrong wrongName(String where, Set<String> names) {
        String first = names.isEmpty() ? "" : names.iterator().next();
        return new Wrong(
                ConditionProblem.unknown(
                        where, "unknown-kind", first, new TreeSet<>(KINDS.keySet())));
    }

    private List<Condition> parts(JsonNode value, String where, int depth) {
        if (!value.isArray() || value.isEmpty()) {
            throw new Wrong(where, "no-parts");
        }
        int deeper = deeper(depth, where);
        List<Condition> parts = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            String here = "%s[%d]".formatted(where, i + 1);
            try {
                parts.add(condition(value.path(i), here, deeper));
            } catch (Wrong wrong) {
                problems.add(wrong.problem);
            }
        }
        return parts;
    }

    private static int deeper(int depth, String where) {
        if (depth >= DEPTH_MAX) {
            throw new Wrong(where, "too-deep", Integer.toString(DEPTH_MAX));
        }
        return depth + 1;
    }

    // ---- questions

    private static Condition orders(JsonNode node, String figure, String where) {
        OrderFilter filter =
                new OrderFilter(
                        texts(node.path("products"), where + ".products"),
                        texts(node.path("categories"), where + ".categories"),
                        texts(node.path("channels"), where + ".channels"));
        Optional<End> end = byCode(End.values(), End::code, figure);
        if (end.isPresent()) {
            only(names(node, where), ENDS_OF_ORDERS, "orders", where);
            return node.has("time")
                    ? new Condition.OrderTime(end.get(), time(node, where), filter)
                    : new Condition.OrderDay(end.get(), day(node, where), filter);
        }
        Figure known =
                byCode(Figure.values(), Figure::code, figure)
                        .orElseThrow(() ->
                                new Wrong(
                                        ConditionProblem.unknown(
                                                where,
                                                "unknown-figure",
                                                figure,
                                                List.of(
                                                        "count", "revenue", "average", "items",
                                                        "first", "last"))));
        only(names(node, where), FIGURES_OF_ORDERS, "orders", where);
        Window window = window(node.path("window"), where + ".window");
        if (window instanceof Window.LastHours) {
            throw new Wrong(where + ".window", "hours-of-orders");
        }
        return new Condition.OrderFigure(
                known, number(node.path("number"), where + ".number"), window, filter);
    }

    private static Condition seen(JsonNode node, End end, String where) {
        return node.has("time")
                ? new Condition.SeenAt(end, time(node, where))
                : new Condition.Seen(end, day(node, where));
    }

    private static Condition performed(JsonNode node, JsonNode value, String where) {
        EventQuestion event =
                value.isString() ? EventQuestion.named(text(value, where)) : event(value, where);
        return new Condition.Performed(
                event,
                window(node.path("window"), where + ".window"),
                node.has("times")
                        ? number(node.path("times"), where + ".times")
                        : NumberTest.atLeast(1));
    }

    private static EventQuestion event(JsonNode value, String where) {
        only(names(value, where), Set.of("type", "name", "source", "where"), "performed", where);
        List<EventQuestion.PropertyTest> tests = new ArrayList<>();
        for (JsonNode test : value.path("where")) {
            String here = "%s.where[%d]".formatted(where, tests.size() + 1);
            only(names(test, here), tests("property"), "where", here);
            tests.add(
                    new EventQuestion.PropertyTest(
                            text(test.path("property"), here + ".property"),
                            valueTest(test, here)));
        }
        return new EventQuestion(
                value.has("type") ? eventType(value.path("type"), where + ".type") : null,
                value.has("name") ? text(value.path("name"), where + ".name") : null,
                value.has("source") ? text(value.path("source"), where + ".source") : null,
                tests);
    }

    private static EventType eventType(JsonNode value, String where) {
        List<String> allowed = List.of("track", "page", "screen");
        String name = text(value, where);
        return EventType.ofWireName(name)
                .filter(_ -> allowed.contains(name))
                .orElseThrow(() ->
                        new Wrong(
                                ConditionProblem.unknown(
                                        where, "unknown-event-type", name, allowed)));
    }

    private static Condition score(JsonNode value, String where) {
        if (value.isString()) {
            if (!value.asString().equals("loyal")) {
                throw new Wrong(where, "unknown-score", value.asString());
            }
            return new Condition.Loyal();
        }
        NumberTest points = number(value, where);
        if (points.value().compareTo(BigDecimal.ONE) < 0) {
            throw new Wrong(where, "score-too-low", points.value().toPlainString());
        }
        return new Condition.Score(points);
    }

    private static Condition rfm(JsonNode node, String measure, String where) {
        if (measure.equals("group")) {
            only(names(node, where), Set.of("is"), "rfm", where);
            return new Condition.InRfmGroup(
                    someTexts(node.path("is"), where + ".is").stream()
                            .map(code -> rfmGroup(code, where + ".is"))
                            .distinct()
                            .toList());
        }
        only(names(node, where), Set.of("number"), "rfm", where);
        NumberTest score = number(node.path("number"), where + ".number");
        Stream.of(score.value(), score.upTo() == null ? score.value() : score.upTo())
                .filter(value -> !isRfmScore(value))
                .findFirst()
                .ifPresent(value -> {
                    throw new Wrong(where + ".number", "no-rfm-score", value.toPlainString());
                });
        return new Condition.Rfm(rfmMeasure(measure, where), score);
    }

    private static boolean isRfmScore(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0
                && value.compareTo(BigDecimal.ONE) >= 0
                && value.compareTo(BigDecimal.valueOf(5)) <= 0;
    }

    private static RfmMeasure rfmMeasure(String code, String where) {
        return byCode(RfmMeasure.values(), RfmMeasure::code, code)
                .orElseThrow(() ->
                        new Wrong(
                                ConditionProblem.unknown(
                                        where,
                                        "unknown-rfm",
                                        code,
                                        List.of("recency", "frequency", "monetary", "group"))));
    }

    private static RfmGroup rfmGroup(String code, String where) {
        return byCode(RfmGroup.values(), RfmGroup::code, code)
                .orElseThrow(() ->
                        new Wrong(
                                ConditionProblem.unknown(
                                        where,
                                        "unknown-rfm-group",
                                        code,
                                        Stream.of(RfmGroup.values())
                                                .map(RfmGroup::code)
                                                .toList())));
    }

    private static Condition consent(JsonNode node, String purpose, String where) {
        return new Condition.ConsentIs(
                byCode(Purpose.values(), Purpose::code, purpose)
                        .orElseThrow(() ->
                                new Wrong(
                                        ConditionProblem.unknown(
                                                where,
                                                "unknown-purpose",
                                                purpose,
                                                codes(Purpose.values(), Purpose::code)))),
                consentState(text(node.path("is"), where + ".is"), where + ".is"));
    }

    private static State consentState(String code, String where) {
        return byCode(State.values(), State::code, code)
                .orElseThrow(() ->
                        new Wrong(
                                ConditionProblem.unknown(
                                        where,
                                        "unknown-consent",
                                        code,
                                        codes(State.values(), State::code))));
    }

    private static <T> List<String> codes(T[] all, Function<T, String> code) {
        return Stream.of(all).map(code).toList();
    }

    private static IdentifierType identifierType(JsonNode value, String where) {
        String name = text(value, where);
        return byCode(IdentifierType.values(), IdentifierType::wireName, name)
                .orElseThrow(() ->
                        new Wrong(
                                ConditionProblem.unknown(
                                        where,
                                        "unknown-identifier",
                                        name,
                                        Stream.of(IdentifierType.values())
                                                .map(IdentifierType::wireName)
                                                .toList())));
    }

    private static End end(String code, String where) {
        return byCode(End.values(), End::code, code)
                .orElseThrow(() ->
                        new Wrong(
                                ConditionProblem.unknown(
                                        where, "unknown-end", code, List.of("first", "last"))));
    }

    private static Set<String> tests(String... more) {
        Set<String> names = new TreeSet<>(Set.of("known", "is", "contains", "number", "yes"));
        names.addAll(List.of(more));
        return names;
    }
}
