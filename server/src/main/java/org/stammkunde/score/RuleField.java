package org.stammkunde.score;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One figure of the rules that a merchant can change. Forms, comparisons and the interface for
 * programs read the list of {@link #ALL} fields, so that none of them forgets one.
 *
 * @param activity whose rule it belongs to, null for what concerns all activities
 */
public record RuleField(Setting setting, @Nullable Activity activity) {

    /** What can be set, each with the bounds of what is sensible. */
    public enum Setting {
        THRESHOLD("threshold", true, 1, 1_000_000),
        HALF_LIFE("halfLifeDays", false, Rules.HALF_LIFE_DAYS_MIN, Rules.HALF_LIFE_DAYS_MAX),
        VALUE("value", true, -ActivityRule.VALUE_MAX_POINTS, ActivityRule.VALUE_MAX_POINTS),
        PER_DAY("perDay", false, 0, ActivityRule.CAP_MAX_POINTS),
        PER_MONTH("perMonth", false, 0, ActivityRule.CAP_MAX_POINTS),
        IN_ALL("inAll", false, 0, ActivityRule.CAP_MAX_POINTS),
        VALID_DAYS("validDays", false, 1, ActivityRule.VALID_DAYS_MAX);

        private final String code;
        private final boolean required;
        private final int min;
        private final int max;

        Setting(String code, boolean required, int min, int max) {
            this.code = code;
            this.required = required;
            this.min = min;
            this.max = max;
        }

        /** The stable name, such as {@code perDay}. */
        public String code() {
            return code;
        }

        /** Whether it must be given; what need not be given limits nothing when it is left out. */
        public boolean required() {
            return required;
        }

        /** The least value that is allowed. */
        public int min() {
            return min;
        }

        /** The greatest value that is allowed. */
        public int max() {
            return max;
        }

        /** Whether it is a whole number of days and not an amount of points. */
        public boolean inDays() {
            return this == HALF_LIFE || this == VALID_DAYS;
        }

        /** Whether the value is one that this can have. */
        public boolean allows(BigDecimal value) {
            int decimals = inDays() ? 0 : ActivityPoints.DECIMALS;
            return value.stripTrailingZeros().scale() <= decimals
                    && value.compareTo(BigDecimal.valueOf(min)) >= 0
                    && value.compareTo(BigDecimal.valueOf(max)) <= 0;
        }
    }

    /** The settings of each activity's rule, in the order in which they are shown. */
    public static final List<Setting> OF_AN_ACTIVITY =
            List.of(
                    Setting.VALUE,
                    Setting.PER_DAY,
                    Setting.PER_MONTH,
                    Setting.IN_ALL,
                    Setting.VALID_DAYS);

    /** Every field of the rules, in the order in which they are shown. */
    public static final List<RuleField> ALL =
            Stream.concat(
                            Stream.of(Setting.THRESHOLD, Setting.HALF_LIFE)
                                    .map(setting -> new RuleField(setting, null)),
                            Stream.of(Activity.values())
                                    .flatMap(activity ->
                                            OF_AN_ACTIVITY.stream()
                                                    .map(setting ->
                                                            new RuleField(setting, activity))))
                    .toList();

    /** A field that is not the same in two versions of the rules; null means not limited. */
    public record Difference(
            RuleField field, @Nullable BigDecimal before, @Nullable BigDecimal after) {}

    /** What is not the same in two versions of the rules. */
    public static List<Difference> differences(Rules before, Rules after) {
        return ALL.stream()
                .map(field -> new Difference(field, field.in(before), field.in(after)))
                .filter(each -> !Objects.equals(each.before(), each.after()))
                .toList();
    }

    /** The stable name, such as {@code threshold} or {@code mail-click.perDay}. */
    public String name() {
        return activity == null ? setting.code() : activity.code() + "." + setting.code();
    }

    /** What people call the activity, empty for what concerns all. */
    public String activityTitle(Locale locale) {
        return activity == null ? "" : activity.title(locale);
    }

    /** What the rules say about it: points or days, null for no limit. */
    public @Nullable BigDecimal in(Rules rules) {
        ActivityRule rule = activity == null ? null : rules.of(activity);
        return switch (setting) {
            case THRESHOLD -> rules.threshold().toDecimal();
            case HALF_LIFE -> decimal(rules.halfLifeDays());
            case VALUE -> decimal(of(rule).value());
            case PER_DAY -> decimal(of(rule).perDay());
            case PER_MONTH -> decimal(of(rule).perMonth());
            case IN_ALL -> decimal(of(rule).inAll());
            case VALID_DAYS -> decimal(of(rule).validDays());
        };
    }

    /**
     * The rules with another value here.
     *
     * @param value one that the setting {@linkplain Setting#allows allows}, or null for no limit
     */
    public Rules put(Rules rules, @Nullable BigDecimal value) {
        return switch (setting) {
            case THRESHOLD -> rules.withThreshold(points(Objects.requireNonNull(value)));
            case HALF_LIFE -> rules.withHalfLife(days(value));
            case VALUE, PER_DAY, PER_MONTH, IN_ALL, VALID_DAYS -> {
                Activity whose = Objects.requireNonNull(activity);
                yield rules.with(whose, put(rules.of(whose), value));
            }
        };
    }

    private ActivityRule put(ActivityRule rule, @Nullable BigDecimal value) {
        ActivityPoints amount = value == null || setting.inDays() ? null : points(value);
        return new ActivityRule(
                setting == Setting.VALUE ? Objects.requireNonNull(amount) : rule.value(),
                setting == Setting.PER_DAY ? amount : rule.perDay(),
                setting == Setting.PER_MONTH ? amount : rule.perMonth(),
                setting == Setting.IN_ALL ? amount : rule.inAll(),
                setting == Setting.VALID_DAYS ? days(value) : rule.validDays());
    }

    private static ActivityRule of(@Nullable ActivityRule rule) {
        return Objects.requireNonNull(rule, "a setting of an activity names the activity");
    }

    private static @Nullable BigDecimal decimal(@Nullable ActivityPoints points) {
        return points == null ? null : points.toDecimal();
    }

    private static @Nullable BigDecimal decimal(@Nullable Integer days) {
        return days == null ? null : BigDecimal.valueOf(days);
    }

    private static ActivityPoints points(BigDecimal value) {
        return ActivityPoints.of(value.toPlainString());
    }

    private static @Nullable Integer days(@Nullable BigDecimal value) {
        return value == null ? null : value.intValueExact();
    }
}
