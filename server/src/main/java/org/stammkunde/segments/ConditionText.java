package org.stammkunde.segments;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stammkunde.consent.Consent.State;
import org.stammkunde.consent.Purpose;
import org.stammkunde.events.EventType;
import org.stammkunde.segments.Condition.End;
import org.stammkunde.segments.Condition.Figure;
import org.stammkunde.web.Texts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says conditions, and what customers have, in the reader's words. */
final class ConditionText {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int POINT_DECIMALS = 6;

    private final Texts texts;
    private final Map<String, String> segmentTitles;

    ConditionText(Texts texts, List<SegmentDefinition> segments) {
        this.texts = texts;
        segmentTitles =
                segments.stream()
                        .collect(
                                Collectors.toMap(
                                        SegmentDefinition::key, segment -> title(segment, texts)));
    }

    /** The segment's name; the one that comes with the program has one in each language. */
    static String title(SegmentDefinition segment, Texts texts) {
        return segment.version() == 0
                ? Segment.LOYAL.title(texts.language().locale())
                : segment.title();
    }

    /** What a snapshot of a day is called. */
    static String snapshotTitle(SegmentDefinition segment, LocalDate day, Texts texts) {
        return texts.text("segments.snapshot.title", title(segment, texts), texts.date(day));
    }

    /**
     * A question in words.
     *
     * @param subject what is asked about
     * @param requirement what it must be, may be empty
     */
    record Phrase(String subject, String requirement) {}

    /** What a group demands of its parts. */
    String group(Condition condition) {
        return switch (condition) {
            case Condition.All _ -> texts.text("segments.group.all");
            case Condition.Any _ -> texts.text("segments.group.any");
            default -> texts.text("segments.group.none");
        };
    }

    Phrase phrase(Condition question) {
        return switch (question) {
            case Condition.Trait(String name, ValueTest test) ->
                    new Phrase(trait(name), value(test));
            case Condition.HasIdentifier(var type) ->
                    new Phrase(
                            texts.text("customers.identifier." + type.wireName()),
                            texts.text("segments.test.known"));
            case Condition.ConsentIs(Purpose purpose, State state) ->
                    new Phrase(texts.text("consent.purpose." + purpose.code()), consent(state));
            case Condition.KnownFrom(String source) ->
                    new Phrase(texts.text("segments.source", source), "");
            case Condition.OrderFigure(Figure figure, NumberTest test, Window window, var filter) ->
                    new Phrase(
                            joined(
                                    texts.text("segments.kind.orders." + figure.code()),
                                    filter(filter),
                                    window(window)),
                            figure.isMoney() ? money(test) : number(test));
            case Condition.OrderDay(End end, DayTest test, OrderFilter filter) ->
                    order(end, filter, day(test));
            case Condition.OrderTime(End end, TimeTest test, OrderFilter filter) ->
                    order(end, filter, time(test));
            case Condition.Performed(EventQuestion event, Window window, NumberTest times) ->
                    new Phrase(joined(event(event), window(window)), times(times));
            case Condition.Score(NumberTest points) ->
                    new Phrase(
                            texts.text("segments.kind.score"),
                            texts.text("segments.points", number(points)));
            case Condition.Loyal() ->
                    new Phrase(
                            texts.text("segments.kind.score"),
                            texts.text("segments.overThreshold"));
            case Condition.Rfm(RfmMeasure measure, NumberTest score) ->
                    new Phrase(
                            texts.text("segments.kind.rfm." + measure.code()),
                            texts.text("segments.rfm.score", number(score)));
            case Condition.InRfmGroup(List<RfmGroup> groups) ->
                    new Phrase(texts.text("segments.kind.rfm.group"), groups(groups));
            case Condition.InSegment(String segment) ->
                    new Phrase(
                            texts.text(
                                    "segments.inSegment",
                                    segmentTitles.getOrDefault(segment, segment)),
                            "");
            case Condition.Seen(End end, DayTest test) ->
                    new Phrase(texts.text("segments.kind.seen." + end.code()), day(test));
            case Condition.SeenAt(End end, TimeTest test) ->
                    new Phrase(texts.text("segments.kind.seen." + end.code()), time(test));
            case Condition.Pinned(String _) -> new Phrase(texts.text("segments.pinned"), "");
            case Condition.All _, Condition.Any _, Condition.Not _ ->
                    new Phrase(group(question), "");
        };
    }

