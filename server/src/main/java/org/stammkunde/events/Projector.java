package org.stammkunde.events;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries facts from the log into the projections: batch by batch, each with the cursor in one
 * transaction.
 *
 * <p>Any number of processes may try; the row of the cursor is locked by whoever works, and the
 * others wait for it or leave it alone.
 */
@Component
public class Projector {

    /** Large enough for set-wise statements to pay, small enough to keep the lag short. */
    private static final int BATCH_MAX = 10_000;

    /** How long a process that hears nothing waits before it looks for facts of other processes. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** While senders outrun the log, the projector rests this many times as long as it works. */
    private static final int MAKE_WAY_SHARE = 3;

    private static final Duration MAKE_WAY_MAX = Duration.ofSeconds(2);

    private static final Duration LOOK_FOR_PRESSURE = Duration.ofMillis(20);

    /**
     * In batches of a thousand a fact costs a third more than in batches of ten thousand, so small
     * ones do not follow one another at once; the lag stays a fraction of a second.
     */
    private static final Duration BETWEEN_SMALL = Duration.ofMillis(150);

    private static final int SMALL = 2_000;

    private static final Logger log = LoggerFactory.getLogger(Projector.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final List<Projection> projections;
    private final InstantSource clock;
    private final EventLog events;
    private final Semaphore news = new Semaphore(0);

    Projector(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            List<Projection> projections,
            InstantSource clock,
            EventLog events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.projections = List.copyOf(projections);
        this.clock = clock;
        this.events = events;
        events.onCommit(news::release);
    }

    /** The projections in the order in which they take a batch. */
    public List<Projection> projections() {
        return projections;
    }

    /** The position up to which the projections hold all facts. */
    public long position() {
        return jdbc.sql("select position from events.cursor").query(Long.class).single();
    }

    /** The position of the newest fact, 0 in an empty log. */
    public long lastPosition() {
        return jdbc.sql("select coalesce(max(position), 0) from events.event")
                .query(Long.class)
                .single();
    }

    /** Takes in all facts that were in the log when it was called. */
    public void catchUp() {
        long target = lastPosition();
        while (position() < target) {
            applyBatch();
        }
    }

    /**
     * Empties every projection and replays the whole log. Facts that arrive meanwhile are taken in
     * too. No side effect happens: projections write their own tables only.
     */
    public void rebuild() {
        transaction.executeWithoutResult(status -> empty());
        catchUp();
        transaction.executeWithoutResult(status -> projections.forEach(Projection::afterRebuild));
    }

    /** Takes facts in as they come, until the thread is interrupted. */
    void followUntilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                // looked at without a lock first: an idle server shall not write
                long started = System.nanoTime();
                long taken = position() < lastPosition() ? applyBatch() : 0;
                if (taken == 0) {
                    news.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                    news.drainPermits();
                } else if (events.isPressed()) {
                    makeWay(System.nanoTime() - started);
                } else if (taken < SMALL) {
                    sleepUntil(started + BETWEEN_SMALL.toNanos());
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failed) {
                log.error("a batch could not be projected, trying again", failed);
                pause();
            }
        }
    }

    /**
     * Facts must be stored now, but may be counted a little later. It ends with the pressure, and
     * the share of time is bounded, so that projections go on under a load that never ends.
     */
    private void makeWay(long batchNanos) throws InterruptedException {
        long rest = Math.min(MAKE_WAY_MAX.toNanos(), batchNanos * MAKE_WAY_SHARE);
        long until = System.nanoTime() + rest;
        while (events.isPressed() && System.nanoTime() - until < 0) {
            Thread.sleep(LOOK_FOR_PRESSURE);
        }
    }

    private static void sleepUntil(long nanoTime) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void empty() {
        lockedPosition();
        projections.stream()
                .flatMap(projection -> projection.tables().stream())
                .forEach(table -> jdbc.sql("truncate " + table).update());
        moveCursor(0);
    }

    /** Takes one batch in; answers how far the cursor moved, 0 when there was none. */
    private long applyBatch() {
        return Objects.requireNonNull(
                transaction.execute(status -> {
                    commitWithoutWaiting();
                    long after = lockedPosition();
                    long upTo = lastOfBatch(after);
                    if (upTo > after) {
                        EventBatch batch = new EventBatch(after, upTo);
                        projections.forEach(projection -> projection.apply(batch));
                        moveCursor(upTo);
                    }
                    return upTo - after;
                }));
    }

    /**
     * A crash may take the last batches and the cursor back together; they are then taken in again.
     * So nothing has to wait here until the disk has them, and the log's commits have it to
     * themselves.
     */
    private void commitWithoutWaiting() {
        jdbc.sql("set local synchronous_commit = off").update();
    }

    private long lockedPosition() {
        return jdbc.sql("select position from events.cursor for update").query(Long.class).single();
    }

    /**
     * Positions that were given to no fact make a batch smaller, or empty: writers that failed
     * leave gaps of a few thousand at most. Counting the facts instead would read them once more.
     */
    private long lastOfBatch(long after) {
        return Math.clamp(lastPosition(), after, after + BATCH_MAX);
    }

    private void moveCursor(long position) {
        jdbc.sql("update events.cursor set position = :position, moved_at = :now")
                .param("position", position)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
