package org.stammkunde.score;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.events.EventBatch;

/**
 * The counted days and the sum of each customer's points.
 *
 * <p>A batch of facts is taken in by what it moves: for the days it counts, the points of the
 * activity and month are computed without and with it, and the difference goes to the customer's
 * sum. Sums are exact, so this gives the same as {@linkplain #recount counting everything anew},
 * which is left for what a difference cannot tell: customers whose identifiers changed, and facts
 * that begin or cease to count on a certain day. In the SQL, {@code offset 0} keeps the planner
 * from reading whole tables for the few thousand customers of a batch.
 */
final class ScoreTable {

    /** Customers counted anew by one statement. */
    private static final int SLICE = 50_000;

    private static final String EVENT_DELTA =
            """
            arrived as (
                select key, source, type, name, subject, occurred_at, resource, 1 as sign
                from events.shared_event
                where position > :after and position <= :upTo),
            versioned (source, resource) as (
                select distinct source, resource
                from arrived
                where resource is not null and resource not like 'order/%%'),
            candidate as (
                select * from arrived where resource is null
                union all
                select latest.*, bound.sign
                from versioned
                cross join (values (:after, -1), (:upTo, 1)) bound (position, sign)
                cross join lateral (
                    select key, source, type, name, subject, occurred_at, resource
                    from events.shared_event event
                    where event.source = versioned.source
                      and event.resource = versioned.resource
                      and event.position <= bound.position
                    order by event.version desc
                    limit 1) latest),
            event_delta as (
                select subject, activity, day, sum(sign)::bigint as count
                from (%s) matched
                where subject is not null
                group by subject, activity, day)\
            """
                    .formatted(Facts.ofEvents("candidate"));

    private static final String ORDER_DELTA =
            """
            order_delta as (
                select subject, activity, day, sum(count)::bigint as count
                from (select subject, activity, day, count
                      from unnest(:orderSubjects::bigint[]) as changed (changed_subject)
                      cross join lateral (%s offset 0) standing
                      union all
                      select subject, activity, day, -count
                      from unnest(:orderSubjects::bigint[]) as changed (changed_subject)
                      cross join lateral (
                          select subject, activity, day, count
                          from score.activity_day
                          where subject = changed_subject
                            and activity = any (:orderActivities::text[]::score.activity[])
                          offset 0) counted) both_sides
                group by subject, activity, day)\
            """
                    .formatted(Facts.ofOrders("sales.subject = changed_subject"));

    /** Rows that come to nothing are removed, so that it does not matter that they once were. */
    private static final String STORE_DELTA =
            """
            delta as (
                select event.* from event_delta event where event.count <> 0
                union all
                select sales.* from order_delta sales where sales.count <> 0),
            cancelled as (
                delete from score.activity_day stored
                using delta
                where stored.subject = delta.subject
                  and stored.activity = delta.activity
                  and stored.day = delta.day
                  and stored.count = -delta.count),
            stored as (
                insert into score.activity_day as stored (subject, activity, day, count)
                select subject, activity, day, count
                from delta
                where not exists (
                    select from score.activity_day former
                    where former.subject = delta.subject
                      and former.activity = delta.activity
                      and former.day = delta.day
                      and former.count = -delta.count)
                on conflict (subject, activity, day)
                    do update set count = stored.count + excluded.count)\
            """;

    /**
     * The days that stand together with a moved one: of its month, or all where a cap is in all.
     */
    private static final String MOVED_FACTS =
            """
            select affected.customer, variant.number, affected.activity, known.day, known.count
            from affected
            cross join lateral (
                select identifier
                from identity.shared_member
                where customer = affected.customer
                offset 0) member
            cross join lateral (
                select day, count
                from score.activity_day
                where subject = member.identifier
                  and activity = affected.activity
                  and day >= affected.first_day
                  and day <= affected.last_day
                offset 0) known
            cross join (values (0), (1)) variant (number)
            union all
            select customer, 1, activity, day, count
            from moved\
            """;

    private static final String TAKE_IN =
            """
            with %s, %s, %s, %s,
            moved as (
                select member.customer, delta.activity, delta.day, delta.count
                from delta
                cross join lateral (
                    select customer
                    from identity.shared_member
                    where identifier = delta.subject
                    offset 0) member),
            affected as (
                select distinct moved.customer, moved.activity,
                       case when kept.total_cap is null
                           then date_trunc('month', moved.day::timestamp)::date
                           else date '%s' end as first_day,
                       case when kept.total_cap is null
                           then (date_trunc('month', moved.day::timestamp)
                                 + interval '1 month - 1 day')::date
                           else date '%s' end as last_day
                from moved
                left join unnest(:cappedInAll::text[]::score.activity[]) as kept (total_cap)
                  on kept.total_cap = moved.activity),
            %s,
            difference as (
                select who as customer,
                       sum((2 * variant - 1) * points * coalesce(weight.weight, 1)) as strength
                from contribution
                left join score.weight weight on weight.day = contribution.day
                where contribution.day <= :day and (until is null or until > :day)
                group by who),
            changed as (
                insert into score.score as score (customer, strength)
                select customer, trim_scale(strength) from difference where strength <> 0
                on conflict (customer) do update
                    set strength = trim_scale(score.strength + excluded.strength)
                returning customer, strength, changes_on)
            select customer from changed where strength = 0 or changes_on is not null
            union
            select moved.customer
            from moved
            join rule on rule.activity = moved.activity
            where rule.valid_days is not null or moved.day > :day
            """
                    .formatted(
                            Facts.MATCHING,
                            EVENT_DELTA,
                            ORDER_DELTA,
                            STORE_DELTA,
                            Facts.FIRST_DAY,
                            Facts.LAST_DAY,
                            Formula.contributions(MOVED_FACTS));

