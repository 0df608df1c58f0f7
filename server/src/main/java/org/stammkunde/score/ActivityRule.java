package org.stammkunde.score;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one activity is worth. Caps limit the amount of points in either direction, first per day,
 * then per month and then in all, in the order of the days.
 *
 * @param value of each time it is done, up to ±{@value #VALUE_MAX_POINTS} points; 0 switches it off
 * @param perDay the most points of one day, null for no limit
 * @param perMonth the most points of one calendar month, null for no limit
 * @param inAll the most points ever, null for no limit
 * @param validDays how many days it counts, its own included, null for ever
 */
public record ActivityRule(
        ActivityPoints value,
        @Nullable ActivityPoints perDay,
        @Nullable ActivityPoints perMonth,
        @Nullable ActivityPoints inAll,
        @Nullable Integer validDays) {

    /** Far more than anybody means; bounded so that mistakes show. */
    static final int VALUE_MAX_POINTS = 1_000;

    static final int CAP_MAX_POINTS = 10_000_000;

    static final int VALID_DAYS_MAX = 36_500;

    static ActivityRule worth(String value) {
        return new ActivityRule(ActivityPoints.of(value), null, null, null, null);
    }

    ActivityRule perDay(String cap) {
        return new ActivityRule(value, ActivityPoints.of(cap), perMonth, inAll, validDays);
    }

    ActivityRule perMonth(String cap) {
        return new ActivityRule(value, perDay, ActivityPoints.of(cap), inAll, validDays);
    }

    ActivityRule inAll(String cap) {
        return new ActivityRule(value, perDay, perMonth, ActivityPoints.of(cap), validDays);
    }

    ActivityRule validDays(int days) {
        return new ActivityRule(value, perDay, perMonth, inAll, days);
    }

    /** What is wrong with it, in words to show to whoever set it; empty for a good rule. */
    List<String> problems(Activity activity) {
        List<String> problems = new ArrayList<>();
        long valueMax = points(VALUE_MAX_POINTS);
        if (Math.abs(value.micro()) > valueMax) {
            problems.add(
                    "the value of `%s` is %s; allowed are -%d to %d points"
                            .formatted(activity.code(), value, VALUE_MAX_POINTS, VALUE_MAX_POINTS));
        }
        Stream.of(perDay, perMonth, inAll)
                .filter(cap -> cap != null && !isCap(cap))
                .forEach(cap ->
                        problems.add(
                                "a cap of `%s` is %s; allowed are 0 to %d points"
                                        .formatted(activity.code(), cap, CAP_MAX_POINTS)));
        if (validDays != null && (validDays < 1 || validDays > VALID_DAYS_MAX)) {
            problems.add(
                    "`%s` counts for %d days; allowed are 1 to %d days"
                            .formatted(activity.code(), validDays, VALID_DAYS_MAX));
        }
        return problems;
    }

    private static boolean isCap(ActivityPoints cap) {
        return cap.micro() >= 0 && cap.micro() <= points(CAP_MAX_POINTS);
    }

    private static long points(int points) {
        return points * 1_000_000L;
    }
}
