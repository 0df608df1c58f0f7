package org.stammkunde.score;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.score.CountedFact.Origin;
import org.stammkunde.score.ScoreExplanation.Part;

/** Computes the parts of a score, and what single facts bring, by the text that computes scores. */
final class Explanations {

    /** The weight of the day asked for. */
    private static final String PRESENT =
            """
            present (weight) as (
                select coalesce((select weight from score.weight
                                 where day = greatest(least(:day, date '%s'), date '%s')), 1))\
            """
                    .formatted(Facts.LAST_DAY, Facts.FIRST_DAY);

    /**
     * Sums are rounded as they run and a part is what it moves the rounded sum, so that rounded
     * parts add up to the rounded score.
     */
    private static final String PARTS =
            """
            with wanted (customer) as (values (cast(:customer as bigint))),
            %s,
            %s,
            part as (
                select activity, sum(count)::bigint as count, count(*) as days,
                       min(contribution.day) as first_day, max(contribution.day) as last_day,
                       sum(points)::bigint as capped,
                       sum(points * coalesce(weight.weight, 1)) as strength
                from contribution
                left join score.weight weight on weight.day = contribution.day
                where contribution.day <= :day and (until is null or until > :day)
                group by activity)
            select activity::text as activity, count, days, first_day, last_day, capped,
                   (round(sum(strength) over running / present.weight)
                    - round((sum(strength) over running - strength) / present.weight))::bigint
                       as points
            from part
            cross join present
            window running as (order by activity rows unbounded preceding)
            order by part.activity
            """
                    .formatted(PRESENT, Formula.contributions(ScoreTable.allFactsOf("wanted")));

    private static final String EVENTS =
            """
            with %s,
            candidate as (
                select event.key, event.source, event.type, event.name, event.subject,
                       event.occurred_at, event.resource, event.version,
                       9223372036854775807 as bound,
                       not exists (
                           select from events.shared_event newer
                           where newer.source = event.source
                             and newer.resource = event.resource
                             and newer.version > event.version) as is_latest
                from identity.shared_member member
                join events.shared_event event on event.subject = member.identifier
                where member.customer = :customer
                  and (event.resource is null or event.resource not like 'order/%%'))
            select key, source, name, occurred_at, day
            from (%s) matched
            where activity = :activity::score.activity
              and day <= :day and (:validDays::integer is null or day + :validDays::integer > :day)
            order by occurred_at desc, key
            limit :limit
            """
                    .formatted(Facts.MATCHING, Facts.ofEvents("candidate"));

    private static final String ORDERS =
            """
            with standing as (
                select member.customer, counted.*, sales.ordered_at
                from identity.shared_member member
                join (%s) counted on counted.subject = member.identifier
                join orders.shared_order sales
                  on sales.source = counted.source and sales.number = counted.number
                where member.customer = :customer)
            select source, number, ordered_at, activity::text as activity, day, count
            from standing
            where (source, number) in (
                select source, number
                from standing
                where activity = :activity::score.activity
                  and day <= :day
                  and (:validDays::integer is null or day + :validDays::integer > :day)
                order by ordered_at desc, source, number
                limit :limit)
            order by ordered_at desc, source, number
            """
                    .formatted(Facts.ofOrders("true"));

    /** Variant 0 is the score as it is; each other variant lacks one fact. */
    private static final String WITHOUT =
            """
            with wanted (customer) as (values (cast(:customer as bigint))),
            removed (variant, activity, day, count) as (
                select *
                from unnest(:variants::integer[], :removedActivities::text[]::score.activity[],
                            :removedDays::date[], :removedCounts::bigint[])),
            known (customer, variant, activity, day, count) as (%s),
            %s,
            %s,
            strength (variant, activity, strength) as (
                select variant, activity,
                       sum(points * coalesce(weight.weight, 1)) filter (
                           where contribution.day <= :day and (until is null or until > :day))
                from contribution
                left join score.weight weight on weight.day = contribution.day
                group by variant, activity),
            whole (strength) as (
                select coalesce(sum(strength), 0) from strength where variant = 0),
            missing (variant, strength) as (
                select touched.variant,
                       sum(coalesce(complete.strength, 0) - coalesce(lacking.strength, 0))
                from (select distinct variant, activity from removed) touched
                left join strength complete
                  on complete.variant = 0 and complete.activity = touched.activity
                left join strength lacking
                  on lacking.variant = touched.variant and lacking.activity = touched.activity
                group by touched.variant)
            select missing.variant,
                   (round(whole.strength / present.weight)
                    - round((whole.strength - missing.strength) / present.weight))::bigint as effect
            from missing cross join whole cross join present
            order by missing.variant
            """
                    .formatted(
                            ScoreTable.allFactsOf("wanted"),
                            PRESENT,
                            Formula.contributions(
                                    """
                                    select customer, variant, activity, day, count from known
                                    union all
                                    select known.customer, touched.variant, known.activity,
                                           known.day, known.count
                                    from known
                                    join (select distinct variant, activity from removed) touched
                                      on touched.activity = known.activity
                                    union all
                                    select :customer, variant, activity, day, -count from removed
                                    """));

