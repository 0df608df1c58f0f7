package org.stammkunde.events;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import org.stammkunde.database.Emptying;

/**
 * Carries facts from the log into the projections: batch by batch, each with the cursor in one
 * transaction.
 *
 * <p>Any number of processes may try; the row of the cursor is locked by whoever works, and the
 * others wait for it or leave it alone.
 *
 * <p>What fails is told apart ({@link Fault}): what may pass is tried again after a growing pause;
 * anything else is narrowed down to the fact that fails alone, which is {@linkplain SetAside set
 * aside}, so that one fact never stops the others.
 */
@Component
public class Projector {

    /** How often in a row {@link #catchUp} tries again what may pass; with pauses half a minute. */
    private static final int ATTEMPTS_MAX = 6;

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
    private final SetAside setAside;
    private final Semaphore news = new Semaphore(0);
    private volatile @Nullable Standstill standstill;

    Projector(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            List<Projection> projections,
            InstantSource clock,
            EventLog events,
            SetAside setAside) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.projections = List.copyOf(projections);
        this.clock = clock;
        this.events = events;
        this.setAside = setAside;
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

    /** Since when no fact gets into the projections of this server, if it is so. */
    public Optional<Standstill> standstill() {
        return Optional.ofNullable(standstill);
    }

    /**
     * A projection is broken and stops all of them.
     *
     * @param projection its name
     * @param error what failed, without values of facts
     */
    public record Standstill(Instant since, String projection, String error) {}

    /**
     * Takes in all facts that were in the log when it was called. What may pass is tried again for
     * a while; a fact that fails alone is {@linkplain SetAside set aside}.
     *
     * @throws ProjectionBroken if a projection fails for too many facts, or for none in particular
     */
    public void catchUp() {
        long target = lastPosition();
        Pauses pauses = new Pauses();
        boolean reached = false;
        while (!reached) {
            reached = hasReached(target, pauses);
        }
    }

    private boolean hasReached(long target, Pauses pauses) {
        try {
            if (position() >= target) {
                return true;
            }
            applyBatch();
            pauses.forget();
        } catch (RuntimeException failed) {
            if (!Fault.mayPass(failed)
                    || pauses.taken() == ATTEMPTS_MAX
                    || Thread.currentThread().isInterrupted()) {
                throw failed;
            }
            log.warn("facts cannot be projected now, trying again: {}", failed.getMessage());
            pauses.take();
        }
        return false;
    }

    /**
     * Waits until all facts that are in the log now are taken in, by whoever does it; for pages
     * that show what was just entered.
     *
     * @return whether they are
     */
    public boolean awaitCaughtUp(Duration atMost) {
        long target = lastPosition();
        long until = System.nanoTime() + atMost.toNanos();
        try {
            while (position() < target) {
                if (System.nanoTime() - until > 0) {
                    return false;
                }
                Thread.sleep(LOOK_FOR_PRESSURE);
            }
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Empties every projection and replays the whole log, with the facts that were set aside. Facts
     * that arrive meanwhile are taken in too. No side effect happens: projections write their own
     * tables only.
     */
    public void rebuild() {
        setAside.tryAgain();
        transaction.executeWithoutResult(status -> empty());
        catchUp();
        transaction.executeWithoutResult(status -> projections.forEach(Projection::afterRebuild));
    }

    /** Takes facts in as they come, until the thread is interrupted. */
    void followUntilInterrupted() {
        Pauses pauses = new Pauses();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                // looked at without a lock first: an idle server shall not write
                long started = System.nanoTime();
                long taken = position() < lastPosition() ? applyBatch() : 0;
                pauses.forget();
                standstill = null;
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
            } catch (ProjectionBroken broken) {
                standStill(broken);
                log.error("{}", broken.getMessage());
                pauses.take();
            } catch (RuntimeException failed) {
                log.error("a batch could not be projected, trying again", failed);
                pauses.take();
            }
        }
    }

