package org.stammkunde.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The answers to writes that were sent with a key, kept so that repeating does nothing again. */
final class KeptAnswers {

    /** For so long a repetition is known. */
    static final Duration KEPT = Duration.ofDays(7);

    /** Whoever repeats a request while it is being answered waits no longer than this. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int FORGOTTEN_AT_ONCE = 100;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Duration patience;

    KeptAnswers(JdbcClient jdbc, InstantSource clock, Duration patience) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * An answer.
     *
     * @param request hash of what was asked
     * @param body null when it held a secret
     */
    record Answer(
            byte[] request,
            int status,
            @Nullable String contentType,
            @Nullable String etag,
            @Nullable String location,
            byte @Nullable [] body) {

        boolean answers(byte[] asked) {
            return Arrays.equals(request, asked);
        }
    }

    /** The same request is being answered for longer than anybody waits. */
    static final class StillAtWork extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private StillAtWork() {
            super("a request with this key is still at work", null, false, false);
        }
    }

    /**
     * Takes the key for the transaction; whoever else comes with it waits for its end. A key that
     * was used too long ago is as good as new.
     *
     * @return false when it was used before
     * @throws StillAtWork when waiting took too long
     */
    boolean take(byte[] key, byte[] request) {
        try {
            return taken(key, request);
        } catch (DataAccessException failed) {
            if (failed.getRootCause() instanceof SQLException cause
                    && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
                throw new StillAtWork();
            }
            throw failed;
        }
    }

    private boolean taken(byte[] key, byte[] request) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        forgetSome(now.minus(KEPT));
        waitAtMost(patience);
        int taken =
                jdbc.sql(
                                """
                                insert into api.answer as known
                                    (key_hash, request_hash, status, answered_at)
                                values (:key, :request, 0, :now)
                                on conflict (key_hash) do update
                                    set request_hash = excluded.request_hash, status = 0,
                                        answered_at = excluded.answered_at
                                    where known.answered_at < :old
                                """)
                        .param("key", key)
                        .param("request", request)
                        .param("now", now)
                        .param("old", now.minus(KEPT))
                        .update();
        waitAtMost(Duration.ZERO);
        return taken == 1;
    }

    /** Never waits for rows that others forget just now. */
    private void forgetSome(OffsetDateTime before) {
        jdbc.sql(
                        """
                        delete from api.answer where key_hash in (
                            select key_hash from api.answer where answered_at < :before
                            order by answered_at limit :max for update skip locked)
                        """)
                .param("before", before)
                .param("max", FORGOTTEN_AT_ONCE)
                .update();
    }

    /** No time means for ever. */
    private void waitAtMost(Duration time) {
        jdbc.sql("select set_config('lock_timeout', :time, true)")
                .param("time", time.toMillis() + "ms")
                .query(String.class)
                .single();
    }

    Answer of(byte[] key) {
        return jdbc.sql(
                        """
                        select request_hash, status, content_type, etag, location, body
                        from api.answer where key_hash = :key
                        """)
                .param("key", key)
                .query(KeptAnswers::answer)
                .single();
    }

    void keep(byte[] key, Answer answer) {
        jdbc.sql(
                        """
                        update api.answer
                        set status = :status, content_type = :contentType, etag = :etag,
                            location = :location, body = :body
                        where key_hash = :key
                        """)
                .param("status", answer.status())
                .param("contentType", answer.contentType())
                .param("etag", answer.etag())
                .param("location", answer.location())
                .param("body", answer.body())
                .param("key", key)
                .update();
    }

    private static Answer answer(ResultSet row, int number) throws SQLException {
        return new Answer(
                Objects.requireNonNull(row.getBytes("request_hash")),
                row.getInt("status"),
                row.getString("content_type"),
                row.getString("etag"),
                row.getString("location"),
                row.getBytes("body"));
    }
}
