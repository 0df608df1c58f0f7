package org.stammkunde.segments;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.merchant.MerchantSettings;

/** Who is in the segment of loyal customers, and until when. */
final class LoyalCustomers {

    /** Every combination of being in and having to be in, for the customers of a relation. */
    private static final String DECIDE =
            """
            with wanted (customer) as (%s),
            loyal as (
                select score.customer,
                       score.falls_on::timestamp at time zone :zone as leaves_at
                from wanted
                cross join lateral (
                    select customer, falls_on
                    from score.shared_score
                    where customer = wanted.customer and above_threshold
                    offset 0) score),
            left_it as (
                delete from segments.member member
                using wanted
                where member.segment = :segment
                  and member.customer = wanted.customer
                  and not exists (select from loyal where loyal.customer = wanted.customer))
            insert into segments.member as member (segment, customer, leaves_at)
            select :segment, loyal.customer, loyal.leaves_at
            from loyal
            left join lateral (
                select customer, leaves_at
                from segments.member
                where segment = :segment and customer = loyal.customer
                offset 0) known on true
            where known.customer is null or known.leaves_at is distinct from loyal.leaves_at
            on conflict (segment, customer) do update set leaves_at = excluded.leaves_at
            """;

    private static final String DECIDE_SOME =
            DECIDE.formatted("select unnest(:customers::bigint[])");

    private static final String DECIDE_ALL =
            DECIDE.formatted(
                    """
                    select customer from score.shared_score
                    union
                    select customer from segments.member where segment = :segment
                    """);

    private static final String DECIDE_DUE =
            DECIDE.formatted(
                    """
                    select customer from segments.member
                    where segment = :segment and leaves_at <= :now
                    """);

    private final JdbcClient jdbc;
    private final MerchantSettings merchant;
    private final InstantSource clock;

    LoyalCustomers(JdbcClient jdbc, MerchantSettings merchant, InstantSource clock) {
        this.jdbc = jdbc;
        this.merchant = merchant;
        this.clock = clock;
    }

    /** Decides anew for these customers. */
    void decide(Collection<Long> customers) {
        if (!customers.isEmpty()) {
            statement(DECIDE_SOME).param("customers", customers.toArray(Long[]::new)).update();
        }
    }

    /** Decides anew for everybody. */
    void decideAll() {
        statement(DECIDE_ALL).update();
    }

    /** Decides anew for the members whose time has come. */
    void decideDue() {
        statement(DECIDE_DUE).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    /** When the next member's time comes. */
    Optional<Instant> nextLeaving() {
        return jdbc.sql("select min(leaves_at) from segments.member")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private JdbcClient.StatementSpec statement(String sql) {
        return jdbc.sql(sql)
                .param("segment", Segment.LOYAL.key())
                .param("zone", merchant.current().zone().getId());
    }
}
