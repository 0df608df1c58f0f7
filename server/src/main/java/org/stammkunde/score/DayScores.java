package org.stammkunde.score;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Scores of days other than the present one, by the text that computes stored scores.
 *
 * <p>Of a few customers all days are counted. Of everybody that would be the whole table, so the
 * stored sums are moved from the present to the day by what counts on one of the two and not on the
 * other: for a day of the last month that is the last month. What a day counts depends on earlier
 * days only, but a cap per month needs the whole month, a cap in all everything before, and what
 * counts for certain days may cease to count between the two. A day that lies nearer to the first
 * facts than to the present is counted from these. Where nothing fades, sums of months are enough.
 */
final class DayScores {

    /** The weight of the day that is asked for. */
    private static final String OF_DAY =
            """
            of_day (weight) as (
                select coalesce((select weight from score.weight where day = :scoreDay), 1))\
            """;

    private static final String COUNTS =
            "(contribution.day <= %1$s and (until is null or until > %1$s))";

    private static final String SCORES =
            """
            select customer, points as points_micro, strength,
                   points > :scoreThreshold as above_threshold,
                   case when points > :scoreThreshold and exists (select from score.weight) then
                       (select weight.day
                        from score.weight
                        where weight.weight >= strength / (:scoreThreshold + 1)
                          and round(strength / weight.weight) <= :scoreThreshold
                        order by weight.weight
                        limit 1)
                   end as falls_on
            from (select summed.customer, summed.strength,
                         least(greatest(round(summed.strength / of_day.weight), -9e18), 9e18)
                             ::bigint as points
                  from summed
                  cross join of_day) each\
            """;

    private static final String SOME =
            """
            with asked_for (customer) as (%s),
            %s,
            %s,
            summed as (
                select who as customer, sum(points * coalesce(weight.weight, 1)) as strength
                from contribution
                left join score.weight weight on weight.day = contribution.day
                where %s
                group by who)
            %s\
            """;

    /**
     * The days that matter: those of recent months, and of older ones the activities for which all
     * before counts or what may end. Read once, in one pass. Where no cap parts days or months,
     * these are added up right away: what counts is only on which side of the two days they lie.
     */
    private static final String DAYS =
            """
            counted_day as materialized (
                select customer, activity, month, day, sum(count)::bigint as count
                from (select member.customer, known.activity,
                             least(greatest(known.count, -1000000000), 1000000000) as count,
                             case when known.activity
                                     = any (:scoreMonthless::text[]::score.activity[])
                                 then cast(:scoreFirst as date)
                                 else known.month end as month,
                             case when known.activity
                                     <> all (:scoreDayless::text[]::score.activity[])
                                 then known.day
                                 when known.day <= :scoreEarlier then cast(:scoreEarlier as date)
                                 when known.day <= :scoreLater then cast(:scoreLater as date)
                                 else cast(:scoreLater as date) + 1 end as day
                      from score.activity_day known
                      join identity.shared_member member on member.identifier = known.subject
                      where known.month >= :scoreFirst and known.month <= :scoreLast
                        and known.activity = any (:scoreActivities::text[]::score.activity[])
                        and (known.month >= :scoreRecent
                             or known.activity
                                 = any (:scoreOlder::text[]::score.activity[]))) known
                group by customer, activity, month, day)\
            """;

    /** Where the points of single days matter, because they fade or end one by one. */
    private static final String DAY_BY_DAY =
            """
            select customer, 0, activity, day, count
            from counted_day
            where activity = any (:scoreDayByDay::text[]::score.activity[])\
            """;

    /**
     * Other sums do without the points of each day: what the days of a month count up to a day adds
     * up to the kept sum of that day, and so on over all months.
     */
    private static final String SUMS =
            """
            summed_month as (
                select customer, counted_day.activity, rule.total_cap,
                       score.capped(coalesce(sum(points) filter (
                           where day <= :scoreDay), 0), rule.month_cap) as on_day,
                       score.capped(coalesce(sum(points) filter (
                           where day <= :scorePresent and :scoreFromStored), 0), rule.month_cap)
                           as at_present
                from counted_day
                join rule on rule.activity = counted_day.activity
                cross join lateral (
                    select score.capped(count::numeric * rule.value, rule.day_cap) as points) kept
                where counted_day.activity <> all (:scoreDayByDay::text[]::score.activity[])
                group by customer, counted_day.activity, month, rule.month_cap, rule.total_cap),
            summed_activity as (
                select customer,
                       score.capped(sum(on_day), total_cap)
                           - score.capped(sum(at_present), total_cap) as strength
                from summed_month
                group by customer, activity, total_cap)\
            """;

    private static final String EVERYBODY =
            """
            with %s,
            %s,
            %s,
            %s,
            moved (customer, strength) as (
                select customer, sum(strength)
                from (select customer, strength from summed_activity where strength <> 0
                      union all
                      select who,
                             points * coalesce(weight.weight, 1)
                                 * (%s::integer - %s::integer)
                      from contribution
                      left join score.weight weight on weight.day = contribution.day
                      where %5$s <> %6$s) part
                group by customer),
            summed as (
                select customer,
                       coalesce(stored.strength, 0) + coalesce(moved.strength, 0) as strength
                from (select customer, strength from score.score where :scoreFromStored) stored
                full join moved using (customer))
            %7$s\
            """
                    .formatted(
                            OF_DAY,
                            DAYS,
                            Formula.contributions(DAY_BY_DAY),
                            SUMS,
                            COUNTS.formatted(":scoreDay"),
                            "(:scoreFromStored and %s)"
                                    .formatted(COUNTS.formatted(":scorePresent")),
                            SCORES);