    private Phrase order(End end, OrderFilter filter, String requirement) {
        return new Phrase(
                joined(texts.text("segments.kind.orders." + end.code()), filter(filter)),
                requirement);
    }

    private String consent(State state) {
        return texts.text("segments.consent." + state.code());
    }

    private String groups(List<RfmGroup> groups) {
        return groups.stream()
                .map(group -> texts.text("segments.rfm." + group.code()))
                .collect(Collectors.joining(", "));
    }

    /** What the customer has, as people read it. */
    String measured(Explanation.Answered answer) {
        String measured = answer.measured();
        if (measured == null) {
            return texts.text("segments.measured.nothing");
        }
        return switch (answer.question()) {
            case Condition.OrderFigure(Figure figure, var _, var _, var _) when figure.isMoney() ->
                    texts.money(
                            new BigDecimal(measured)
                                    .movePointLeft(
                                            Math.max(
                                                    0,
                                                    texts.merchant()
                                                            .currency()
                                                            .getDefaultFractionDigits())),
                            texts.merchant().currency());
            case Condition.OrderFigure _, Condition.Performed _, Condition.HasIdentifier _ ->
                    texts.decimal(new BigDecimal(measured), 2);
            case Condition.OrderDay _, Condition.Seen _ -> texts.date(LocalDate.parse(measured));
            case Condition.OrderTime _, Condition.SeenAt _ ->
                    texts.dateTime(Instant.parse(measured));
            case Condition.Score _, Condition.Loyal _ ->
                    texts.text(
                            "segments.points",
                            texts.decimal(
                                    new BigDecimal(measured).movePointLeft(POINT_DECIMALS), 2));
            case Condition.Rfm _, Condition.InRfmGroup _ -> rfm(measured);
            case Condition.ConsentIs _ -> consent(State.ofCode(measured).orElseThrow());
            case Condition.Trait _ -> json(JSON.readTree(measured));
            default -> texts.text(answer.holds() ? "customers.yes" : "customers.no");
        };
    }

    /** Scores, a blank and the day of the fifths. */
    private String rfm(String measured) {
        int blank = measured.indexOf(' ');
        return texts.text(
                "segments.rfm.measured",
                measured.substring(0, blank),
                texts.date(LocalDate.parse(measured.substring(blank + 1))));
    }

    private String json(JsonNode value) {
        if (value.isArray()) {
            return value.values().stream().map(this::json).collect(Collectors.joining(", "));
        }
        if (value.isBoolean()) {
            return texts.text(value.booleanValue() ? "customers.yes" : "customers.no");
        }
        return value.isContainer() ? value.toString() : day(value.asString());
    }

    private String day(String text) {
        return text.matches("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d)")
                ? texts.date(LocalDate.parse(text))
                : text;
    }

    private String trait(String name) {
        String key = "customers.trait." + name;
        return texts.knows(key) ? texts.text(key) : name;
    }

    private String event(EventQuestion event) {
        String name = event.name();
        EventType type = event.type();
        String subject =
                name == null
                        ? texts.text("segments.kind." + (type == null ? "any" : type.wireName()))
                        : texts.text("segments.event.named", eventName(name));
        List<String> parts = new ArrayList<>(List.of(subject));
        if (event.source() != null) {
            parts.add(texts.text("segments.from", event.source()));
        }
        event.where().forEach(test -> parts.add(test.property() + " " + value(test.test())));
        return String.join(", ", parts);
    }

    /** Well-known events have a name in the reader's language. */
    String eventName(String name) {
        String key = "customers.event.named." + EventQuestion.comparable(name).replace(' ', '-');
        return texts.knows(key) ? texts.text(key) : name;
    }

