package org.stammkunde.segments;

import static org.stammkunde.segments.ConditionParts.byCode;
import static org.stammkunde.segments.ConditionParts.names;
import static org.stammkunde.segments.ConditionParts.only;
import static org.stammkunde.segments.ConditionParts.shown;
import static org.stammkunde.segments.ConditionParts.someTexts;
import static org.stammkunde.segments.ConditionParts.text;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.segments.ConditionParts.Wrong;
import org.stammkunde.segments.NumberTest.Comparison;
import tools.jackson.databind.JsonNode;

/** Reads what values, numbers, days and times must be, and the windows of conditions. */
final class TestReader {

    private static final BigDecimal NUMBER_MAX = new BigDecimal("1000000000000");

    private TestReader() {}

    static ValueTest valueTest(JsonNode node, String where) {
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

    static NumberTest number(JsonNode node, String where) {
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

    static DayTest day(JsonNode parent, String parentWhere) {
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

    static TimeTest time(JsonNode parent, String parentWhere) {
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

    static Window window(JsonNode node, String where) {
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
}