    private final JdbcClient jdbc;
    private final Present present;

    DayScores(JdbcClient jdbc) {
        this.jdbc = jdbc;
        present = new Present(jdbc);
    }

    /**
     * From when on the days of an activity are needed.
     *
     * @param since the first day of a month
     */
    private record Needed(Activity activity, LocalDate since) {}

    /** The scores of everybody; right as long as the present stands, so within one snapshot. */
    ScoresOfDay everybody(Rules rules, LocalDate day) {
        LocalDate stored = present.day().orElse(day);
        LocalDate first = firstMonth(day);
        boolean fromStored =
                first.until(day).toTotalMonths() * 2 >= first.until(stored).toTotalMonths();
        return new ScoresOfDay(EVERYBODY, everybody(rules, day, stored, first, fromStored));
    }

    private static Map<String, Object> everybody(
            Rules rules, LocalDate day, LocalDate stored, LocalDate first, boolean fromStored) {
        LocalDate earlier = day.isBefore(stored) ? day : stored;
        LocalDate later = fromStored && stored.isAfter(day) ? stored : day;
        List<Needed> needed =
                Stream.of(Activity.values())
                        .filter(activity -> rules.of(activity).value().micro() != 0)
                        .map(activity ->
                                new Needed(
                                        activity,
                                        fromStored
                                                ? since(rules.of(activity), earlier, first)
                                                : first))
                        .toList();
        LocalDate recent =
                needed.stream().map(Needed::since).max(LocalDate::compareTo).orElse(later);
        Map<String, Object> parameters = parameters(rules, day);
        parameters.put("scorePresent", stored);
        parameters.put("scoreFromStored", fromStored);
        parameters.put(
                "scoreFirst",
                needed.stream().map(Needed::since).min(LocalDate::compareTo).orElse(later));
        parameters.put("scoreRecent", recent);
        parameters.put("scoreLast", later);
        parameters.put("scoreActivities", codes(needed, _ -> true));
        parameters.put("scoreEarlier", earlier);
        parameters.put("scoreLater", day.isBefore(stored) ? stored : day);
        parameters.put("scoreDayless", codes(needed, each -> isDayless(rules, each.activity())));
        parameters.put(
                "scoreMonthless",
                codes(
                        needed,
                        each ->
                                isDayless(rules, each.activity())
                                        && rules.of(each.activity()).perMonth() == null));
        parameters.put("scoreOlder", codes(needed, each -> each.since().isBefore(recent)));
        parameters.put(
                "scoreDayByDay", codes(needed, each -> countsDayByDay(rules, each.activity())));
        return parameters;
    }

    private static boolean countsDayByDay(Rules rules, Activity activity) {
        return rules.halfLifeDays() != null || rules.of(activity).validDays() != null;
    }

    private static boolean isDayless(Rules rules, Activity activity) {
        return !countsDayByDay(rules, activity) && rules.of(activity).perDay() == null;
    }

    private static String[] codes(List<Needed> needed, Predicate<Needed> which) {
        return needed.stream()
                .filter(which)
                .map(each -> each.activity().code())
                .toArray(String[]::new);
    }

    /** The first month whose days an activity needs to be moved from or to the earlier day. */
    private static LocalDate since(ActivityRule rule, LocalDate earlier, LocalDate first) {
        Integer validDays = rule.validDays();
        if (rule.inAll() != null) {
            return first;
        }
        LocalDate since = earlier.plusDays(1);
        return (validDays == null ? since : since.minusDays(validDays)).withDayOfMonth(1);
    }

    /** The scores of the customers that a query for (customer) finds. */
    static ScoresOfDay some(Rules rules, LocalDate day, ZoneId zone, String customers) {
        Map<String, Object> parameters = parameters(rules, day);
        parameters.put("zone", zone.getId());
        return new ScoresOfDay(
                SOME.formatted(
                        customers,
                        OF_DAY,
                        Formula.contributions(ScoreTable.allFactsOf("asked_for")),
                        COUNTS.formatted(":scoreDay"),
                        SCORES),
                parameters);
    }

    private static Map<String, Object> parameters(Rules rules, LocalDate day) {
        Map<String, Object> parameters = new HashMap<>(Formula.parameters(rules));
        parameters.put("scoreDay", day);
        parameters.put("scoreThreshold", rules.threshold().micro());
        return parameters;
    }

    /** The month of the first counted day; of the day itself when nothing is counted before. */
    private LocalDate firstMonth(LocalDate day) {
        @Nullable LocalDate first =
                jdbc.sql("select min(month) from score.activity_day")
                        .query((row, number) -> row.getObject(1, LocalDate.class))
                        .single();
        return first == null || first.isAfter(day) ? day.withDayOfMonth(1) : first;
    }
}
