package org.stammkunde.events;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Messages that are no facts, kept with the reason so that they can be looked at and mended. */
@Component
public class FailedEvents {

    /** What is kept of a message; what is longer was no message of an SDK. */
    private static final int BODY_MAX = 64 * 1024;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    FailedEvents(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps the messages; returns when they are durable. */
    @Transactional
    public void keep(Source source, List<FailedEvent> failed) {
        failed.forEach(event -> keep(source, event));
    }

    /** How many messages of the source were kept. */
    public long count(Source source) {
        return jdbc.sql("select count(*) from events.failed where source = :source")
                .param("source", source.id())
                .query(Long.class)
                .single();
    }

    /** The last messages that were kept, newest first. */
    public List<Failure> newest(int limit) {
        return jdbc.sql(
                        """
                        select source, received_at, code, reason
                        from events.failed
                        order by id desc
                        limit :limit
                        """)
                .param("limit", limit)
                .query((row, _) ->
                        new Failure(
                                row.getInt("source"),
                                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                                row.getString("code"),
                                row.getString("reason")))
                .list();
    }

    private void keep(Source source, FailedEvent event) {
        jdbc.sql(
                        """
                        insert into events.failed (source, received_at, code, reason, body)
                        values (:source, :receivedAt, :code, :reason, :body)
                        """)
                .param("source", source.id())
                .param("receivedAt", clock.instant().atOffset(ZoneOffset.UTC))
                .param("code", event.code())
                .param("reason", event.reason().replace("\0", ""))
                .param("body", shortened(event.body()).replace("\0", ""))
                .update();
    }

    private static String shortened(String body) {
        return body.length() <= BODY_MAX ? body : body.substring(0, BODY_MAX);
    }

    /**
     * That a message was no fact.
     *
     * @param source the number of its source
     * @param code a stable name of the reason
     * @param reason what was wrong with which value and what is allowed
     */
    public record Failure(int source, Instant receivedAt, String code, String reason) {}

    /**
     * A message that is no fact.
     *
     * @param code a stable name of the reason
     * @param reason what was wrong with which value and what is allowed
     * @param body the message as it came
     */
    public record FailedEvent(String code, String reason, String body) {}
}
