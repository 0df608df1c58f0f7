package org.stammkunde.segments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stammkunde.consent.Consent.State;
import org.stammkunde.consent.Purpose;
import org.stammkunde.events.EventType;

/** The fields of a builder's row that stand for a question. */
final class BuilderFields {

    private BuilderFields() {}

    static void put(Map<String, String> fields, Condition question) {
        switch (question) {
            case Condition.OrderFigure(var figure, NumberTest test, Window window, var filter) -> {
                fields.put("kind", "orders." + figure.code());
                put(fields, "", test);
                put(fields, window);
                put(fields, filter);
            }
            case Condition.OrderDay(var end, DayTest test, OrderFilter filter) -> {
                fields.put("kind", "orders." + end.code());
                put(fields, test);
                put(fields, filter);
            }
            case Condition.OrderTime(var end, TimeTest test, OrderFilter filter) -> {
                fields.put("kind", "orders." + end.code());
                put(fields, test);
                put(fields, filter);
            }
            case Condition.Performed(EventQuestion event, Window window, NumberTest times) -> {
                put(fields, event);
                put(fields, "", times);
                put(fields, window);
            }
            case Condition.Trait(String name, ValueTest test) -> {
                fields.put("kind", "trait");
                fields.put("name", name);
                put(fields, "", test);
            }
            case Condition.HasIdentifier(var type) -> named(fields, "identifier", type.wireName());
            case Condition.ConsentIs(Purpose purpose, State state) -> {
                named(fields, "consent", purpose.code());
                fields.put("state", state.code());
            }
            case Condition.KnownFrom(String source) -> named(fields, "source", source);
            case Condition.InSegment(String segment) -> named(fields, "segment", segment);
            case Condition.Pinned(String segment) -> named(fields, "segment", segment);
            case Condition.Seen(var end, DayTest test) -> {
                fields.put("kind", "seen." + end.code());
                put(fields, test);
            }
            case Condition.SeenAt(var end, TimeTest test) -> {
                fields.put("kind", "seen." + end.code());
                put(fields, test);
            }
            case Condition.Score(NumberTest points) -> {
                fields.put("kind", "score");
                put(fields, "", points);
            }
            case Condition.Loyal() -> fields.put("kind", "loyal");
            case Condition.Rfm(RfmMeasure measure, NumberTest score) -> {
                fields.put("kind", "rfm." + measure.code());
                put(fields, "", score);
            }
            case Condition.InRfmGroup(var groups) -> {
                fields.put("kind", "rfm.group");
                groups.forEach(group -> fields.put("group." + group.code(), "yes"));
            }
            case Condition.All _, Condition.Any _, Condition.Not _ ->
                    throw new IllegalArgumentException("not a question: " + question);
        }
    }

    private static void named(Map<String, String> fields, String kind, String name) {
        fields.put("kind", kind);
        fields.put("name", name);
    }

    private static void put(Map<String, String> fields, EventQuestion event) {
        EventType type = event.type();
        fields.put("kind", type == null ? "track" : type.wireName());
        putIfThere(fields, "name", event.name());
        putIfThere(fields, "source", event.source());
        for (int i = 0; i < event.where().size(); i++) {
            String prefix = Builder.property(i + 1);
            fields.put(prefix + "name", event.where().get(i).property());
            put(fields, prefix, event.where().get(i).test());
        }
    }

    private static void put(Map<String, String> fields, String prefix, ValueTest test) {
        switch (test) {
            case ValueTest.Known() -> fields.put(prefix + "test", "known");
            case ValueTest.OneOf(List<String> texts) -> {
                fields.put(prefix + "test", "is");
                fields.put(prefix + "value", String.join(", ", texts));
            }
            case ValueTest.Contains(String text) -> {
                fields.put(prefix + "test", "contains");
                fields.put(prefix + "value", text);
            }
            case ValueTest.OfNumber(NumberTest number) -> {
                fields.put(prefix + "test", "number");
                put(fields, prefix, number);
            }
            case ValueTest.OfDay(DayTest day) -> {
                fields.put(prefix + "test", "day");
                put(fields, day);
            }
            case ValueTest.YesNo(boolean yes) -> fields.put(prefix + "test", yes ? "yes" : "no");
            case ValueTest.AnniversaryThisMonth() -> fields.put(prefix + "test", "thisMonth");
            case ValueTest.AnniversaryWithinDays(int days) -> {
                fields.put(prefix + "test", "anniversary");
                fields.put(prefix + "value", Integer.toString(days));
            }
        }
    }

    private static void put(Map<String, String> fields, String prefix, NumberTest test) {
        BigDecimal upTo = test.upTo();
        fields.put(prefix + "cmp", test.comparison().code());
        fields.put(prefix + "value", test.value().toPlainString());
        putIfThere(fields, prefix + "upTo", upTo == null ? null : upTo.toPlainString());
    }

    private static void put(Map<String, String> fields, DayTest test) {
        switch (test) {
            case DayTest.WithinLastDays(int days) -> days(fields, "last", days);
            case DayTest.MoreThanDaysAgo(int days) -> days(fields, "before", days);
            case DayTest.WithinNextDays(int days) -> days(fields, "next", days);
            case DayTest.Dates(var from, var to) -> {
                fields.put("day", "dates");
                putIfThere(fields, "dayFrom", text(from));
                putIfThere(fields, "dayTo", text(to));
            }
        }
    }

    private static void put(Map<String, String> fields, TimeTest test) {
        switch (test) {
            case TimeTest.WithinLastHours(int hours) -> {
                fields.put("day", "hours");
                fields.put("hours", Integer.toString(hours));
            }
            case TimeTest.Between(var from, var before) -> {
                fields.put("day", "times");
                putIfThere(fields, "timeFrom", from == null ? null : from.toString());
                putIfThere(fields, "timeBefore", before == null ? null : before.toString());
            }
        }
    }

    private static void days(Map<String, String> fields, String kind, int days) {
        fields.put("day", kind);
        fields.put("days", Integer.toString(days));
    }

    private static void put(Map<String, String> fields, Window window) {
        switch (window) {
            case Window.Ever() -> fields.put("window", "ever");
            case Window.LastDays(int days) -> {
                fields.put("window", "last");
                fields.put("windowDays", Integer.toString(days));
            }
            case Window.LastHours(int hours) -> {
                fields.put("window", "hours");
                fields.put("windowHours", Integer.toString(hours));
            }
            case Window.DaysAgo(int from, int to) -> {
                fields.put("window", "ago");
                fields.put("windowFar", Integer.toString(from));
                fields.put("windowNear", Integer.toString(to));
            }
            case Window.Calendar(Window.Unit unit, boolean previous) ->
                    fields.put("window", (previous ? "previous." : "current.") + unit.code());
            case Window.Dates(var from, var to) -> {
                fields.put("window", "dates");
                putIfThere(fields, "windowFrom", text(from));
                putIfThere(fields, "windowTo", text(to));
            }
        }
    }

    private static void put(Map<String, String> fields, OrderFilter filter) {
        fields.put("products", String.join(", ", filter.products()));
        fields.put("categories", String.join(", ", filter.categories()));
        fields.put("channels", String.join(", ", filter.channels()));
    }

    private static void putIfThere(
            Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }
}
