package org.stammkunde.segments;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stammkunde.consent.Consent.State;
import org.stammkunde.consent.Purpose;
import org.stammkunde.events.EventType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes conditions as JSON with stable names; {@link ConditionReader} reads them again. */
final class ConditionJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ConditionJson() {}

    static String write(Condition condition) {
        return JSON.writeValueAsString(node(condition));
    }

    /** A condition that was written by {@link #write} and is known to be right. */
    static Condition read(String json) {
        return switch (ConditionReader.read(JSON.readTree(json))) {
            case ConditionReading.Read(Condition condition) -> condition;
            case ConditionReading.Refused(List<ConditionProblem> problems) ->
                    throw new IllegalArgumentException(problems.toString());
        };
    }

    static ObjectNode node(Condition condition) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        switch (condition) {
            case Condition.All(List<Condition> parts) -> putParts(node.putArray("all"), parts);
            case Condition.Any(List<Condition> parts) -> putParts(node.putArray("any"), parts);
            case Condition.Not(Condition part) -> node.set("not", node(part));
            case Condition.Trait(String name, ValueTest test) -> {
                node.put("trait", name);
                put(node, test);
            }
            case Condition.HasIdentifier(var type) -> node.put("identifier", type.wireName());
            case Condition.ConsentIs(Purpose purpose, State state) -> {
                node.put("consent", purpose.code());
                node.put("is", state.code());
            }
            case Condition.KnownFrom(String source) -> node.put("source", source);
            case Condition.OrderFigure figure -> put(node, figure);
            case Condition.OrderDay(var end, DayTest test, OrderFilter orders) -> {
                node.put("orders", end.code());
                node.set("day", node(test));
                put(node, orders);
            }
            case Condition.OrderTime(var end, TimeTest test, OrderFilter orders) -> {
                node.put("orders", end.code());
                node.set("time", node(test));
                put(node, orders);
            }
            case Condition.Performed(EventQuestion event, Window window, NumberTest times) -> {
                node.set("performed", node(event));
                node.set("times", node(times));
                put(node, window);
            }
            case Condition.Score(NumberTest points) -> node.set("score", node(points));
            case Condition.Loyal() -> node.put("score", "loyal");
            case Condition.Rfm(RfmMeasure measure, NumberTest score) -> {
                node.put("rfm", measure.code());
                node.set("number", node(score));
            }
            case Condition.InRfmGroup(List<RfmGroup> groups) -> {
                node.put("rfm", "group");
                putTexts(node, "is", groups.stream().map(RfmGroup::code).toList());
            }
            case Condition.InSegment(String segment) -> node.put("segment", segment);
            case Condition.Seen(var end, DayTest test) -> {
                node.put("seen", end.code());
                node.set("day", node(test));
            }
            case Condition.SeenAt(var end, TimeTest test) -> {
                node.put("seen", end.code());
                node.set("time", node(test));
            }
            case Condition.Pinned(String segment) -> node.put("pinned", segment);
        }
        return node;
    }

    private static void putParts(ArrayNode array, List<Condition> parts) {
        parts.forEach(part -> array.add(node(part)));
    }

    private static void put(ObjectNode node, Condition.OrderFigure figure) {
        node.put("orders", figure.figure().code());
        node.set("number", node(figure.test()));
        put(node, figure.window());
        put(node, figure.orders());
    }

    private static void put(ObjectNode node, OrderFilter orders) {
        putTexts(node, "products", orders.products());
        putTexts(node, "categories", orders.categories());
        putTexts(node, "channels", orders.channels());
    }

    private static void putTexts(ObjectNode node, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(node.withArray(name)::add);
        }
    }

    private static void put(ObjectNode node, ValueTest test) {
        switch (test) {
            case ValueTest.Known() -> node.put("known", true);
            case ValueTest.OneOf(List<String> texts) -> texts.forEach(node.putArray("is")::add);
            case ValueTest.Contains(String text) -> node.put("contains", text);
            case ValueTest.OfNumber(NumberTest number) -> node.set("number", node(number));
            case ValueTest.OfDay(DayTest day) -> node.set("day", node(day));
            case ValueTest.YesNo(boolean yes) -> node.put("yes", yes);
            case ValueTest.AnniversaryThisMonth() -> node.put("anniversary", "thisMonth");
            case ValueTest.AnniversaryWithinDays(int days) ->
                    node.putObject("anniversary").put("withinNextDays", days);
        }
    }

    private static ObjectNode node(NumberTest test) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (test.upTo() == null) {
            node.put(test.comparison().code(), test.value());
        } else {
            node.putArray(test.comparison().code()).add(test.value()).add(test.upTo());
        }
        return node;
    }

    private static ObjectNode node(DayTest test) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        switch (test) {
            case DayTest.WithinLastDays(int days) -> node.put("withinLastDays", days);
            case DayTest.MoreThanDaysAgo(int days) -> node.put("moreThanDaysAgo", days);
            case DayTest.WithinNextDays(int days) -> node.put("withinNextDays", days);
            case DayTest.Dates(var from, var to) -> putDates(node, from, to);
        }
        return node;
    }

    private static ObjectNode node(TimeTest test) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        switch (test) {
            case TimeTest.WithinLastHours(int hours) -> node.put("withinLastHours", hours);
            case TimeTest.Between(var from, var before) -> {
                if (from != null) {
                    node.put("from", from.toString());
                }
                if (before != null) {
                    node.put("before", before.toString());
                }
            }
        }
        return node;
    }

    private static void putDates(
            ObjectNode node, @Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null) {
            node.put("from", from.toString());
        }
        if (to != null) {
            node.put("to", to.toString());
        }
    }

    private static void put(ObjectNode node, Window window) {
        switch (window) {
            case Window.Ever() -> {}
            case Window.LastDays(int days) -> node.putObject("window").put("lastDays", days);
            case Window.LastHours(int hours) -> node.putObject("window").put("lastHours", hours);
            case Window.DaysAgo(int from, int to) ->
                    node.putObject("window").putObject("daysAgo").put("from", from).put("to", to);
            case Window.Calendar(Window.Unit unit, boolean previous) ->
                    node.putObject("window").put(previous ? "previous" : "current", unit.code());
            case Window.Dates(var from, var to) -> putDates(node.putObject("window"), from, to);
        }
    }

    private static ObjectNode node(EventQuestion event) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        EventType type = event.type();
        if (type != null) {
            node.put("type", type.wireName());
        }
        if (event.name() != null) {
            node.put("name", event.name());
        }
        if (event.source() != null) {
            node.put("source", event.source());
        }
        for (EventQuestion.PropertyTest test : event.where()) {
            ObjectNode property = node.withArray("where").addObject();
            property.put("property", test.property());
            put(property, test.test());
        }
        return node;
    }
}
