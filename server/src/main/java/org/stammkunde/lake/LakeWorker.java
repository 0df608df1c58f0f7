package org.stammkunde.lake;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.stammkunde.jobs.ServerThread;

/**
 * Writes the lake for as long as the server runs: at once when somebody asks, and otherwise after
 * every pause of so many minutes; 0 means only when asked.
 */
@Component
@ConditionalOnWebApplication
class LakeWorker extends ServerThread {

    private static final Logger LOG = LoggerFactory.getLogger(LakeWorker.class);

    private final Lake lake;
    private final Duration pause;
    private final Semaphore asked = new Semaphore(0);
    private volatile boolean wanted;
    private volatile boolean failed;

    LakeWorker(Lake lake, @Value("${stammkunde.lake.every-minutes:15}") long everyMinutes) {
        super("lake");
        if (everyMinutes < 0) {
            throw new IllegalArgumentException(
                    "stammkunde.lake.every-minutes is %d; allowed are 0 (only when asked) and more"
                            .formatted(everyMinutes));
        }
        this.lake = lake;
        this.pause = Duration.ofMinutes(everyMinutes);
    }

    /** Has the lake written soon; asking again before that changes nothing. */
    void ask() {
        wanted = true;
        asked.release();
    }

    /** Whether a run was asked for or is at work. */
    boolean isAtWork() {
        return wanted || lake.isRunning();
    }

    /** Whether the last run ended badly; the server's log says why. */
    boolean hasFailed() {
        return failed;
    }

    @Override
    protected void workUntilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (pause.isZero()) {
                    asked.acquire();
                } else if (!asked.tryAcquire(pause.toSeconds(), TimeUnit.SECONDS)) {
                    LOG.debug("the lake is written because it is time");
                }
                asked.drainPermits();
                run();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            LakeOutcome outcome = lake.write();
            failed = false;
            LOG.debug("lake: {}", outcome);
        } catch (RuntimeException broken) {
            failed = true;
            if (!Thread.currentThread().isInterrupted()) {
                LOG.error("the lake could not be written, trying again later", broken);
            }
        } finally {
            wanted = false;
        }
    }
}