    private static final String RECOUNT =
            """
            with wanted (customer) as (select unnest(:customers::bigint[])),
            %s,
            counted_anew as (
                select who as customer,
                       trim_scale(coalesce(
                           sum(points * coalesce(weight.weight, 1)) filter (
                               where contribution.day <= :day
                                 and (until is null or until > :day)), 0)) as strength,
                       least(min(contribution.day) filter (
                                 where contribution.day > :day and points <> 0),
                             min(until) filter (where until > :day and points <> 0))
                           as changes_on
                from contribution
                left join score.weight weight on weight.day = contribution.day
                group by who),
            kept as (
                insert into score.score as score (customer, strength, changes_on)
                select customer, strength, changes_on
                from counted_anew
                where strength <> 0 or changes_on is not null
                on conflict (customer) do update
                    set strength = excluded.strength, changes_on = excluded.changes_on
                    where (score.strength, score.changes_on)
                        is distinct from (excluded.strength, excluded.changes_on))
            delete from score.score score
            using wanted
            where score.customer = wanted.customer
              and not exists (
                  select from counted_anew
                  where counted_anew.customer = wanted.customer
                    and (strength <> 0 or changes_on is not null))
            """
                    .formatted(Formula.contributions(allFactsOf("wanted")));

    private final JdbcClient jdbc;

    ScoreTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A query for all counted days of the customers in the relation. */
    static String allFactsOf(String customers) {
        return """
        select %1$s.customer, 0, known.activity, known.day, known.count
        from %1$s
        cross join lateral (
            select identifier
            from identity.shared_member
            where customer = %1$s.customer
            offset 0) member
        cross join lateral (
            select activity, day, count
            from score.activity_day
            where subject = member.identifier
            offset 0) known\
        """
                .formatted(customers);
    }

    /**
     * Takes the facts of a batch into the counts and sums.
     *
     * @return customers whose sum must be counted anew
     */
    List<Long> takeIn(EventBatch batch, Rules rules, LocalDate day, ZoneId zone) {
        Map<String, Object> parameters = new HashMap<>(Formula.parameters(rules));
        parameters.putAll(Facts.parameters(zone));
        parameters.put("after", batch.after());
        parameters.put("upTo", batch.upTo());
        parameters.put("day", day);
        parameters.put("orderSubjects", batch.subjectsWithChangedOrders());
        parameters.put(
                "orderActivities",
                Activity.countedFromOrders().stream().map(Activity::code).toArray(String[]::new));
        parameters.put("cappedInAll", cappedInAll(rules));
        return jdbc.sql(TAKE_IN).params(parameters).query((row, number) -> row.getLong(1)).list();
    }

    private static String[] cappedInAll(Rules rules) {
        return rules.activities().entrySet().stream()
                .filter(entry -> entry.getValue().inAll() != null)
                .map(entry -> entry.getKey().code())
                .toArray(String[]::new);
    }

    /** Counts the sums of these customers anew; removes those of customers who are no more. */
    void recount(Collection<Long> customers, Rules rules, LocalDate day) {
        if (customers.isEmpty()) {
            return;
        }
        Map<String, Object> parameters = new HashMap<>(Formula.parameters(rules));
        parameters.put("customers", customers.toArray(Long[]::new));
        parameters.put("day", day);
        jdbc.sql(RECOUNT).params(parameters).update();
    }

    /** Counts all sums anew, for rules that changed. */
    void recountAll(Rules rules, LocalDate day) {
        List<Long> slice = customersAfter(Long.MIN_VALUE);
        while (!slice.isEmpty()) {
            recount(slice, rules, day);
            slice = customersAfter(slice.getLast());
        }
    }

    private List<Long> customersAfter(long customer) {
        return jdbc.sql(
                        """
                        select distinct customer from identity.shared_member
                        where customer > :customer order by customer limit :limit
                        """)
                .param("customer", customer)
                .param("limit", SLICE)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** Customers with facts that begin or cease to count on that day or before. */
    List<Long> changingUntil(LocalDate day) {
        return jdbc.sql("select customer from score.score where changes_on <= :day order by 1")
                .param("day", day)
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
