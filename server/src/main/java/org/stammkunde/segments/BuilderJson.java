package org.stammkunde.segments;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.stammkunde.consent.Consent.State;
import org.stammkunde.consent.Purpose;
import org.stammkunde.segments.Builder.Group;
import org.stammkunde.segments.Builder.Row;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a builder's tree as JSON, which {@link ConditionReader} checks. */
final class BuilderJson {

    private BuilderJson() {}

    static ObjectNode of(Group group) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode holder = group.mode().equals("none") ? node.putObject("not") : node;
        ArrayNode parts = holder.putArray(group.mode().equals("all") ? "all" : "any");
        group.parts()
                .forEach(part ->
                        parts.add(
                                switch (part) {
                                    case Group inner -> of(inner);
                                    case Row row -> of(row);
                                }));
        return node;
    }

    private static ObjectNode of(Row row) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        switch (row.kind()) {
            case "orders.count", "orders.revenue", "orders.average", "orders.items" -> {
                node.put("orders", afterPoint(row.kind()));
                node.set("number", number(row));
                putWindow(node, row);
                putFilter(node, row);
            }
            case "orders.first", "orders.last" -> {
                node.put("orders", afterPoint(row.kind()));
                putDayOrTime(node, row);
                putFilter(node, row);
            }
            case "track", "page", "screen" -> {
                node.set("performed", event(row));
                node.set("times", number(row));
                putWindow(node, row);
            }
            case "trait" -> {
                node.put("trait", row.of("name"));
                putTest(node, row, "");
            }
            case "identifier", "source", "segment" -> node.put(row.kind(), row.of("name"));
            case "consent" -> {
                node.put("consent", row.of("name", Purpose.MARKETING_EMAIL.code()));
                node.put("is", row.of("state", State.GIVEN.code()));
            }
            case "seen.first", "seen.last" -> {
                node.put("seen", afterPoint(row.kind()));
                putDayOrTime(node, row);
            }
            case "score" -> node.set("score", number(row));
            case "rfm.recency", "rfm.frequency", "rfm.monetary" -> {
                node.put("rfm", afterPoint(row.kind()));
                node.set("number", number(row));
            }
            case "rfm.group" -> {
                node.put("rfm", "group");
                ArrayNode groups = node.putArray("is");
                row.groups().forEach(groups::add);
            }
            default -> node.put("score", "loyal");
        }
        if (!row.of("negated").equals("yes")) {
            return node;
        }
        ObjectNode negated = JsonNodeFactory.instance.objectNode();
        negated.set("not", node);
        return negated;
    }

    private static String afterPoint(String kind) {
        return kind.substring(kind.indexOf('.') + 1);
    }

    private static ObjectNode event(Row row) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("type", row.kind());
        if (row.kind().equals("track") || !row.of("name").isEmpty()) {
            event.put("name", row.of("name"));
        }
        if (!row.of("source").isEmpty()) {
            event.put("source", row.of("source"));
        }
        row.properties().stream()
                .filter(prefix -> !row.of(prefix + "name").isEmpty())
                .forEach(prefix -> {
                    ObjectNode where = event.withArray("where").addObject();
                    where.put("property", row.of(prefix + "name"));
                    putTest(where, row, prefix);
                });
        return event;
    }

    /** A test of a value; the fields of properties begin with a letter of their own. */
    private static void putTest(ObjectNode node, Row row, String prefix) {
        String value = row.of(prefix + "value");
        switch (row.of(prefix + "test", "is")) {
            case "is" -> {
                ArrayNode texts = node.putArray("is");
                texts(value).forEach(texts::add);
            }
            case "contains" -> node.put("contains", value);
            case "number" -> node.set("number", number(row, prefix));
            case "yes" -> node.put("yes", true);
            case "no" -> node.put("yes", false);
            case "day" -> node.set("day", day(row));
            case "thisMonth" -> node.put("anniversary", "thisMonth");
            case "anniversary" -> putWhole(node.putObject("anniversary"), "withinNextDays", value);
            default -> node.put("known", true);
        }
    }

    private static ObjectNode number(Row row) {
        return number(row, "");
    }

    private static ObjectNode number(Row row, String prefix) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        String comparison = row.of(prefix + "cmp", "atLeast");
        if (comparison.equals("between")) {
            ArrayNode ends = node.putArray(comparison);
            addNumber(ends::add, ends::add, row.of(prefix + "value"));
            addNumber(ends::add, ends::add, row.of(prefix + "upTo"));
        } else {
            addNumber(
                    number -> node.put(comparison, number),
                    text -> node.put(comparison, text),
                    row.of(prefix + "value"));
        }
        return node;
    }

    /** What is no number stays a text, which the reader objects to. */
    private static void addNumber(
            Consumer<BigDecimal> asNumber, Consumer<String> asText, String value) {
        String plain = value.replace(" ", "").replace(',', '.');
        if (plain.matches("-?\\d{1,15}(\\.\\d{1,6})?")) {
            asNumber.accept(new BigDecimal(plain));
        } else {
            asText.accept(value);
        }
    }

    private static void putWhole(ObjectNode node, String name, String value) {
        if (value.matches("\\d{1,9}")) {
            node.put(name, Integer.parseInt(value));
        } else {
            node.put(name, value);
        }
    }

    private static void putDayOrTime(ObjectNode node, Row row) {
        switch (row.of("day", "last")) {
            case "hours" -> putWhole(node.putObject("time"), "withinLastHours", row.of("hours"));
            case "times" -> {
                ObjectNode time = node.putObject("time");
                putIfGiven(time, "from", row.of("timeFrom"));
                putIfGiven(time, "before", row.of("timeBefore"));
            }
            default -> node.set("day", day(row));
        }
    }

    private static ObjectNode day(Row row) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        String from = row.of("dayFrom");
        String to = row.of("dayTo");
        switch (row.of("day", "last")) {
            case "before" -> putWhole(node, "moreThanDaysAgo", row.of("days"));
            case "next" -> putWhole(node, "withinNextDays", row.of("days"));
            case "dates" -> putDates(node, from, to);
            default -> putWhole(node, "withinLastDays", row.of("days"));
        }
        return node;
    }

    private static void putWindow(ObjectNode node, Row row) {
        String window = row.of("window", "ever");
        switch (window) {
            case "last" -> putWhole(node.putObject("window"), "lastDays", row.of("windowDays"));
            case "hours" -> putWhole(node.putObject("window"), "lastHours", row.of("windowHours"));
            case "ago" -> {
                ObjectNode ago = node.putObject("window").putObject("daysAgo");
                putWhole(ago, "from", row.of("windowFar"));
                putWhole(ago, "to", row.of("windowNear"));
            }
            case "dates" ->
                    putDates(node.putObject("window"), row.of("windowFrom"), row.of("windowTo"));
            default -> {
                if (window.contains(".")) {
                    node.putObject("window")
                            .put(window.substring(0, window.indexOf('.')), afterPoint(window));
                }
            }
        }
    }

    private static void putDates(ObjectNode node, String from, String to) {
        putIfGiven(node, "from", from);
        putIfGiven(node, "to", to);
    }

    private static void putIfGiven(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }

    private static void putFilter(ObjectNode node, Row row) {
        for (String list : List.of("products", "categories", "channels")) {
            List<String> values = texts(row.of(list));
            if (!values.isEmpty()) {
                values.forEach(node.withArray(list)::add);
            }
        }
    }

    private static List<String> texts(String commaSeparated) {
        return Stream.of(commaSeparated.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
