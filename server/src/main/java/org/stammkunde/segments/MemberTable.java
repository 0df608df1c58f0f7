package org.stammkunde.segments;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.segments.Compiler.Compiled;
import org.stammkunde.segments.Evaluation.Standing;

/**
 * Who is in which segment, the timers, and the ledger of entering and leaving. Each decision is one
 * statement that compares what holds with what is stored and writes the difference.
 */
final class MemberTable {

    /** More customers are decided in several steps, so that tables are entered by number. */
    private static final int CUSTOMERS_MAX = 1_000;

    private static final String DECIDE =
            """
            with scope as materialized (%s)%s,
            decided as materialized (
                select scope.customer, profile.customer is not null and %s as holds,
                       case when profile.customer is not null then %s end as due_on,
                       case when profile.customer is not null then %s end as due_at
                from scope
                left join customers.shared_profile profile
                  on profile.customer = scope.customer%s),
            entered as (
                insert into segments.member (segment, customer)
                select :segment, decided.customer
                from decided
                where decided.holds and not exists (
                    select from segments.member known
                    where known.segment = :segment and known.customer = decided.customer)
                on conflict (segment, customer) do nothing
                returning customer),
            left_it as (
                delete from segments.member member
                using decided
                where member.segment = :segment and member.customer = decided.customer
                  and not decided.holds
                returning member.customer),
            timed as (
                insert into segments.timer (segment, customer, due_on, due_at)
                select :segment, decided.customer, decided.due_on, decided.due_at
                from decided
                left join segments.timer known
                  on known.segment = :segment and known.customer = decided.customer
                where (decided.due_on is not null or decided.due_at is not null)
                  and (known.due_on is distinct from decided.due_on
                       or known.due_at is distinct from decided.due_at)
                on conflict (segment, customer)
                    do update set due_on = excluded.due_on, due_at = excluded.due_at),
            untimed as (
                delete from segments.timer timer
                using decided
                where timer.segment = :segment and timer.customer = decided.customer
                  and decided.due_on is null and decided.due_at is null)
            insert into segments.change (segment, customer, entered, changed_at, cause)
            select :segment, crossing.customer, crossing.entered, :now, :cause
            from (select customer, true as entered from entered
                  union all
                  select customer, false from left_it) crossing
            where cast(:told as boolean)
            order by crossing.customer
            """;

    private static final String SOME = "select unnest(:customers::bigint[]) as customer";

    private static final String EVERYBODY =
            """
            select customer from customers.shared_profile
            union select customer from segments.member where segment = :segment
            union select customer from segments.timer where segment = :segment\
            """;

    private final JdbcClient jdbc;

    MemberTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How decisions are taken.
     *
     * @param now the instant that is noted
     * @param told whether crossings are noted: not while a rebuild repeats what was
     */
    record Decision(Known known, Moment moment, Instant now, Cause cause, boolean told) {}

    /** Decides about some customers. */
    void decide(SegmentDefinition segment, Collection<Long> customers, Decision decision) {
        if (customers.isEmpty()) {
            return;
        }
        Compiled compiled =
                Compiler.compile(
                        segment.inForce(), decision.known(), decision.moment(), Scope.SOME);
        List<Long> all = new ArrayList<>(customers);
        for (int from = 0; from < all.size(); from += CUSTOMERS_MAX) {
            List<Long> part = all.subList(from, Math.min(all.size(), from + CUSTOMERS_MAX));
            statement(SOME, segment, compiled, decision)
                    .param("customers", part.toArray(Long[]::new))
                    .update();
        }
    }

    /** Decides about everybody. */
    void decideEverybody(SegmentDefinition segment, Decision decision) {
        Compiled compiled =
                Compiler.compile(
                        segment.inForce(), decision.known(), decision.moment(), Scope.EVERYBODY);
        statement(EVERYBODY, segment, compiled, decision).update();
    }

    private JdbcClient.StatementSpec statement(
            String scope, SegmentDefinition segment, Compiled compiled, Decision decision) {
        Map<String, Object> parameters = new HashMap<>(compiled.parameters());
        parameters.put("segment", segment.key());
        parameters.put("now", decision.now().atOffset(ZoneOffset.UTC));
        parameters.put("cause", decision.cause().code());
        parameters.put("told", decision.told());
        return jdbc.sql(
                        DECIDE.formatted(
                                scope,
                                compiled.relations(),
                                compiled.holds(),
                                compiled.until(),
                                compiled.untilInstant(),
                                compiled.joins()))
                .params(parameters);
    }

    /** The customers of a segment whose timers have come. */
    List<Long> due(SegmentDefinition segment, Moment moment) {
        return jdbc.sql(
                        """
                        select customer from segments.timer
                        where segment = :segment and due_on <= :today
                        union
                        select customer from segments.timer
                        where segment = :segment and due_at <= :now
                        order by customer
                        """)
                .param("segment", segment.key())
                .param("today", moment.today())
                .param("now", moment.now().atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** When the earliest timer comes: those of one second together. */
    Optional<Instant> nextDue(ZoneId zone) {
        return jdbc.sql(
                        """
                        select (select min(due_on) from segments.timer) as due_on,
                               (select min(due_at) from segments.timer where due_at is not null)
                                   as due_at
                        """)
                .query((row, number) ->
                        new Standing(
                                false,
                                row.getObject("due_on", LocalDate.class),
                                second(row.getTimestamp("due_at"))))
                .single()
                .changesAt(zone);
    }

    /** The end of the second, so that a moving window costs one look a second at most. */
    private static @Nullable Instant second(@Nullable Timestamp due) {
        return due == null ? null : due.toInstant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    /** Everybody leaves a segment that is gone. */
    void empty(String segment, Instant now) {
        jdbc.sql(
                        """
                        with untimed as (delete from segments.timer where segment = :segment),
                        left_it as (
                            delete from segments.member where segment = :segment
                            returning customer)
                        insert into segments.change
                            (segment, customer, entered, changed_at, cause)
                        select :segment, customer, false, :now, 'definition'
                        from left_it order by customer
                        """)
                .param("segment", segment)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Notes what was not told yet: nothing, when a rebuild led to the same members. */
    void tellWhatDiffers(Instant now) {
        jdbc.sql(
                        """
                        insert into segments.change
                            (segment, customer, entered, changed_at, cause)
                        select segment, customer, told.customer is null, :now, 'rebuild'
                        from segments.member member
                        full join (
                            select *
                            from (select distinct on (segment, customer)
                                         segment, customer, entered
                                  from segments.change
                                  order by segment, customer, number desc) last
                            where entered) told using (segment, customer)
                        where member.customer is null or told.customer is null
                        order by segment, customer
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether membership is kept with every batch, which it is not while a rebuild replays. */
    boolean isKept() {
        return jdbc.sql("select exists (select from segments.keeping)")
                .query(Boolean.class)
                .single();
    }

    void markKept() {
        jdbc.sql("insert into segments.keeping default values on conflict do nothing").update();
    }

    /** Notes whom a snapshot holds, by the identifier that a customer has its number of. */
    void pin(String segment, List<Long> customers) {
        jdbc.sql(
                        """
                        insert into segments.pinned (segment, identifier)
                        select :segment, unnest(:customers::bigint[])
                        on conflict do nothing
                        """)
                .param("segment", segment)
                .param("customers", customers.toArray(Long[]::new))
                .update();
    }
}
