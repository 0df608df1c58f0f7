package org.stammkunde.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides what facts are worth.
 *
 * @param activities the rule of every activity
 * @param halfLifeDays after how many days points weigh half, null when they never fade
 * @param threshold who has more than this, strictly, is loyal
 */
public record Rules(
        Map<Activity, ActivityRule> activities,
        @Nullable Integer halfLifeDays,
        ActivityPoints threshold) {

    /** The rules that hold until the merchant changes them. */
    public static final Rules READY_MADE =
            new Rules(readyMadeActivities(), null, ActivityPoints.of("100"));

    static final int HALF_LIFE_DAYS_MIN = 30;
    static final int HALF_LIFE_DAYS_MAX = 3_650;
    private static final ActivityPoints THRESHOLD_MIN = ActivityPoints.of("1");
    private static final ActivityPoints THRESHOLD_MAX = ActivityPoints.of("1000000");

    /** Activities that are not named keep their ready-made rule. */
    public Rules {
        Map<Activity, ActivityRule> complete = readyMadeActivities();
        complete.putAll(activities);
        activities = Collections.unmodifiableMap(complete);
    }

    /** The rule of one activity. */
    public ActivityRule of(Activity activity) {
        return activities.getOrDefault(activity, activity.readyMade());
    }

    /** The same with another rule for one activity. */
    public Rules with(Activity activity, ActivityRule rule) {
        Map<Activity, ActivityRule> changed = new EnumMap<>(activities);
        changed.put(activity, rule);
        return new Rules(changed, halfLifeDays, threshold);
    }

    /** The same with another half-life, null for none. */
    public Rules withHalfLife(@Nullable Integer days) {
        return new Rules(activities, days, threshold);
    }

    /** The same with another threshold. */
    public Rules withThreshold(ActivityPoints points) {
        return new Rules(activities, halfLifeDays, points);
    }

    /** Everything that is wrong with them, in words to show; empty for good rules. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        activities.forEach((activity, rule) -> problems.addAll(rule.problems(activity)));
        if (halfLifeDays != null
                && (halfLifeDays < HALF_LIFE_DAYS_MIN || halfLifeDays > HALF_LIFE_DAYS_MAX)) {
            problems.add(
                    "the half-life is %d days; allowed are %d to %d days, or none"
                            .formatted(halfLifeDays, HALF_LIFE_DAYS_MIN, HALF_LIFE_DAYS_MAX));
        }
        if (threshold.compareTo(THRESHOLD_MIN) < 0 || threshold.compareTo(THRESHOLD_MAX) > 0) {
            problems.add(
                    "the threshold is %s points; allowed are %s to %s points"
                            .formatted(threshold, THRESHOLD_MIN, THRESHOLD_MAX));
        }
        return problems;
    }

    private static Map<Activity, ActivityRule> readyMadeActivities() {
        return Stream.of(Activity.values())
                .collect(
                        Collectors.toMap(
                                activity -> activity,
                                Activity::readyMade,
                                (one, other) -> one,
                                () -> new EnumMap<>(Activity.class)));
    }
}
