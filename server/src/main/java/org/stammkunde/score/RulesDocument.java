package org.stammkunde.score;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.score.RuleField.Setting;
import org.stammkunde.web.Problem.Objection;

/**
 * The rules as programs send and get them: complete, with plain numbers; what is not limited is
 * null or left out.
 *
 * @param activities by {@linkplain Activity#code() code}; all of them
 */
record RulesDocument(
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = "who has more points is loyal",
                        example = "100")
                @Nullable BigDecimal threshold,
        @Schema(description = "after how many days points weigh half; null when they never fade")
                @Nullable BigDecimal halfLifeDays,
        @Schema(
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        description = "by code, such as `store-order`; all of them")
                @Nullable Map<String, RulesOfActivity> activities) {

    /** The rule of one activity; caps and validity are null where nothing limits. */
    record RulesOfActivity(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "points for one",
                            example = "10")
                    @Nullable BigDecimal value,
            @Nullable BigDecimal perDay,
            @Nullable BigDecimal perMonth,
            @Nullable BigDecimal inAll,
            @Nullable BigDecimal validDays) {

        static final RulesOfActivity NOTHING = new RulesOfActivity(null, null, null, null, null);

        private @Nullable BigDecimal of(Setting setting) {
            return switch (setting) {
                case VALUE -> value;
                case PER_DAY -> perDay;
                case PER_MONTH -> perMonth;
                case IN_ALL -> inAll;
                case VALID_DAYS -> validDays;
                case THRESHOLD, HALF_LIFE -> null;
            };
        }
    }

    /**
     * What a document means.
     *
     * @param objections everything that is wrong with it
     */
    record Reading(Rules rules, List<Objection> objections) {}

    static RulesDocument of(Rules rules) {
        Map<String, RulesOfActivity> activities = new LinkedHashMap<>();
        for (Activity activity : Activity.values()) {
            activities.put(
                    activity.code(),
                    new RulesOfActivity(
                            new RuleField(Setting.VALUE, activity).in(rules),
                            new RuleField(Setting.PER_DAY, activity).in(rules),
                            new RuleField(Setting.PER_MONTH, activity).in(rules),
                            new RuleField(Setting.IN_ALL, activity).in(rules),
                            new RuleField(Setting.VALID_DAYS, activity).in(rules)));
        }
        return new RulesDocument(
                new RuleField(Setting.THRESHOLD, null).in(rules),
                new RuleField(Setting.HALF_LIFE, null).in(rules),
                activities);
    }

    /**
     * Reads the rules.
     *
     * @param within path of the document in what was sent
     */
    Reading read(String within) {
        List<Objection> objections = new ArrayList<>();
        Map<String, RulesOfActivity> sent = activities == null ? Map.of() : activities;
        sent.keySet().stream()
                .filter(code -> Activity.ofCode(code).isEmpty())
                .map(code ->
                        new Objection(
                                within + "activities." + code,
                                "there is no such activity; there are " + codes()))
                .forEach(objections::add);
        Rules rules = Rules.READY_MADE;
        for (RuleField field : RuleField.ALL) {
            BigDecimal value = value(field, sent);
            if (value == null ? field.setting().required() : !field.setting().allows(value)) {
                objections.add(new Objection(within + path(field), problem(field, value)));
            } else {
                rules = field.put(rules, value);
            }
        }
        return new Reading(rules, objections);
    }

    private static String codes() {
        return Stream.of(Activity.values()).map(Activity::code).collect(Collectors.joining(", "));
    }

    private @Nullable BigDecimal value(RuleField field, Map<String, RulesOfActivity> sent) {
        Activity activity = field.activity();
        if (activity == null) {
            return field.setting() == Setting.THRESHOLD ? threshold : halfLifeDays;
        }
        RulesOfActivity rule = sent.get(activity.code());
        return (rule == null ? RulesOfActivity.NOTHING : rule).of(field.setting());
    }

    private static String path(RuleField field) {
        return field.activity() == null ? field.name() : "activities." + field.name();
    }

    private static String problem(RuleField field, @Nullable BigDecimal value) {
        Setting setting = field.setting();
        return value == null
                ? "is missing; send the complete rules"
                : "is %s; allowed are %d to %d %s"
                        .formatted(
                                value.toPlainString(),
                                setting.min(),
                                setting.max(),
                                setting.inDays()
                                        ? "whole days"
                                        : "points with at most six decimals");
    }
}
