package org.stammkunde.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How counts become points: the one text that stored scores, explanations and "what if" share.
 *
 * <p>For each customer and activity, in whole millionths of a point:
 *
 * <ol>
 *   <li>a day is worth count × value, kept within ± the cap per day;
 *   <li>within a month the days are added up in their order, and the running sum is kept within ±
 *       the cap per month: a day counts by how far it moves the kept sum;
 *   <li>the same once more over all months with the cap in all.
 * </ol>
 *
 * A day depends on earlier days only, so later facts never change what an earlier day counted, and
 * the days of a month add up to exactly the kept sum.
 */
final class Formula {

    private Formula() {}

    /**
     * Common table expressions that end with {@code contribution (who, variant, activity, day,
     * count, points, until)}: the points of each day and the first day on which they no longer
     * count.
     *
     * @param facts a query for (who, variant, activity, day, count) with any number of rows for a
     *     day; variants of the same customer are computed apart
     */
    static String contributions(String facts) {
        return """
        rule (activity, value, day_cap, month_cap, total_cap, valid_days) as (
            select *
            from unnest(:activities::text[]::score.activity[], :values::bigint[],
                        :dayCaps::bigint[], :monthCaps::bigint[], :totalCaps::bigint[],
                        :validDays::integer[])),
        fact (who, variant, activity, day, count) as (
            %s),
        counted as (
            select who, variant, activity, day, sum(count)::bigint as count
            from fact
            group by who, variant, activity, day),
        daily as (
            select counted.*, rule.month_cap, rule.total_cap,
                   date_trunc('month', counted.day::timestamp) as month,
                   counted.day + rule.valid_days as until,
                   score.capped(score.capped(counted.count, 1000000000) * rule.value,
                                rule.day_cap) as points
            from counted
            join rule on rule.activity = counted.activity
            where counted.count <> 0),
        monthly as (
            select who, variant, activity, day, count, total_cap, month, until,
                   score.capped((sum(points) over running)::bigint, month_cap)
                   - score.capped((sum(points) over running)::bigint - points, month_cap)
                       as points
            from daily
            window running as (partition by who, variant, activity, month order by day
                               rows unbounded preceding)),
        contribution as (
            select who, variant, activity, day, count, until,
                   score.capped((sum(points) over running)::bigint, total_cap)
                   - score.capped((sum(points) over running)::bigint - points, total_cap)
                       as points
            from monthly
            window running as (partition by who, variant, activity order by month, day
                               rows unbounded preceding))\
        """
                .formatted(facts);
    }

    /** The rules as arrays, one element per activity. */
    static Map<String, Object> parameters(Rules rules) {
        List<Map.Entry<Activity, ActivityRule>> all = List.copyOf(rules.activities().entrySet());
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(
                "activities",
                all.stream().map(entry -> entry.getKey().code()).toArray(String[]::new));
        parameters.put("values", amounts(all, rule -> rule.value()));
        parameters.put("dayCaps", amounts(all, ActivityRule::perDay));
        parameters.put("monthCaps", amounts(all, ActivityRule::perMonth));
        parameters.put("totalCaps", amounts(all, ActivityRule::inAll));
        parameters.put(
                "validDays",
                all.stream().map(entry -> entry.getValue().validDays()).toArray(Integer[]::new));
        return parameters;
    }

    private static @Nullable Long[] amounts(
            List<Map.Entry<Activity, ActivityRule>> rules,
            Function<ActivityRule, @Nullable ActivityPoints> amount) {
        return rules.stream()
                .map(entry -> micro(amount.apply(entry.getValue())))
                .toArray(Long[]::new);
    }

    private static @Nullable Long micro(@Nullable ActivityPoints points) {
        return points == null ? null : points.micro();
    }
}
