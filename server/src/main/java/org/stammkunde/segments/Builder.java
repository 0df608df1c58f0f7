package org.stammkunde.segments;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.stammkunde.consent.Consent.State;
import org.stammkunde.consent.Purpose;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A condition as the builder's form holds it, also while it is half finished: groups of rows.
 * Fields are named by the place in the tree, {@code r.0.1:kind}, so that the form alone carries the
 * state.
 */
final class Builder {

    static final String ROOT = "r";

    /** What rows may ask, in the order of the menu. */
    static final List<String> KINDS =
            List.of(
                    "orders.count",
                    "orders.revenue",
                    "orders.average",
                    "orders.items",
                    "orders.first",
                    "orders.last",
                    "track",
                    "page",
                    "screen",
                    "trait",
                    "identifier",
                    "consent",
                    "source",
                    "seen.first",
                    "seen.last",
                    "score",
                    "loyal",
                    "rfm.recency",
                    "rfm.frequency",
                    "rfm.monetary",
                    "rfm.group",
                    "segment");

    /** Windows of orders. */
    static final List<String> WINDOWS =
            List.of(
                    "ever",
                    "last",
                    "ago",
                    "current.month",
                    "previous.month",
                    "current.quarter",
                    "previous.quarter",
                    "current.year",
                    "previous.year",
                    "dates");

    /** Windows of events: hours, too. */
    static final List<String> EVENT_WINDOWS =
            Stream.concat(Stream.of("ever", "hours"), WINDOWS.stream().skip(1)).toList();

    private static final int DEPTH_MAX = 4;
    private static final int PARTS_MAX = 30;
    private static final int PROPERTIES_MAX = 10;

    private Builder() {}

    /** A part of the tree. */
    sealed interface Node {}

    /**
     * Rows and groups.
     *
     * @param path its place
     * @param mode all, any or none
     */
    record Group(String path, String mode, List<Node> parts) implements Node {

        /** How deep it lies; the outermost 0. */
        int depth() {
            return path.split("\\.").length - 1;
        }

        boolean mayHoldGroups() {
            return depth() < DEPTH_MAX - 1;
        }
    }

    /**
     * A question.
     *
     * @param fields what was entered, by the field's name
     */
    record Row(String path, Map<String, String> fields) implements Node {

        String kind() {
            return of("kind", "orders.count");
        }

        String of(String field) {
            return of(field, "");
        }

        String of(String field, String otherwise) {
            return fields.getOrDefault(field, otherwise);
        }

        /**
         * What the fields of each property of an event begin with: at least one, empty at first.
         */
        List<String> properties() {
            List<String> prefixes = new ArrayList<>(List.of(property(1)));
            while (fields.containsKey(property(prefixes.size() + 1) + "name")) {
                prefixes.add(property(prefixes.size() + 1));
            }
            return prefixes;
        }

        /** The groups of RFM scores that were ticked. */
        List<String> groups() {
            return Stream.of(RfmGroup.values())
                    .map(RfmGroup::code)
                    .filter(group -> of("group." + group).equals("yes"))
                    .toList();
        }

        boolean asksForProperties() {
            return properties().size() > 1
                    || !of(property(1) + "name").isEmpty()
                    || !of(property(1) + "test", "is").equals("is");
        }

        boolean mayAskForMore() {
            return properties().size() < PROPERTIES_MAX;
        }

        /** The name of one of its inputs. */
        String name(String field) {
            return path + ":" + field;
        }

        /** The id of one of its inputs. */
        String id(String field) {
            return path.replace('.', '-') + "-" + field;
        }
    }

    /** What the fields of a property begin with, counted from 1. */
    static String property(int number) {
        return "p" + number;
    }

    // ---- from the form

    /** Reads the tree from the form's fields. */
    static Group read(Map<String, String> form) {
        return group(ROOT, form);
    }

    private static Group group(String path, Map<String, String> form) {
        List<Node> parts = new ArrayList<>();
        for (int i = 0; i < PARTS_MAX; i++) {
            String part = path + "." + i;
            if (form.containsKey(part + ":mode")) {
                parts.add(group(part, form));
            } else if (form.containsKey(part + ":kind")) {
                parts.add(row(part, form));
            }
        }
        return new Group(path, form.getOrDefault(path + ":mode", "all"), parts);
    }

