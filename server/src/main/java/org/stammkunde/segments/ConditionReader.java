package org.stammkunde.segments;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.consent.Consent.State;
import org.stammkunde.consent.Purpose;
import org.stammkunde.events.EventType;
import org.stammkunde.events.IdentifierType;
import org.stammkunde.segments.Condition.End;
import org.stammkunde.segments.Condition.Figure;
import org.stammkunde.segments.NumberTest.Comparison;
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
    static final int TEXT_MAX = 200;
    static final int TEXTS_MAX = 200;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final BigDecimal NUMBER_MAX = new BigDecimal("1000000000000");

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

    // ---- tests

    private static Set<String> tests(String... more) {
        Set<String> names = new TreeSet<>(Set.of("known", "is", "contains", "number", "yes"));
        names.addAll(List.of(more));
        return names;
    }

    private static ValueTest valueTest(JsonNode node, String where) {
        if (node.has("is")) {
            return new ValueTest.OneOf(someTexts(node.path("is"), where + ".is"));
        }
        if (node.has("contains")) {
            return new ValueTest.Contains(text(node.path("contains"), where + ".contains"));
        }
        if (node.has("number")) {
            return new ValueTest.OfNumber(number(node.path("number"), where + ".number"));
        }
        if (node.has("day")) {
            return new ValueTest.OfDay(day(node, where));
        }
        if (node.has("yes")) {
            return new ValueTest.YesNo(yes(node.path("yes"), where + ".yes"));
        }
        return node.has("anniversary")
                ? anniversary(node.path("anniversary"), where + ".anniversary")
                : new ValueTest.Known();
    }

    private static boolean yes(JsonNode value, String where) {
        if (!value.isBoolean()) {
            throw new Wrong(where, "no-boolean", value.toString());
        }
        return value.booleanValue();
    }

    private static ValueTest anniversary(JsonNode value, String where) {
        if (value.isString() && value.asString().equals("thisMonth")) {
            return new ValueTest.AnniversaryThisMonth();
        }
        int days = days(value.path("withinNextDays"), where + ".withinNextDays", 1, 365);
        return new ValueTest.AnniversaryWithinDays(days);
    }

    private static NumberTest number(JsonNode node, String where) {
        Set<String> names = names(node, where);
        List<String> codes = Stream.of(Comparison.values()).map(Comparison::code).toList();
        String name = names.isEmpty() ? "" : names.iterator().next();
        Comparison comparison =
                Comparison.ofCode(name)
                        .filter(_ -> names.size() == 1)
                        .orElseThrow(() ->
                                new Wrong(
                                        ConditionProblem.unknown(
                                                where, "unknown-comparison", name, codes)));
        JsonNode value = node.path(name);
        if (comparison != Comparison.BETWEEN) {
            return new NumberTest(comparison, decimal(value, where), null);
        }
        if (!value.isArray() || value.size() != 2) {
            throw new Wrong(where, "no-range", value.toString());
        }
        BigDecimal from = decimal(value.path(0), where);
        BigDecimal upTo = decimal(value.path(1), where);
        if (from.compareTo(upTo) > 0) {
            throw new Wrong(where, "range-reversed", from.toPlainString(), upTo.toPlainString());
        }
        return new NumberTest(comparison, from, upTo);
    }

    private static BigDecimal decimal(JsonNode value, String where) {
        if (shown(value).isBlank()) {
            throw new Wrong(where, "number-missing");
        }
        if (!value.isNumber()
                || value.decimalValue().abs().compareTo(NUMBER_MAX) > 0
                || value.decimalValue().scale() > 6) {
            throw new Wrong(where, "no-number", shown(value), NUMBER_MAX.toPlainString());
        }
        return value.decimalValue();
    }

    private static DayTest day(JsonNode parent, String parentWhere) {
        JsonNode node = parent.path("day");
        String where = parentWhere + ".day";
        Set<String> names = names(node, where);
        if (names.equals(Set.of("withinLastDays"))) {
            return new DayTest.WithinLastDays(span(node, "withinLastDays", where, 1));
        }
        if (names.equals(Set.of("moreThanDaysAgo"))) {
            return new DayTest.MoreThanDaysAgo(span(node, "moreThanDaysAgo", where, 0));
        }
        if (names.equals(Set.of("withinNextDays"))) {
            return new DayTest.WithinNextDays(span(node, "withinNextDays", where, 1));
        }
        only(names, Set.of("from", "to"), "day", where);
        LocalDate from = date(node, "from", where);
        LocalDate to = date(node, "to", where);
        inOrder(from, to, where);
        return new DayTest.Dates(from, to);
    }

    private static TimeTest time(JsonNode parent, String parentWhere) {
        if (parent.has("day")) {
            throw new Wrong(parentWhere, "day-and-time");
        }
        JsonNode node = parent.path("time");
        String where = parentWhere + ".time";
        Set<String> names = names(node, where);
        if (names.equals(Set.of("withinLastHours"))) {
            return new TimeTest.WithinLastHours(
                    hours(node.path("withinLastHours"), where + ".withinLastHours"));
        }
        only(names, Set.of("from", "before"), "time", where);
        LocalDateTime from = instant(node, "from", where);
        LocalDateTime before = instant(node, "before", where);
        if (from == null && before == null) {
            throw new Wrong(where, "no-times");
        }
        if (from != null && before != null && !from.isBefore(before)) {
            throw new Wrong(where, "range-reversed", from.toString(), before.toString());
        }
        return new TimeTest.Between(from, before);
    }

    private static @Nullable LocalDateTime instant(JsonNode node, String name, String where) {
        if (!node.has(name)) {
            return null;
        }
        String text = node.path(name).asString("");
        try {
            LocalDateTime time = LocalDateTime.parse(text);
            if (time.getYear() >= 1900 && time.getYear() < 2200) {
                return time;
            }
        } catch (DateTimeException notATime) {
            // told below
        }
        throw new Wrong(where + "." + name, "no-time", text);
    }

    private static int hours(JsonNode value, String where) {
        if (shown(value).isBlank()) {
            throw new Wrong(where, "hours-missing");
        }
        if (!value.isIntegralNumber()
                || value.longValue() < 1
                || value.longValue() > TimeTest.HOURS_MAX) {
            throw new Wrong(where, "no-hours", shown(value), Integer.toString(TimeTest.HOURS_MAX));
        }
        return value.intValue();
    }

    private static int span(JsonNode node, String name, String where, int least) {
        return days(node.path(name), where + "." + name, least, DayTest.DAYS_MAX);
    }

    private static Window window(JsonNode node, String where) {
        if (node.isMissingNode() || node.isNull()) {
            return Window.EVER;
        }
        Set<String> names = names(node, where);
        if (names.equals(Set.of("lastDays"))) {
            return new Window.LastDays(span(node, "lastDays", where, 1));
        }
        if (names.equals(Set.of("lastHours"))) {
            return new Window.LastHours(hours(node.path("lastHours"), where + ".lastHours"));
        }
        if (names.equals(Set.of("daysAgo"))) {
            return daysAgo(node.path("daysAgo"), where + ".daysAgo");
        }
        if (names.equals(Set.of("current")) || names.equals(Set.of("previous"))) {
            String name = names.iterator().next();
            return new Window.Calendar(
                    unit(node.path(name), where + "." + name), name.equals("previous"));
        }
        only(names, Set.of("from", "to"), "window", where);
        LocalDate from = date(node, "from", where);
        LocalDate to = date(node, "to", where);
        inOrder(from, to, where);
        return new Window.Dates(from, to);
    }

    private static Window daysAgo(JsonNode node, String where) {
        int from = days(node.path("from"), where + ".from", 0, DayTest.DAYS_MAX);
        int to = days(node.path("to"), where + ".to", 0, DayTest.DAYS_MAX);
        if (from < to) {
            throw new Wrong(where, "range-reversed", Integer.toString(from), Integer.toString(to));
        }
        return new Window.DaysAgo(from, to);
    }

    private static Window.Unit unit(JsonNode value, String where) {
        String name = text(value, where);
        return byCode(Window.Unit.values(), Window.Unit::code, name)
                .orElseThrow(() ->
                        new Wrong(
                                ConditionProblem.unknown(
                                        where,
                                        "unknown-unit",
                                        name,
                                        List.of("month", "quarter", "year"))));
    }

    private static void inOrder(@Nullable LocalDate from, @Nullable LocalDate to, String where) {
        if (from == null && to == null) {
            throw new Wrong(where, "no-dates");
        }
        if (from != null && to != null && from.isAfter(to)) {
            throw new Wrong(where, "range-reversed", from.toString(), to.toString());
        }
    }

    private static int days(JsonNode value, String where, int least, int most) {
        if (shown(value).isBlank()) {
            throw new Wrong(where, "days-missing");
        }
        if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
            throw new Wrong(
                    where,
                    "no-days",
                    shown(value),
                    Integer.toString(least),
                    Integer.toString(most));
        }
        return value.intValue();
    }

    private static @Nullable LocalDate date(JsonNode node, String name, String where) {
        if (!node.has(name)) {
            return null;
        }
        String text = node.path(name).asString("");
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1900 && date.getYear() < 2200) {
                return date;
            }
        } catch (DateTimeException notADate) {
            // told below
        }
        throw new Wrong(where + "." + name, "no-date", text);
    }

    // ---- parts of JSON

    private static List<String> someTexts(JsonNode value, String where) {
        List<String> texts = value.isString() ? List.of(text(value, where)) : texts(value, where);
        if (texts.isEmpty()) {
            throw new Wrong(where, "no-texts");
        }
        return texts;
    }

    private static List<String> texts(JsonNode value, String where) {
        if (value.isMissingNode()) {
            return List.of();
        }
        if (!value.isArray() || value.size() > TEXTS_MAX) {
            throw new Wrong(where, "no-list", Integer.toString(TEXTS_MAX));
        }
        List<String> texts = new ArrayList<>();
        value.forEach(each -> texts.add(text(each, where)));
        return texts;
    }

    private static String text(JsonNode value, String where) {
        if (shown(value).isBlank()) {
            throw new Wrong(where, "text-missing");
        }
        if (!value.isString()
                || value.asString().length() > TEXT_MAX
                || value.asString().indexOf('\0') >= 0) {
            throw new Wrong(where, "no-text", shown(value), Integer.toString(TEXT_MAX));
        }
        return value.asString().strip();
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "" : value.isString() ? value.asString() : value.toString();
    }

    private static Set<String> names(JsonNode node, String where) {
        if (!node.isObject()) {
            throw new Wrong(where, "no-object", shown(node));
        }
        return new TreeSet<>(node.propertyNames());
    }

    private static void only(Set<String> names, Set<String> allowed, String kind, String where) {
        for (String name : names) {
            if (!allowed.contains(name) && !name.equals(kind)) {
                throw new Wrong(
                        ConditionProblem.unknown(
                                where, "unknown-name", name, new TreeSet<>(allowed)));
            }
        }
    }

    private static <T> Optional<T> byCode(T[] all, Function<T, String> code, String asked) {
        return Stream.of(all).filter(each -> code.apply(each).equals(asked)).findFirst();
    }

    /** One problem, which ends the reading of the part it lies in. */
    private static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient ConditionProblem problem;

        Wrong(ConditionProblem problem) {
            super(problem.code(), null, false, false);
            this.problem = problem;
        }

        Wrong(String where, String code, String... arguments) {
            this(ConditionProblem.of(where, code, arguments));
        }
    }
}