    private String filter(OrderFilter filter) {
        return joined(
                listed("segments.filter.products", filter.products()),
                listed("segments.filter.categories", filter.categories()),
                listed("segments.filter.channels", filter.channels()));
    }

    private String listed(String key, List<String> values) {
        return values.isEmpty() ? "" : texts.text(key, String.join(", ", values));
    }

    private static String joined(String... parts) {
        return List.of(parts).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    // ---- tests

    String value(ValueTest test) {
        return switch (test) {
            case ValueTest.Known() -> texts.text("segments.test.known");
            case ValueTest.OneOf(List<String> values) ->
                    texts.text("segments.test.is.value", String.join(", ", values));
            case ValueTest.Contains(String text) ->
                    texts.text("segments.test.contains.value", text);
            case ValueTest.OfNumber(NumberTest number) -> number(number);
            case ValueTest.OfDay(DayTest day) -> day(day);
            case ValueTest.YesNo(boolean yes) -> texts.text(yes ? "customers.yes" : "customers.no");
            case ValueTest.AnniversaryThisMonth() -> texts.text("segments.test.thisMonth");
            case ValueTest.AnniversaryWithinDays(int days) ->
                    texts.text("segments.test.anniversary.value", days);
        };
    }

    private String times(NumberTest test) {
        boolean never =
                test.comparison() == NumberTest.Comparison.EXACTLY && test.value().signum() == 0;
        return never ? texts.text("segments.never") : texts.text("segments.times", number(test));
    }

    private String number(NumberTest test) {
        return compared(test, value -> texts.decimal(value, 6));
    }

    private String money(NumberTest test) {
        return compared(test, value -> texts.money(value, texts.merchant().currency()));
    }

    private String compared(
            NumberTest test, java.util.function.Function<BigDecimal, String> format) {
        BigDecimal upTo = test.upTo();
        return texts.text(
                "segments.number." + test.comparison().code() + ".value",
                format.apply(test.value()),
                upTo == null ? "" : format.apply(upTo));
    }

    private String day(DayTest test) {
        return switch (test) {
            case DayTest.WithinLastDays(int days) -> texts.text("segments.day.last.value", days);
            case DayTest.MoreThanDaysAgo(int days) -> texts.text("segments.day.before.value", days);
            case DayTest.WithinNextDays(int days) -> texts.text("segments.day.next.value", days);
            case DayTest.Dates(var from, var to) -> dates(from, to);
        };
    }

    private String time(TimeTest test) {
        return switch (test) {
            case TimeTest.WithinLastHours(int hours) ->
                    texts.text("segments.hours.last.value", hours);
            case TimeTest.Between(var from, var before) -> times(from, before);
        };
    }

    private String times(@Nullable LocalDateTime from, @Nullable LocalDateTime before) {
        if (from == null) {
            return before == null ? "" : texts.text("segments.before", time(before));
        }
        return before == null
                ? texts.text("segments.since", time(from))
                : texts.text("segments.times.between", time(from), time(before));
    }

    private String time(LocalDateTime time) {
        return texts.dateTime(time.atZone(texts.merchant().zone()).toInstant());
    }

    private String window(Window window) {
        return switch (window) {
            case Window.Ever() -> "";
            case Window.LastDays(int days) -> texts.text("segments.day.last.value", days);
            case Window.LastHours(int hours) -> texts.text("segments.hours.last.value", hours);
            case Window.DaysAgo(int from, int to) ->
                    texts.text("segments.window.ago.value", to, from);
            case Window.Calendar(Window.Unit unit, boolean previous) ->
                    texts.text(
                            "segments.window."
                                    + (previous ? "previous." : "current.")
                                    + unit.code());
            case Window.Dates(var from, var to) -> dates(from, to);
        };
    }

    private String dates(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from == null) {
            return to == null ? "" : texts.text("segments.until", texts.date(to));
        }
        return to == null
                ? texts.text("segments.since", texts.date(from))
                : texts.text("segments.between", texts.date(from), texts.date(to));
    }
}
