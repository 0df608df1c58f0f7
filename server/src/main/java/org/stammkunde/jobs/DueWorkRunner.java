package org.stammkunde.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Lets work be done when it is due. Between instants its thread sleeps; whoever schedules an
 * earlier instant {@linkplain #announce announces} it. Thread-safe.
 */
@Component
public final class DueWorkRunner {

    /** The clock may be set and the machine may sleep: how late work may be for that at most. */
    private static final Duration SLEEP_MAX = Duration.ofHours(1);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(DueWorkRunner.class);

    private final ObjectProvider<DueWork> works;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();
    private @Nullable Instant awaited;
    private boolean announced;

    DueWorkRunner(ObjectProvider<DueWork> works, InstantSource clock) {
        this.works = works;
        this.clock = clock;
    }

    /** Does all that is due by the clock, in the caller's thread. */
    public void runDue() {
        for (DueWork work : inOrder()) {
            if (isDue(work)) {
                work.runDue();
            }
        }
    }

    /** Tells of an instant at which something is due; to be called when that is committed. */
    public void announce(Instant due) {
        lock.lock();
        try {
            if (awaited == null || due.isBefore(awaited)) {
                announced = true;
                earlier.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Does what is due whenever it is, until the thread is interrupted. */
    void runUntilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                runDue();
                sleepUntil(nextDue());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failed) {
                log.error("due work failed, trying again", failed);
                sleepUninterrupted(PAUSE_AFTER_FAILURE);
            }
        }
    }

    private Optional<Instant> nextDue() {
        lock.lock();
        try {
            announced = false;
        } finally {
            lock.unlock();
        }
        return inOrder().stream().flatMap(work -> work.nextDue().stream()).min(Instant::compareTo);
    }

    /** Returns at the instant, at an earlier one that is announced meanwhile, or a little early. */
    private void sleepUntil(Optional<Instant> due) throws InterruptedException {
        lock.lock();
        try {
            awaited = due.orElse(null);
            long nanos = SLEEP_MAX.toNanos();
            if (due.isPresent()) {
                nanos = Math.min(nanos, nanosUntil(due.get()));
            }
            while (nanos > 0 && !announced) {
                nanos = earlier.awaitNanos(nanos);
            }
        } finally {
            awaited = null;
            lock.unlock();
        }
    }

    private long nanosUntil(Instant due) {
        Duration wait = Duration.between(clock.instant(), due);
        return wait.compareTo(SLEEP_MAX) > 0 ? SLEEP_MAX.toNanos() : wait.toNanos();
    }

    private static void sleepUninterrupted(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDue(DueWork work) {
        return work.nextDue().filter(due -> !due.isAfter(clock.instant())).isPresent();
    }

    private List<DueWork> inOrder() {
        return works.orderedStream().toList();
    }
}
