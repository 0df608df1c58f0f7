package org.stammkunde.segments;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Of one asker only the newest question is asked: it ends the one before in the database, which
 * would else count on for somebody who does not wait for it any more.
 */
final class NewestOnly {

    private static final int SECONDS_MAX = 60;
    private static final long BETWEEN_TRIES_MILLIS = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;
    private final ConcurrentMap<String, Running> running = new ConcurrentHashMap<>();

    NewestOnly(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
        snapshot.setTimeout(SECONDS_MAX);
    }

    /**
     * Asks within one snapshot.
     *
     * @return empty when the asker has asked something else since
     * @throws QueryTimeoutException if it takes longer than {@value #SECONDS_MAX} seconds
     */
    <T> Optional<T> ask(String asker, Supplier<T> question) {
        Running mine = new Running();
        Running former = running.put(asker, mine);
        if (former != null) {
            former.stop();
        }
        try {
            return Optional.ofNullable(
                    snapshot.execute(_ -> mine.isWanted() ? mine.answer(question) : null));
        } catch (QueryTimeoutException ended) {
            if (mine.isWanted()) {
                throw ended;
            }
            return Optional.empty();
        } finally {
            running.remove(asker, mine);
        }
    }

    /** A question on its way; its monitor keeps a late stop from whoever has the session next. */
    private final class Running {

        private boolean wanted = true;
        private int session;

        synchronized boolean isWanted() {
            return wanted;
        }

        <T> T answer(Supplier<T> question) {
            begin();
            try {
                return question.get();
            } finally {
                end();
            }
        }

        private synchronized void begin() {
            session = jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
        }

        private synchronized void end() {
            session = 0;
            notifyAll();
        }

        /** It may be between two statements, so it is told until it ends. */
        synchronized void stop() {
            wanted = false;
            try {
                while (session != 0) {
                    jdbc.sql("select pg_cancel_backend(:session)")
                            .param("session", session)
                            .query(row -> {});
                    wait(BETWEEN_TRIES_MILLIS);
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