    private static Row row(String path, Map<String, String> form) {
        String prefix = path + ":";
        Map<String, String> fields = new LinkedHashMap<>();
        form.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                fields.put(name.substring(prefix.length()), value.strip());
            }
        });
        return new Row(path, fields);
    }

    /**
     * Does what a button says: {@code add}, {@code group}, {@code remove} or {@code property}, a
     * colon and a place; or {@code forget}, a colon, a place, a slash and what the fields of a
     * property begin with. Places are numbered anew.
     */
    static Group act(Group root, String action) {
        int colon = action.indexOf(':');
        if (colon < 0) {
            return root;
        }
        String verb = action.substring(0, colon);
        String place = action.substring(colon + 1);
        return (Group) numbered(changed(root, verb, place), ROOT);
    }

    private static Group changed(Group group, String verb, String place) {
        List<Node> parts = new ArrayList<>();
        for (Node part : group.parts()) {
            boolean removed = verb.equals("remove") && path(part).equals(place);
            if (!removed) {
                parts.add(
                        switch (part) {
                            case Group inner -> changed(inner, verb, place);
                            case Row row -> changed(row, verb, place);
                        });
            }
        }
        if (group.path().equals(place) && parts.size() < PARTS_MAX) {
            if (verb.equals("add")) {
                parts.add(emptyRow());
            } else if (verb.equals("group") && group.mayHoldGroups()) {
                parts.add(new Group("", "any", List.of(emptyRow())));
            }
        }
        return new Group(group.path(), group.mode(), parts);
    }

    private static Row changed(Row row, String verb, String place) {
        if (verb.equals("property") && place.equals(row.path()) && row.mayAskForMore()) {
            Map<String, String> fields = new LinkedHashMap<>(row.fields());
            fields.put(property(row.properties().size() + 1) + "name", "");
            return new Row(row.path(), fields);
        }
        return verb.equals("forget") && place.startsWith(row.path() + "/")
                ? without(row, place.substring(row.path().length() + 1))
                : row;
    }

    /** The row without one of its properties; those after it move up. */
    private static Row without(Row row, String forgotten) {
        Map<String, String> fields = new LinkedHashMap<>();
        row.fields()
                .forEach((name, value) -> {
                    if (row.properties().stream().noneMatch(prefix -> isOf(prefix, name))) {
                        fields.put(name, value);
                    }
                });
        int kept = 0;
        for (String prefix : row.properties()) {
            if (!prefix.equals(forgotten)) {
                String moved = property(++kept);
                row.fields()
                        .forEach((name, value) -> {
                            if (isOf(prefix, name)) {
                                fields.put(moved + name.substring(prefix.length()), value);
                            }
                        });
            }
        }
        return new Row(row.path(), fields);
    }

    /** Whether a field belongs to a property: {@code p1} has no part in {@code p10name}. */
    private static boolean isOf(String prefix, String field) {
        return field.startsWith(prefix)
                && field.length() > prefix.length()
                && !Character.isDigit(field.charAt(prefix.length()));
    }

    private static Row emptyRow() {
        return new Row("", Map.of("kind", "orders.count", "cmp", "atLeast", "value", "1"));
    }

    private static String path(Node node) {
        return switch (node) {
            case Group group -> group.path();
            case Row row -> row.path();
        };
    }

    private static Node numbered(Node node, String path) {
        return switch (node) {
            case Row(String _, Map<String, String> fields) -> new Row(path, fields);
            case Group(String _, String mode, List<Node> parts) -> {
                List<Node> numbered = new ArrayList<>();
                for (Node part : parts) {
                    numbered.add(numbered(part, path + "." + numbered.size()));
                }
                yield new Group(path, mode, numbered);
            }
        };
    }

    /** A tree to begin with. */
    static Group empty() {
        return (Group) numbered(new Group("", "all", List.of(emptyRow())), ROOT);
    }

    // ---- to JSON, which the reader of conditions checks

    static ObjectNode json(Group group) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode holder = group.mode().equals("none") ? node.putObject("not") : node;
        ArrayNode parts = holder.putArray(group.mode().equals("all") ? "all" : "any");
        group.parts()
                .forEach(part ->
                        parts.add(
                                switch (part) {
                                    case Group inner -> json(inner);
                                    case Row row -> json(row);
                                }));
        return node;
    }

    private static ObjectNode json(Row row) {
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

    // ---- from a condition

    /** The tree that stands for a condition. */
    static Group of(Condition condition) {
        Node node = node(condition, false);
        Group group = node instanceof Group known ? known : new Group("", "all", List.of(node));
        return (Group) numbered(group, ROOT);
    }

    private static Node node(Condition condition, boolean negated) {
        return switch (condition) {
            case Condition.Not(Condition part) -> node(part, !negated);
            case Condition.All(List<Condition> parts) ->
                    negated ? noneOf(group("all", parts)) : group("all", parts);
            case Condition.Any(List<Condition> parts) -> group(negated ? "none" : "any", parts);
            default -> {
                Map<String, String> fields = new LinkedHashMap<>();
                if (negated) {
                    fields.put("negated", "yes");
                }
                BuilderFields.put(fields, condition);
                yield new Row("", fields);
            }
        };
    }

    private static Group group(String mode, List<Condition> parts) {
        return new Group("", mode, parts.stream().map(part -> node(part, false)).toList());
    }

    private static Group noneOf(Group group) {
        return new Group("", "none", List.of(group));
    }
}
