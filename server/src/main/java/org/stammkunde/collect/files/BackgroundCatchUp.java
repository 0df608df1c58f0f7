package org.stammkunde.collect.files;

import java.time.Duration;
import java.util.function.Consumer;
import org.stammkunde.collect.files.ImportProgress.Phase;
import org.stammkunde.events.Projector;

/**
 * Takes stored orders into the projections while further ones are stored; a second core would
 * otherwise idle. With a server running, the two share the work.
 */
final class BackgroundCatchUp implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private static final Duration LAST_BATCH_MAX = Duration.ofSeconds(8);

    private final Projector projector;
    private final Thread thread;
    private volatile boolean ending;

    BackgroundCatchUp(Projector projector) {
        this.projector = projector;
        this.thread = Thread.ofPlatform().name("import-catch-up").daemon().start(this::follow);
    }

    private void follow() {
        while (!ending) {
            try {
                projector.catchUp();
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failed) {
                // what is missing is taken in at the end, which says what is wrong
                return;
            }
        }
    }

    /** Returns when the projections hold all that was in the log before. */
    void finish(Consumer<ImportProgress> progress, long rows) {
        long target = Patience.insist(projector::lastPosition);
        long start = Patience.insist(projector::position);
        ending = true;
        while (thread.isAlive() && !Thread.currentThread().isInterrupted()) {
            long position = Patience.insist(projector::position);
            double done = target <= start ? 1 : (double) (position - start) / (target - start);
            progress.accept(Phase.APPLYING.at(rows, done));
            join();
        }
        Patience.insist(() -> {
            projector.catchUp();
            return target;
        });
        progress.accept(Phase.APPLYING.at(rows, 1));
    }

    private void join() {
        try {
            thread.join(LOOK_AGAIN);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends after the batch at hand, for which also who is interrupted waits. */
    @Override
    public void close() {
        ending = true;
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(LAST_BATCH_MAX);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
