package org.stammkunde.segments;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.stammkunde.segments.Condition.End;
import org.stammkunde.segments.QuestionSql.Answer;

/**
 * The SQL of questions within a day. Counts are kept by day, so instants are taken from where they
 * stand: those of orders from their figures, those of events from the log, by customer and by its
 * index of times, and of the customers only whose counts say that they did something on these days.
 */
final class HoursSql {

    private final Compiler compiler;
    private final Moment moment;

    HoursSql(Compiler compiler) {
        this.compiler = compiler;
        moment = compiler.moment();
    }

    // ---- events

    /** What lies ahead counts when its time comes. */
    Answer performed(EventQuestion event, int hours, NumberTest times) {
        String facts =
                compiler.relation(
                        List.of("performed", event, hours, times),
                        () -> performedQuery(event, hours, times));
        String count = "coalesce(%s.times, 0)".formatted(facts);
        return new Answer(
                new Comparisons(compiler).number(count, times),
                List.of(),
                List.of(plusHours(facts + ".leaving", hours), facts + ".entering"),
                count + "::text");
    }

    private String performedQuery(EventQuestion event, int hours, NumberTest times) {
        String now = instant(moment.now());
        return """
        select member.customer,
               count(*) filter (where event.occurred_at <= %1$s) as times,
               %2$s as leaving,
               min(event.occurred_at) filter (where event.occurred_at > %1$s) as entering
        from %3$s
        group by member.customer\
        """
                .formatted(now, leaving(times, now), facts(event, hours));
    }

    /** Of a few customers each one's facts are looked up: a join may read the whole log instead. */
    private String facts(EventQuestion event, int hours) {
        String matching =
                "event.occurred_at > %s and %s%s"
                        .formatted(
                                instant(since(hours)),
                                new QuestionSql(compiler).matches(event),
                                moment.isPast()
                                        ? " and event.occurred_at <= " + instant(moment.now())
                                        : "");
        return switch (compiler.scope()) {
            case SOME ->
                    """
                    %s member
                    cross join lateral (
                        select event.occurred_at from events.shared_event event
                        where event.subject = member.identifier and %s
                        offset 0) event\
                    """
                            .formatted(compiler.scope().members(), matching);
            case EVERYBODY ->
                    """
                    %s member
                    join events.shared_event event on event.subject = member.identifier
                        and %s%s\
                    """
                            .formatted(compiler.scope().members(), matching, didIt(event, hours));
        };
    }

    /**
     * The instant after whose leaving of the window the test may turn out otherwise: where so many
     * are needed, the one that makes them enough, and else the first.
     */
    private String leaving(NumberTest times, String now) {
        return times.needed()
                .map(needed ->
                        "(array_agg(event.occurred_at order by event.occurred_at desc)"
                                + " filter (where event.occurred_at <= %s))[%s]"
                                        .formatted(now, compiler.value(needed)))
                .orElseGet(() ->
                        "min(event.occurred_at) filter (where event.occurred_at <= %s)"
                                .formatted(now));
    }

    /** Counts say who did it on the days in question; nobody else's times are looked at. */
    private String didIt(EventQuestion event, int hours) {
        return compiler.known()
                .numberOf(event)
                .map(number ->
                        """
                         and event.subject in (
                            select subject from segments.event_day
                            where question = %s and day >= cast(%s as date))\
                        """
                                .formatted(
                                        compiler.value(number), compiler.value(day(since(hours)))))
                .orElse("");
    }

    // ---- first and last times

    /** The instant of an order: a column of the relation of orders. */
    Answer orderTime(String orders, End end, TimeTest test) {
        return time("%s.%s_at".formatted(orders, end.code()), test);
    }

    Answer seenAt(End end, TimeTest test) {
        boolean fromLog = end == End.LAST && moment.isPast();
        String facts =
                compiler.relation(
                        List.of("seenAt", end, fromLog ? "" : edge(test)),
                        () ->
                                switch (end) {
                                    case FIRST -> firstSeen();
                                    case LAST -> fromLog ? lastSeenBefore() : lastSeen(edge(test));
                                });
        return time(facts + ".at", test);
    }

    private String firstSeen() {
        return """
        select profile.customer, profile.first_seen_at as at
        from customers.shared_profile profile
        where %s\
        """
                .formatted(compiler.scope().among("profile.customer"));
    }

    /** The exact time of those alone for whom it matters: others are told apart by the day. */
    private String lastSeen(Instant edge) {
        String exact =
                compiler.scope() == Scope.SOME
                        ? "true"
                        : "profile.last_seen_on >= cast(%s as date)"
                                .formatted(compiler.value(day(edge)));
        return """
        select profile.customer,
               case when %1$s then
                   (select max(latest.occurred_at)
                    from identity.shared_member member
                    cross join lateral (
                        select event.occurred_at
                        from events.shared_event event
                        where event.subject = member.identifier
                        order by event.occurred_at desc limit 1) latest
                    where member.customer = profile.customer)
               else profile.last_seen_on::timestamp at time zone %2$s end as at
        from customers.shared_profile profile
        where %3$s\
        """
                .formatted(exact, zone(), compiler.scope().among("profile.customer"));
    }

    private String lastSeenBefore() {
        return """
        select member.customer, max(event.occurred_at) as at
        from %s member
        join events.shared_event event on event.subject = member.identifier
        where event.occurred_at <= %s
        group by member.customer\
        """
                .formatted(compiler.scope().members(), instant(moment.now()));
    }

    /** The earliest instant that a test tells apart from later ones. */
    private Instant edge(TimeTest test) {
        return switch (test) {
            case TimeTest.WithinLastHours(int hours) -> since(hours);
            case TimeTest.Between(LocalDateTime from, LocalDateTime before) ->
                    from != null ? at(from) : before != null ? at(before) : Instant.EPOCH;
        };
    }

    private Answer time(String at, TimeTest test) {
        String measured =
                "to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')".formatted(at);
        return switch (test) {
            case TimeTest.WithinLastHours(int hours) -> {
                String within = "%s > %s".formatted(at, instant(since(hours)));
                yield new Answer(
                        "coalesce(%s, false)".formatted(within),
                        List.of(),
                        List.of("case when %s then %s end".formatted(within, plusHours(at, hours))),
                        measured);
            }
            case TimeTest.Between(LocalDateTime from, LocalDateTime before) ->
                    new Answer(
                            "(%s is not null%s%s)"
                                    .formatted(
                                            at,
                                            from == null
                                                    ? ""
                                                    : " and %s >= %s"
                                                            .formatted(at, instant(at(from))),
                                            before == null
                                                    ? ""
                                                    : " and %s < %s"
                                                            .formatted(at, instant(at(before)))),
                            List.of(),
                            measured);
        };
    }

    // ---- instants

    private Instant since(int hours) {
        return moment.now().minus(Duration.ofHours(hours));
    }

    private Instant at(LocalDateTime time) {
        return time.atZone(moment.merchant().zone()).toInstant();
    }

    private LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, moment.merchant().zone());
    }

    private String instant(Instant instant) {
        return "cast(%s as timestamptz)"
                .formatted(compiler.value(instant.atOffset(ZoneOffset.UTC)));
    }

    private String plusHours(String at, int hours) {
        return "%s + make_interval(hours => %s)".formatted(at, compiler.value(hours));
    }

    private String zone() {
        return compiler.value(moment.merchant().zone().getId());
    }
}
