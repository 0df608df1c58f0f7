package org.stammkunde.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The facts that no projection could take in, and trying them again.
 *
 * <p>They stay in the log; {@code events.shared_event} leaves them out. Who tries them again moves
 * them to the end of the log, where projections meet them like facts that came late.
 */
@Component
public class SetAside {

    /**
     * Of so many neighbouring positions no more than {@link #NEAR_MAX} are set aside for the first
     * time.
     */
    static final int NEAR = Stride.MAX;

    /** Data are at fault for single facts; for more of them it is the program. */
    static final int NEAR_MAX = 20;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    SetAside(JdbcClient jdbc, TransactionTemplate transaction, InstantSource clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A fact that is left out.
     *
     * @param position where it stands in the log
     * @param source the name of who sent it
     * @param messageId as the source named it; null for resources
     * @param projection which of them failed
     * @param error what failed, without values of the fact
     * @param since when it was set aside
     */
    public record Fact(
            long position,
            String source,
            @Nullable String messageId,
            String projection,
            String error,
            Instant since) {}

    /** How many facts are left out now. */
    public long count() {
        return jdbc.sql("select count(*) from events.set_aside where again_at is null")
                .query(Long.class)
                .single();
    }

    /** Those that are left out now with positions after this one, in their order. */
    public List<Fact> after(long position, int limit) {
        return jdbc.sql(
                        """
                        select fact.position, source.name, fact.message_id, fact.projection,
                               fact.error, fact.since
                        from events.set_aside fact
                        join events.source source on source.id = fact.source
                        where fact.again_at is null and fact.position > :after
                        order by fact.position
                        limit :limit
                        """)
                .param("after", position)
                .param("limit", limit)
                .query((row, _) -> fact(row))
                .list();
    }

    /**
     * Has all of them tried again; answers how many. They keep their keys and times and get new
     * positions, for which the log is held like for any append.
     */
    public long tryAgain() {
        Long moved = transaction.execute(status -> moveToTheEnd());
        return moved == null ? 0 : moved;
    }

    private long moveToTheEnd() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", GroupWriter.APPEND_LOCK)
                .query(row -> {});
        return jdbc.sql(
                        """
                        with again as (
                            update events.set_aside
                            set again_at = :now, moved_to = nextval('events.position')
                            where again_at is null
                            returning position, source, moved_to),
                        vouched as (
                            insert into events.voucher (source, message_id, positions)
                            select voucher.source, voucher.message_id,
                                   int8range(again.moved_to, again.moved_to, '[]')
                            from again
                            join events.voucher voucher
                                on voucher.source = again.source
                                and voucher.positions @> again.position)
                        update events.event fact set position = again.moved_to
                        from again
                        where fact.position = again.position
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether the fact at a position is one that was tried again. */
    boolean hasBeen(long position) {
        return jdbc.sql("select exists (select from events.set_aside where moved_to = :position)")
                .param("position", position)
                .query(Boolean.class)
                .single();
    }

    /** How many were set aside for the first time just before this position. */
    int near(long position) {
        return jdbc.sql(
                        """
                        select count(*) from events.set_aside
                        where again_at is null and position > :after and position < :before
                          and position not in (
                              select moved_to from events.set_aside where moved_to is not null)
                        """)
                .param("after", position - NEAR)
                .param("before", position)
                .query(Integer.class)
                .single();
    }

    /** Leaves the fact at a position out, if there is one. */
    void put(long position, String projection, String error) {
        jdbc.sql(
                        """
                        insert into events.set_aside
                            (position, source, message_id, received_at, projection, error, since)
                        select position, source, message_id, received_at, :projection, :error, :now
                        from events.event
                        where position = :position
                        on conflict do nothing
                        """)
                .param("position", position)
                .param("projection", projection)
                .param("error", error)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Fact fact(ResultSet row) throws SQLException {
        return new Fact(
                row.getLong("position"),
                row.getString("name"),
                row.getString("message_id"),
                row.getString("projection"),
                row.getString("error"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
