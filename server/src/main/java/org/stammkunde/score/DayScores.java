package org.stammkunde.score;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * facts than to the present is counted from these.
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

    /** The rows of the months that matter for each activity. */
    private static final String FACTS =
            """
            select member.customer, 0, known.activity, known.day, known.count
            from score.activity_day known
            join unnest(:scoreActivities::text[]::score.activity[], :scoreSince::date[])
                as needed (activity, since)
              on needed.activity = known.activity and known.month >= needed.since
            join identity.shared_member member on member.identifier = known.subject
            where known.month >= :scoreFirst and known.month <= :scoreLast\
            """;

    private static final String EVERYBODY =
            """
            with %s,
            %s,
            moved as (
                select who as customer,
                       sum(points * coalesce(weight.weight, 1)
                           * (%s::integer - %s::integer)) as strength
                from contribution
                left join score.weight weight on weight.day = contribution.day
                where %3$s <> %4$s
                group by who),
            summed as (
                select customer,
                       coalesce(stored.strength, 0) + coalesce(moved.strength, 0) as strength
                from (select customer, strength from score.score where :scoreFromStored) stored
                full join moved using (customer))
            %5$s\
            """
                    .formatted(
                            OF_DAY,
                            Formula.contributions(FACTS),
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
     * Which rows of an activity a day needs.
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
        Map<String, Object> parameters = parameters(rules, day);
        parameters.put("scorePresent", stored);
        parameters.put("scoreFromStored", fromStored);
        parameters.put(
                "scoreActivities",
                needed.stream().map(each -> each.activity().code()).toArray(String[]::new));
        parameters.put(
                "scoreSince",
                needed.stream().map(each -> each.since().toString()).toArray(String[]::new));
        parameters.put(
                "scoreFirst",
                needed.stream().map(Needed::since).min(LocalDate::compareTo).orElse(first));
        parameters.put("scoreLast", later);
        return parameters;
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
