package org.stammkunde.segments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
