package org.stammkunde.score;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.events.EventBatch;
import org.stammkunde.events.SubjectDay;

/**
 * The counted days and the sum of each customer's points.
 *
 * <p>A batch of facts is taken in by what it moves: for each customer, activity and month that it
 * counts for, the points are computed without and with it, and the difference goes to the
 * customer's sum. Only activities with a cap need the other days of the month for that. Sums are
 * exact, so this gives the same as {@linkplain #recount counting everything anew}, which is left
 * for what the difference of a month cannot tell: customers whose identifiers changed, caps in all,
 * and facts that begin or cease to count on a certain day.
 *
 * <p>In the SQL, {@code offset 0} keeps the planner from reading whole tables for the few thousand
 * customers of a batch.
 */
final class ScoreTable {

    private static final String EVENT_DELTA =
            """
            arrived as (
                select key, source, type, name, subject, occurred_at, resource
                from events.shared_event
                where position > :after and position <= :upTo),
            versioned (source, resource, tells) as (
                select source, resource, bool_or(type = 1)
                from arrived
                where resource is not null and resource not like 'order/%%'
                group by source, resource),
            candidate as (
                select arrived.*, null::bigint as version, true as is_latest,
                       :upTo as bound, 1 as sign
                from arrived
                where resource is null
                union all
                select said.*, bound.position, bound.sign
                from versioned
                cross join (values (:after, -1), (:upTo, 1)) bound (position, sign)
                cross join lateral (
                    (select key, source, type, name, subject, occurred_at, resource,
                            version, true as is_latest
                     from events.shared_event event
                     where event.source = versioned.source
                       and event.resource = versioned.resource
                       and event.position <= bound.position
                     order by event.version desc
                     limit 1)
                    union all
                    (select key, source, type, name, subject, occurred_at, resource,
                            version, false
                     from events.shared_event event
                     where versioned.tells
                       and event.source = versioned.source
                       and event.resource = versioned.resource
                       and event.position <= bound.position
                     order by event.version desc
                     offset 1)) said),
            event_delta as (
                select subject, activity, day, sum(sign)::bigint as count
                from (%s) matched
                where subject is not null
                group by subject, activity, day)\
            """
                    .formatted(Facts.ofEvents("candidate"));

    private static final String ORDER_DELTA =
            """
            changed (subject, day) as (
                select distinct subject, %1$s
                from unnest(:orderSubjects::bigint[], :orderDays::date[])
                    as each (subject, day)),
            order_delta as (
                select subject, activity, day, sum(count)::bigint as count
                from (select standing.subject, standing.activity, standing.day, standing.count
                      from changed
                      cross join lateral (%2$s offset 0) standing
                      union all
                      select changed.subject, former.activity, changed.day, -former.count
                      from changed
                      cross join lateral (
                          select activity, count
                          from score.activity_day
                          where month = date_trunc('month', changed.day::timestamp)::date
                            and subject = changed.subject
                            and activity = any (:orderActivities::text[]::score.activity[])
                            and day = changed.day
                          offset 0) former) both_sides
                group by subject, activity, day)\
            """
                    .formatted(
                            Facts.dayOf("each.day"),
                            Facts.ofOrders(
                                    "sales.subject = changed.subject and %s = changed.day"
                                            .formatted(Facts.dayOf("sales.day"))));

    /**
     * Each count is looked up once, in the order of the key, and written where it was found, which
     * is cheaper than to insert it against a conflict. Nobody else writes counts while a batch is
     * taken in, so a row found is still in its place. Rows that come to nothing are removed, so
     * that it does not matter that they once were.
     */
    private static final String STORE_DELTA =
            """
            delta as (
                select date_trunc('month', day::timestamp)::date as month, moved.*
                from (select * from event_delta union all select * from order_delta) moved
                where count <> 0
                order by 1, subject, activity, day),
            change as (
                select delta.*, former.place, coalesce(former.count, 0) as former
                from delta
                left join lateral (
                    select ctid as place, count
                    from score.activity_day
                    where month = delta.month
                      and subject = delta.subject
                      and activity = delta.activity
                      and day = delta.day
                    offset 0) former on true),
            gone as (
                delete from score.activity_day counted
                using change
                where counted.ctid = change.place and change.former + change.count = 0),
            grown as (
                update score.activity_day counted
                set count = change.former + change.count
                from change
                where counted.ctid = change.place and change.former + change.count <> 0),
            added as (
                insert into score.activity_day (month, subject, activity, day, count)
                select month, subject, activity, day, count from change where place is null)\
            """;

    /**
     * What may move a sum. Days whose cap one identifier had reached alone move none: most page
     * views are such.
     */
    private static final String MOVED =
            """
            enough (activity, count) as (
                select * from unnest(:fillable::text[]::score.activity[], :fills::bigint[])),
            moved as (
                select member.customer, moving.activity, moving.month, moving.day, moving.count
                from (select change.*
                      from change
                      left join enough on enough.activity = change.activity
                      where enough.count is null
                         or change.count < 0
                         or change.former < enough.count
                      offset 0) moving
                cross join lateral (
                    select customer
                    from identity.shared_member
                    where identifier = moving.subject
                    offset 0) member)\
            """;

    /** Of activities with a cap the month as it was and as it becomes, of others what is added. */
    private static final String MOVED_FACTS =
            """
            select affected.customer, variant.number, affected.activity, known.day, known.count
            from (select distinct customer, activity, month
                  from moved
                  where activity = any (:capped::text[]::score.activity[])) affected
            cross join lateral (
                select identifier
                from identity.shared_member
                where customer = affected.customer
                offset 0) member
            cross join lateral (
                select day, count
                from score.activity_day
                where month = affected.month
                  and subject = member.identifier
                  and activity = affected.activity
                offset 0) known
            cross join (values (0), (1)) variant (number)
            union all
            select customer, 1, activity, day, count
            from moved\
            """;

