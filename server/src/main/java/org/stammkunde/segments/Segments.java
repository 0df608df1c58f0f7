package org.stammkunde.segments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.stammkunde.score.Scores;

/** The door to segments: who is in them, and why. */
@Component
public class Segments {

    private final JdbcClient jdbc;
    private final Scores scores;

    Segments(JdbcClient jdbc, Scores scores) {
        this.jdbc = jdbc;
        this.scores = scores;
    }

    /** How many customers are in the segment. */
    public long size(Segment segment) {
        return jdbc.sql("select count(*) from segments.member where segment = :segment")
                .param("segment", segment.key())
                .query(Long.class)
                .single();
    }

    /** Whether the customer is in each segment, and why. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<Membership> why(long customer) {
        return List.of(loyal(customer));
    }

    private Membership loyal(long customer) {
        Optional<Member> member =
                jdbc.sql(
                                """
                                select leaves_at from segments.member
                                where segment = :segment and customer = :customer
                                """)
                        .param("segment", Segment.LOYAL.key())
                        .param("customer", customer)
                        .query((row, number) -> member(row.getObject(1, OffsetDateTime.class)))
                        .optional();
        return new Membership(
                Segment.LOYAL,
                member.isPresent(),
                member.map(Member::leavesAt).orElse(null),
                scores.explain(customer));
    }

    private static Member member(@Nullable OffsetDateTime leavesAt) {
        return new Member(leavesAt == null ? null : leavesAt.toInstant());
    }

    private record Member(@Nullable Instant leavesAt) {}
}
