package org.stammkunde.collect.imports;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.stammkunde.collect.files.ImportProgress;
import org.stammkunde.events.Projector;
import org.stammkunde.jobs.ServerThread;

/**
 * Does in the background what pages ask for, one import at a time and the oldest first. What to do
 * is in the database: after a restart it goes on where it was.
 */
@Component
@ConditionalOnWebApplication
class ImportWorker extends ServerThread {

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);

    private final Imports imports;
    private final ImportTable table;
    private final Projector projector;
    private final Semaphore news = new Semaphore(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long current;
    private @Nullable ImportProgress progress;

    ImportWorker(Imports imports, ImportTable table, Projector projector) {
        super("imports");
        this.imports = imports;
        this.table = table;
        this.projector = projector;
    }

    /** Tells that there is something to do, as soon as the caller's transaction shows it. */
    void announce() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(
                    new TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            news.release();
                        }
                    });
        } else {
            news.release();
        }
    }

    /** How far an import is: its last progress, empty if it is not at work. */
    Optional<ImportProgress> progress(long id) {
        lock.lock();
        try {
            return current == id ? Optional.ofNullable(progress) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** The share of the facts that the projections hold, while they are rebuilt. */
    double rebuilt() {
        return (double) projector.position() / Math.max(1, projector.lastPosition());
    }

    /** Returns when something went on, or after the time. */
    void awaitChange(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            changed.awaitNanos(atMost.toNanos());
        } finally {
            lock.unlock();
        }
    }

    private void show(long id, @Nullable ImportProgress now) {
        lock.lock();
        try {
            current = id;
            progress = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void workUntilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Optional<FileImport> next = table.toDo();
                if (next.isPresent()) {
                    work(next.get());
                } else {
                    news.acquire();
                    news.drainPermits();
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failed) {
                LOG.error("imports cannot go on, trying again", failed);
                pause();
            }
        }
    }

    private void work(FileImport next) {
        try {
            switch (next.state()) {
                case REHEARSING -> imports.rehearse(next, now -> show(next.id(), now));
                case WAITING, RUNNING -> imports.run(next, now -> show(next.id(), now));
                case UNDOING -> imports.undo(next);
                case RESTORING -> imports.restore(next);
                case DRAFT, INTERRUPTED, DONE, FAILED, UNDONE -> {}
            }
        } catch (RuntimeException failed) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            giveUp(next, failed);
        } finally {
            show(0, null);
        }
    }

    /** A bug in one import must not keep the others from running. */
    private void giveUp(FileImport at, RuntimeException failed) {
        if (at.state() == ImportState.UNDOING || at.state() == ImportState.RESTORING) {
            throw failed;
        }
        LOG.error("import {} failed", at.id(), failed);
        ImportState state =
                at.state() == ImportState.REHEARSING ? ImportState.DRAFT : ImportState.FAILED;
        table.fail(at.id(), state, Imports.internal(failed));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
