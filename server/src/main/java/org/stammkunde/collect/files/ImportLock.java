package org.stammkunde.collect.files;

import java.time.Duration;
import javax.sql.DataSource;
import org.stammkunde.database.SessionLock;
import org.stammkunde.events.Source;

/**
 * Makes imports into one source take turns, in whatever processes they run, so that each sees what
 * the one before has stored.
 */
final class ImportLock implements AutoCloseable {
    /** Any fixed number: the first half of the lock's key, the second is the source. */
    private static final int IMPORTS = 0x496d7073;

    private static final Duration WAIT_MAX = Duration.ofHours(1);
    private static final int LOOK_AGAIN_MILLIS = 500;

    private final SessionLock lock;
    private final Source source;
    private final Runnable onWaiting;

    private ImportLock(DataSource database, Source source, Runnable onWaiting) {
        this.lock = new SessionLock(database, IMPORTS, source.id());
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
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        while (!lock.hold()) {
            onWaiting.run();
            waitOrGiveUp(deadline);
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

    @Override
    public void close() {
        lock.close();
    }
}
