package org.stammkunde.events;

import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The ledger of messages whose facts do not count, such as a file that was imported by mistake.
 *
 * <p>The facts stay in the log; {@code events.shared_event} leaves them out while they are
 * withdrawn. The projections follow when they are {@linkplain Projector#rebuild rebuilt}.
 */
@Component
public class Withdrawals {

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Withdrawals(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** From now on no fact of the message counts, also none that is stored later. */
    public void withdraw(Source source, String messageId, String by) {
        decide(source, messageId, true, by);
    }

    /** From now on the facts of the message count again. */
    public void restore(Source source, String messageId, String by) {
        decide(source, messageId, false, by);
    }

    private void decide(Source source, String messageId, boolean withdrawn, String by) {
        jdbc.sql(
                        """
                        insert into events.withdrawal
                            (source, message_id, withdrawn, decided_at, decided_by)
                        select :source, :message, :withdrawn, :now, :by
                        where :withdrawn <> exists (
                            select from events.withdrawn
                            where source = :source and message_id = :message)
                        """)
                .param("source", source.id())
                .param("message", messageId)
                .param("withdrawn", withdrawn)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }
}
