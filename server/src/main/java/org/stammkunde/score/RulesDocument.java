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
import org.stammkunde.web.Texts;

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
     * @param texts the reader's language, for the objections
     */
    Reading read(String within, Texts texts) {
        List<Objection> objections = new ArrayList<>();
        Map<String, RulesOfActivity> sent = activities == null ? Map.of() : activities;
        sent.keySet().stream()
                .filter(code -> Activity.ofCode(code).isEmpty())
                .map(code ->
                        new Objection(
                                within + "activities." + code,
                                texts.text("score.objection.activity", codes())))
                .forEach(objections::add);
        Rules rules = Rules.READY_MADE;
        for (RuleField field : RuleField.ALL) {
            BigDecimal value = value(field, sent);
            if (value == null ? field.setting().required() : !field.setting().allows(value)) {
                objections.add(new Objection(within + path(field), problem(field, value, texts)));
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

    /** Numbers stand as JSON writes them, in every language. */
    private static String problem(RuleField field, @Nullable BigDecimal value, Texts texts) {
        Setting setting = field.setting();
        return value == null
                ? texts.text("score.objection.missing")
                : texts.text(
                        setting.inDays() ? "score.objection.days" : "score.objection.points",
                        value.toPlainString(),
                        String.valueOf(setting.min()),
                        String.valueOf(setting.max()));
    }
}