    private static final String TAKE_IN =
            """
            with %s, %s, %s, %s, %s, %s,
            difference as (
                select who as customer,
                       sum((2 * variant - 1) * points * coalesce(weight.weight, 1)) as strength
                from contribution
                left join score.weight weight on weight.day = contribution.day
                where contribution.day <= :day and (until is null or until > :day)
                group by who),
            changed_score as (
                insert into score.score as score (customer, strength)
                select customer, trim_scale(strength) from difference where strength <> 0
                on conflict (customer) do update
                    set strength = trim_scale(score.strength + excluded.strength)
                returning customer, strength, changes_on)
            select customer, strength = 0 or changes_on is not null as is_unclear
            from changed_score
            union
            select moved.customer, true
            from moved
            join rule on rule.activity = moved.activity
            where rule.valid_days is not null or rule.total_cap is not null or moved.day > :day
            """
                    .formatted(
                            Facts.MATCHING,
                            EVENT_DELTA,
                            ORDER_DELTA,
                            STORE_DELTA,
                            MOVED,
                            Formula.contributions(MOVED_FACTS));

    private static final String RECOUNT =
            """
            with wanted (customer) as (%s),
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
            """;

    private static final String RECOUNT_SOME =
            RECOUNT.formatted(
                    "select unnest(:customers::bigint[])",
                    Formula.contributions(allFactsOf("wanted")));

    private static final String RECOUNT_ALL =
            RECOUNT.formatted(
                    "select customer from score.score",
                    Formula.contributions(
                            """
                            select member.customer, 0, known.activity, known.day, known.count
                            from score.activity_day known
                            join identity.shared_member member
                              on member.identifier = known.subject
                            """));

    private final JdbcClient jdbc;

    ScoreTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A query for all counted days of the customers in the relation. */
    static String allFactsOf(String customers) {
        return """
        select %1$s.customer, 0, counted.activity, counted.day, counted.count
        from %1$s
        cross join lateral (
            select identifier
            from identity.shared_member
            where customer = %1$s.customer
            offset 0) member
        cross join lateral (%2$s offset 0) counted\
        """
                .formatted(customers, Facts.countedFor("member.identifier"));
    }

    /**
     * Takes the facts of a batch into the counts and sums.
     *
     * @return customers whose sum changed, and whether it must be counted anew
     */
    List<Moved> takeIn(EventBatch batch, Rules rules, LocalDate day, ZoneId zone) {
        List<SubjectDay> orderDays = batch.daysWithChangedOrders();
        return jdbc.sql(TAKE_IN)
                .params(Formula.parameters(rules))
                .params(Facts.parameters(zone))
                .param("after", batch.after())
                .param("upTo", batch.upTo())
                .param("day", day)
                .param(
                        "orderSubjects",
                        orderDays.stream().map(SubjectDay::subject).toArray(Long[]::new))
                .param(
                        "orderDays",
                        orderDays.stream()
                                .map(each -> each.day().toString())
                                .toArray(String[]::new))
                .param("orderActivities", codes(Activity::fromOrders))
                .param("capped", codes(activity -> isCapped(rules.of(activity))))
                .param("fillable", codes(activity -> fills(activity, rules).isPresent()))
                .param(
                        "fills",
                        Stream.of(Activity.values())
                                .flatMap(activity -> fills(activity, rules).stream().boxed())
                                .toArray(Long[]::new))
                .query((row, number) -> new Moved(row.getLong(1), row.getBoolean(2)))
                .list();
    }

    /**
     * A customer whose sum a batch moved.
     *
     * @param isUnclear whether the sum must be counted anew
     */
    record Moved(long customer, boolean isUnclear) {}

    /**
     * How often an activity must have been done on a day for its cap to be reached. Orders have
     * none: their counts may be negative, so that another identifier's may lower a day's.
     */
    private static OptionalLong fills(Activity activity, Rules rules) {
        ActivityRule rule = rules.of(activity);
        ActivityPoints cap = rule.perDay();
        long value = Math.abs(rule.value().micro());
        return activity.fromOrders() || cap == null || value == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.ceilDiv(cap.micro(), value));
    }

    private static boolean isCapped(ActivityRule rule) {
        return rule.perDay() != null || rule.perMonth() != null;
    }

    private static String[] codes(Predicate<Activity> which) {
        return Stream.of(Activity.values())
                .filter(which)
                .map(Activity::code)
                .toArray(String[]::new);
    }

    /** Counts the sums of these customers anew; removes those of customers who are no more. */
    void recount(Collection<Long> customers, Rules rules, LocalDate day, ZoneId zone) {
        if (!customers.isEmpty()) {
            jdbc.sql(RECOUNT_SOME)
                    .params(Formula.parameters(rules))
                    .param("customers", customers.toArray(Long[]::new))
                    .param("day", day)
                    .param("zone", zone.getId())
                    .update();
        }
    }

    /** Counts all sums anew, for rules that changed. */
    void recountAll(Rules rules, LocalDate day) {
        jdbc.sql(RECOUNT_ALL).params(Formula.parameters(rules)).param("day", day).update();
    }

    /** Customers with facts that begin or cease to count on that day or before. */
    List<Long> changingUntil(LocalDate day) {
        return jdbc.sql("select customer from score.score where changes_on <= :day order by 1")
                .param("day", day)
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
