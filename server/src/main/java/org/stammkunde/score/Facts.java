package org.stammkunde.score;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.stammkunde.events.EventType;
import org.stammkunde.score.Counting.Events;
import org.stammkunde.score.Counting.Orders;
import org.stammkunde.score.Counting.Told;

/** Which facts count as which activity, as SQL. */
final class Facts {

    /** Days outside are taken as these: clocks that are set wrong shall not break sums. */
    static final String FIRST_DAY = "1990-01-01";

    static final String LAST_DAY = "2099-12-31";

    /** Which names, types and traits are which activity. */
    static final String MATCHING =
            """
            matching (type, name, activity) as (
                select type, name, activity
                from unnest(:types::smallint[], :names::text[],
                            :matched::text[]::score.activity[]) as known (type, name, activity)),
            told (trait, activity) as (
                select trait, activity
                from unnest(:traits::text[], :told::text[]::score.activity[])
                    as known (trait, activity))\
            """;

    private static final List<Known> KNOWN =
            Stream.of(Activity.values()).flatMap(Facts::known).toList();

    private static final List<Known> TOLD =
            Stream.of(Activity.values()).flatMap(Facts::told).toList();

    private static final String EVENT_DAY = dayOf("(%s.occurred_at at time zone :zone)::date");

    private Facts() {}

    /**
     * A query for {@code candidate.*} with the activity and day of each; it needs {@link
     * #MATCHING}. Of what is corrected by later versions, the last counts; a trait counts by the
     * last version that tells it, because one that is silent about it takes nothing back.
     *
     * @param candidate the name of a relation with at least the columns key, source, type, name,
     *     occurred_at, resource and version of {@code events.shared_event}, whether it is the last
     *     version (is_latest), and the position up to which versions are known (bound)
     */
    static String ofEvents(String candidate) {
        return """
        select candidate.*, matching.activity, %1$s as day
        from %2$s candidate
        join matching
          on matching.type = candidate.type
         and matching.name = case candidate.type
                 when 2 then lower(translate(candidate.name, '_-', '  ')) else '' end
        where candidate.is_latest
        union all
        select candidate.*, told.activity, %1$s as day
        from %2$s candidate
        cross join lateral (
            select personal.personal
            from events.shared_personal personal
            where personal.key = candidate.key
            offset 0) known
        join told on nullif(btrim(known.personal ->> told.trait), '') is not null
        where candidate.type = 1
          and not exists (
              select from events.shared_event newer
              join events.shared_personal said on said.key = newer.key
              where newer.source = candidate.source
                and newer.resource = candidate.resource
                and newer.version > candidate.version
                and newer.position <= candidate.bound
                and nullif(btrim(said.personal ->> told.trait), '') is not null)\
        """
                .formatted(dayOf("(candidate.occurred_at at time zone :zone)::date"), candidate);
    }

    /**
     * A query for (subject, activity, day, count, source, number) of orders as they stand.
     *
     * @param condition which orders of {@code sales}, such as {@code sales.subject = :subject}
     */
    static String ofOrders(String condition) {
        return """
        select sales.subject, part.activity::score.activity as activity, %s as day,
               part.count, sales.source, sales.number
        from orders.shared_order sales
        cross join lateral (
            select sales.kind = 'order' and sales.status = 'completed'
                   and (sales.refunded_minor = 0 or sales.net_minor > 0) as kept,
                   sales.status = 'completed'
                   and (sales.kind = 'credit' or sales.refunded_minor > 0) as returned
            ) state
        cross join lateral (values
            ('online-order', (state.kept and sales.channel <> 'store')::integer::bigint),
            ('store-order', (state.kept and sales.channel = 'store')::integer::bigint),
            ('revenue', least(greatest(sales.net_minor / 1000, -1000000000), 1000000000)),
            ('return', state.returned::integer::bigint)) part (activity, count)
        where part.count <> 0 and %s\
        """
                .formatted(dayOf("sales.day"), condition);
    }

    /**
     * A query for (activity, day, count) of all that is counted for one identifier. The months are
     * taken from the identifier's facts, because counts are found by month and identifier.
     *
     * @param identifier the expression for its number
     */
    static String countedFor(String identifier) {
        return """
        select known.activity, known.day, known.count
        from (select min(day) as first_day, max(day) as last_day
              from ((select %2$s as day
                     from events.shared_event event
                     where subject = %1$s
                     order by occurred_at limit 1)
                    union all
                    (select %2$s
                     from events.shared_event event
                     where subject = %1$s
                     order by occurred_at desc limit 1)
                    union all
                    select %3$s from orders.shared_order sales where subject = %1$s) each)
            span
        cross join lateral generate_series(
            date_trunc('month', span.first_day::timestamp), span.last_day, '1 month') start
        cross join lateral (
            select activity, day, count
            from score.activity_day
            where month = start::date and subject = %1$s
            offset 0) known\
        """
                .formatted(identifier, EVENT_DAY.formatted("event"), dayOf("sales.day"));
    }

    /** A day within the bounds. */
    static String dayOf(String day) {
        return "greatest(least(%s, date '%s'), date '%s')".formatted(day, LAST_DAY, FIRST_DAY);
    }

    /** What the queries of this class need. */
    static Map<String, Object> parameters(ZoneId zone) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("types", column(KNOWN, known -> (short) known.type().code(), Short[]::new));
        parameters.put("names", column(KNOWN, Known::name, String[]::new));
        parameters.put("matched", column(KNOWN, known -> known.activity().code(), String[]::new));
        parameters.put("traits", column(TOLD, Known::name, String[]::new));
        parameters.put("told", column(TOLD, told -> told.activity().code(), String[]::new));
        parameters.put("zone", zone.getId());
        return parameters;
    }

    private static <T> T[] column(
            List<Known> known, Function<Known, T> value, IntFunction<T[]> array) {
        return known.stream().map(value).toArray(array);
    }

    private static Stream<Known> known(Activity activity) {
        return switch (activity.counting()) {
            case Events events ->
                    Stream.concat(
                            events.names().stream()
                                    .map(Events::comparable)
                                    .map(name -> new Known(EventType.TRACK, name, activity)),
                            events.types().stream().map(type -> new Known(type, "", activity)));
            case Told _, Orders _ -> Stream.empty();
        };
    }

    private static Stream<Known> told(Activity activity) {
        return activity.counting() instanceof Told(String trait)
                ? Stream.of(new Known(EventType.IDENTIFY, trait, activity))
                : Stream.empty();
    }

    /** A name by which facts of a type are known as an activity; empty for every name. */
    private record Known(EventType type, String name, Activity activity) {}
}
