package org.stammkunde.collect.files;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.stammkunde.events.Source;

/**
 * Makes imports into one source take turns, in whatever processes they run, so that each sees what
 * the one before has stored. The lock belongs to a database session and ends with it, however that
 * ends.
 */
final class ImportLock implements AutoCloseable {
    /** Any fixed number: the first half of the lock's key, the second is the source. */
    private static final int IMPORTS = 0x496d7073;

    private static final Duration WAIT_MAX = Duration.ofHours(1);
    private static final int VALID_SECONDS = 5;
    private static final int LOOK_AGAIN_MILLIS = 500;

    private final DataSource database;
    private final Source source;
    private final Runnable onWaiting;
    private @Nullable Connection session;

    private ImportLock(DataSource database, Source source, Runnable onWaiting) {
        this.database = database;
        this.source = source;
        this.onWaiting = onWaiting;
    }

    /**
     * Waits until no other import into this source runs.
     *
     * @param onWaiting called each time it has to wait on
     * @throws ImportRefused if the other one does not end within an hour
     */
    static ImportLock take(DataSource database, Source source, Runnable onWaiting) {
        ImportLock lock = new ImportLock(database, source, onWaiting);
        Patience.insist(() -> {
            lock.hold();
            return lock;
        });
        return lock;
    }

    /** Takes the lock again if the session that held it broke. */
    void hold() {
        if (!isHeld()) {
            close();
            session = DataSourceUtils.getConnection(database);
            long deadline = System.nanoTime() + WAIT_MAX.toNanos();
            while (!tryLock()) {
                onWaiting.run();
                waitOrGiveUp(deadline);
            }
        }
    }

    private boolean isHeld() {
        try {
            Connection open = session;
            return open != null && open.isValid(VALID_SECONDS);
        } catch (SQLException broken) {
            return false;
        }
    }

    private boolean tryLock() {
        Connection open = session;
        if (open == null) {
            return false;
        }
        try (PreparedStatement statement =
                open.prepareStatement("select pg_try_advisory_lock(?, ?)")) {
            statement.setInt(1, IMPORTS);
            statement.setInt(2, source.id());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the lock of imports could not be taken", failed);
        }
    }

    private void waitOrGiveUp(long deadline) {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
            throw ImportRefused.cannotRun(
                    "another import into `%s` has been running for an hour; wait for it or stop it, then run the same command again"
                            .formatted(source.name()));
        }
    }

    /** Lets the next import go on; a broken session has done so already. */
    @Override
    public void close() {
        Connection open = session;
        session = null;
        if (open != null) {
            unlock(open);
            DataSourceUtils.releaseConnection(open, database);
        }
    }

    private static void unlock(Connection open) {
        try (PreparedStatement statement =
                open.prepareStatement("select pg_advisory_unlock_all()")) {
            statement.execute();
        } catch (SQLException broken) {
            // the server gives the lock free when the session ends
        }
    }
}
