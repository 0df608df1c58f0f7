package org.stammkunde.events;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks how far the projections are: at most once in {@link #KEPT}, however many pages ask. */
@Component
class Standings {

    private static final Duration KEPT = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private @Nullable Standing kept;
    private long keptAt;

    Standings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    synchronized Standing current() {
        Standing last = kept;
        if (last == null || System.nanoTime() - keptAt >= KEPT.toNanos()) {
            last = readIfPossible(last);
            kept = last;
            // of the answer: who waited meanwhile shall not wait for a database that is away again
            keptAt = System.nanoTime();
        }
        return last;
    }

    /** Also the page that says that the database is away asks for this. */
    private Standing readIfPossible(@Nullable Standing last) {
        try {
            return read();
        } catch (DataAccessException unavailable) {
            return last == null ? Standing.UNKNOWN : last;
        }
    }

    /** What is looked at next is looked at anew. */
    synchronized void forget() {
        kept = null;
    }

    private Standing read() {
        return jdbc.sql(
                        """
                        select position, replay_until, replay_began,
                               (select coalesce(max(position), 0) from events.event) as last,
                               (select count(*) from events.set_aside where again_at is null)
                                   as set_aside
                        from events.cursor
                        """)
                .query((row, _) -> {
                    OffsetDateTime began = row.getObject("replay_began", OffsetDateTime.class);
                    return new Standing(
                            row.getLong("position"),
                            row.getLong("last"),
                            row.getLong("replay_until"),
                            began == null ? null : began.toInstant(),
                            row.getLong("set_aside"));
                })
                .single();
    }
}