    private void standStill(ProjectionBroken broken) {
        Standstill before = standstill;
        Instant since = before == null ? clock.instant() : before.since();
        standstill = new Standstill(since, broken.projection(), broken.told());
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

    private void empty() {
        Emptying.begin(jdbc);
        lockedPosition();
        projections.stream()
                .flatMap(projection -> projection.tables().stream())
                .forEach(table -> jdbc.sql("truncate " + table).update());
        jdbc.sql(
                        """
                        update events.cursor
                        set position = 0, moved_at = :now, replay_until = :last, replay_began = :now
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("last", lastPosition())
                .update();
    }

    /** Takes one batch in, in parts if it fails as a whole; answers how far the cursor moved. */
    private long applyBatch() {
        try {
            return applyBatch(Stride.FULL);
        } catch (BatchFailed failed) {
            refuseUnlessOfFacts(failed);
            narrow(failed);
            return failed.upTo() - failed.after();
        }
    }

    private long applyBatch(Stride stride) {
        return inTransaction(status -> {
            long after = lockedPosition();
            long upTo = lastOfBatch(after, stride);
            if (upTo > after) {
                apply(new EventBatch(after, upTo));
            }
            return upTo - after;
        });
    }

    /** A connection that broke cannot be rolled back either, which tells less than why it broke. */
    private long inTransaction(TransactionCallback<Long> work) {
        try {
            return Objects.requireNonNull(
                    transaction.execute(status -> {
                        commitWithoutWaiting();
                        return work.doInTransaction(status);
                    }));
        } catch (TransactionSystemException notRolledBack) {
            if (notRolledBack.getApplicationException() instanceof BatchFailed failed) {
                throw failed;
            }
            throw notRolledBack;
        }
    }

    private void apply(EventBatch batch) {
        for (Projection projection : projections) {
            try {
                projection.apply(batch);
            } catch (RuntimeException | StackOverflowError failed) {
                throw new BatchFailed(projection.name(), batch, failed);
            }
        }
        moveCursor(batch.upTo());
    }

    /** Takes in what failed as a whole; facts that fail alone are set aside. */
    private void narrow(BatchFailed whole) {
        log.warn("looking for the fact that fails: {}", whole.getMessage());
        Stride stride = Stride.FULL.failed(whole.upTo());
        for (long at = whole.after(); at >= whole.after() && at < whole.upTo(); at = position()) {
            try {
                applyBatch(stride);
                stride = stride.succeeded();
            } catch (BatchFailed failed) {
                refuseUnlessOfFacts(failed);
                stride = failed.isSingle() ? leaveOut(failed) : stride.failed(failed.upTo());
            }
        }
    }

    /** Failures that may pass, and those of a server that stops, say nothing about facts. */
    private static void refuseUnlessOfFacts(BatchFailed failed) {
        if (Fault.mayPass(failed) || Thread.currentThread().isInterrupted()) {
            throw failed;
        }
    }

    /**
     * Sets the fact aside and takes in its place without it, in one transaction: what fails without
     * the fact as well is no fault of it.
     */
    private Stride leaveOut(BatchFailed failed) {
        try {
            inTransaction(status -> {
                long after = lockedPosition();
                if (after == failed.after()) { // else another process went on
                    putAside(failed);
                    apply(new EventBatch(after, failed.upTo()));
                }
                return after;
            });
        } catch (BatchFailed again) {
            refuseUnlessOfFacts(again);
            throw new ProjectionBroken("it fails without any fact as well", again);
        }
        return Stride.FULL.setAside();
    }

    private void putAside(BatchFailed failed) {
        boolean again = setAside.hasBeen(failed.upTo());
        if (!again && setAside.near(failed.upTo()) >= SetAside.NEAR_MAX) {
            throw new ProjectionBroken(
                    "%d of the %d facts before were set aside already, more would be no remedy"
                            .formatted(SetAside.NEAR_MAX, SetAside.NEAR),
                    failed);
        }
        setAside.put(failed.upTo(), failed.projection(), failed.told());
        log.error("fact {} is set aside: {}", failed.upTo(), failed.getMessage());
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
    private long lastOfBatch(long after, Stride stride) {
        return Math.clamp(lastPosition(), after, stride.upTo(after));
    }

    private void moveCursor(long position) {
        jdbc.sql("update events.cursor set position = :position, moved_at = :now")
                .param("position", position)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
