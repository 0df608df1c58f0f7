package org.stammkunde.score;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rules as a JSON document: amounts are decimal strings, what is not limited is left out. An
 * activity that a later release adds has its ready-made rule; one that was taken out is passed
 * over.
 */
final class RulesJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RulesJson() {}

    static String write(Rules rules) {
        ObjectNode document = JSON.createObjectNode();
        document.put("threshold", rules.threshold().toString());
        if (rules.halfLifeDays() != null) {
            document.put("halfLifeDays", rules.halfLifeDays());
        }
        ObjectNode activities = document.putObject("activities");
        rules.activities()
                .forEach((activity, rule) -> write(activities.putObject(activity.code()), rule));
        return document.toString();
    }

    private static void write(ObjectNode node, ActivityRule rule) {
        node.put("value", rule.value().toString());
        putCap(node, "perDay", rule.perDay());
        putCap(node, "perMonth", rule.perMonth());
        putCap(node, "inAll", rule.inAll());
        if (rule.validDays() != null) {
            node.put("validDays", rule.validDays());
        }
    }

    private static void putCap(ObjectNode node, String name, @Nullable ActivityPoints cap) {
        if (cap != null) {
            node.put(name, cap.toString());
        }
    }

    static Rules read(String json) {
        JsonNode document = JSON.readTree(json);
        Map<Activity, ActivityRule> activities = new EnumMap<>(Activity.class);
        document.path("activities")
                .properties()
                .forEach(entry ->
                        Activity.ofCode(entry.getKey())
                                .ifPresent(activity ->
                                        activities.put(activity, rule(entry.getValue()))));
        return new Rules(
                activities,
                days(document.path("halfLifeDays")),
                ActivityPoints.of(document.path("threshold").asString()));
    }

    private static ActivityRule rule(JsonNode node) {
        return new ActivityRule(
                ActivityPoints.of(node.path("value").asString()),
                cap(node.path("perDay")),
                cap(node.path("perMonth")),
                cap(node.path("inAll")),
                days(node.path("validDays")));
    }

    private static @Nullable ActivityPoints cap(JsonNode node) {
        return node.isString() ? ActivityPoints.of(node.asString()) : null;
    }

    private static @Nullable Integer days(JsonNode node) {
        return node.isNumber() ? node.asInt() : null;
    }
}