    private final JdbcClient jdbc;

    Explanations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is asked about.
     *
     * @param asOf the day of the zone for which the score is explained
     */
    record Question(long customer, RuleVersion version, LocalDate asOf, ZoneId zone) {

        Rules rules() {
            return version.rules();
        }

        Map<String, Object> parameters() {
            Map<String, Object> parameters = new HashMap<>(Formula.parameters(rules()));
            parameters.put("customer", customer);
            parameters.put("day", asOf);
            parameters.put("zone", zone.getId());
            return parameters;
        }
    }

    ScoreExplanation explain(Question question) {
        List<Part> parts =
                jdbc.sql(PARTS)
                        .params(question.parameters())
                        .query((row, number) -> part(row, question.rules()))
                        .list();
        ActivityPoints points =
                parts.stream().map(Part::points).reduce(ActivityPoints.ZERO, ActivityPoints::plus);
        return new ScoreExplanation(
                question.customer(), question.asOf(), question.version(), points, parts);
    }

    private static Part part(ResultSet row, Rules rules) throws SQLException {
        Activity activity = Activity.ofCode(row.getString("activity")).orElseThrow();
        long count = row.getLong("count");
        return new Part(
                activity,
                count,
                row.getInt("days"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                rules.of(activity).value().times(count),
                new ActivityPoints(row.getLong("capped")),
                new ActivityPoints(row.getLong("points")));
    }

    /** The facts behind a part, newest first. */
    List<CountedFact> facts(Question question, Activity activity, int limit) {
        Integer validDays = question.rules().of(activity).validDays();
        List<Removal> removals =
                jdbc.sql(activity.fromOrders() ? ORDERS : EVENTS)
                        .params(question.parameters())
                        .params(Facts.parameters(question.zone()))
                        .param("activity", activity.code())
                        .param("validDays", validDays)
                        .param("limit", limit)
                        .query((row, number) -> removal(row, activity))
                        .list();
        return removals.isEmpty() ? List.of() : weighed(question, activity, removals);
    }

    private static Removal removal(ResultSet row, Activity activity) throws SQLException {
        int source = row.getInt("source");
        LocalDate day = row.getObject("day", LocalDate.class);
        if (!activity.fromOrders()) {
            Origin event =
                    new Origin.OfEvent(
                            row.getObject("key", UUID.class),
                            source,
                            row.getString("name"),
                            row.getObject("occurred_at", OffsetDateTime.class).toInstant());
            return new Removal(event, activity, day, 1);
        }
        Origin order =
                new Origin.OfOrder(
                        source,
                        row.getString("number"),
                        row.getObject("ordered_at", OffsetDateTime.class).toInstant());
        return new Removal(
                order,
                Activity.ofCode(row.getString("activity")).orElseThrow(),
                day,
                row.getLong("count"));
    }

    /** What the score would lack without each fact. */
    private List<CountedFact> weighed(
            Question question, Activity activity, List<Removal> removals) {
        List<Origin> origins = removals.stream().map(Removal::origin).distinct().toList();
        List<Long> effects =
                jdbc.sql(WITHOUT)
                        .params(question.parameters())
                        .params(removed(removals, origins))
                        .query((row, number) -> row.getLong("effect"))
                        .list();
        return removals.stream()
                .filter(removal -> removal.activity() == activity)
                .map(removal -> removal.weighing(effects.get(origins.indexOf(removal.origin()))))
                .toList();
    }

    private static Map<String, Object> removed(List<Removal> removals, List<Origin> origins) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(
                "variants",
                removals.stream()
                        .map(removal -> origins.indexOf(removal.origin()) + 1)
                        .toArray(Integer[]::new));
        parameters.put(
                "removedActivities",
                removals.stream().map(removal -> removal.activity().code()).toArray(String[]::new));
        parameters.put(
                "removedDays",
                removals.stream().map(removal -> removal.day().toString()).toArray(String[]::new));
        parameters.put("removedCounts", removals.stream().map(Removal::count).toArray(Long[]::new));
        return parameters;
    }

    /** What would be gone from the counts together with a fact. */
    private record Removal(Origin origin, Activity activity, LocalDate day, long count) {

        CountedFact weighing(long effectMicro) {
            return new CountedFact(origin, day, count, new ActivityPoints(effectMicro));
        }
    }
}
