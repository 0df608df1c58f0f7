package org.stammkunde.insights;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest report of each query. Serves the one at hand, and where that is not current any more,
 * has a newer one made behind it. One report is made at a time, and then its query rests: however
 * many readers come and however fast facts do, at most a tenth of one processor goes into it.
 *
 * <p>Readers wait for the very first report, and a little where reports are made quickly.
 */
final class Recent<Q, R> {

    /** Segments and scores change by the passing of time, which moves no position in the log. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    /** A reader waits so long without noticing much. */
    private static final Duration QUICK = Duration.ofMillis(500);

    /** So many times what it took passes from the beginning of one report to that of the next. */
    private static final int REST = 10;

    /** A report that seems to have taken longer was overtaken by a clock that was put forward. */
    private static final Duration REST_MAX = Duration.ofHours(1);

    private static final int QUERIES_MAX = 16;

    private static final Logger log = LoggerFactory.getLogger(Recent.class);

    private final Function<Q, R> reports;
    private final ToLongFunction<R> position;
    private final Predicate<R> isOfNothing;
    private final InstantSource clock;
    private final Cache<Q, Kept<R>> kept = Caffeine.newBuilder().maximumSize(QUERIES_MAX).build();
    private final Cache<Q, Attempt> tried = Caffeine.newBuilder().maximumSize(QUERIES_MAX).build();
    private final Map<Q, CompletableFuture<Void>> refreshing = new ConcurrentHashMap<>();
    private final ReentrantLock making = new ReentrantLock();

    /**
     * @param reports makes a report
     * @param position at which a report stands
     * @param isOfNothing tells a report that is not worth keeping: as long as there is nothing to
     *     report it is quickly made
     */
    Recent(
            Function<Q, R> reports,
            ToLongFunction<R> position,
            Predicate<R> isOfNothing,
            InstantSource clock) {
        this.reports = reports;
        this.position = position;
        this.isOfNothing = isOfNothing;
        this.clock = clock;
    }

    /** A report, where it stands and when it was begun. */
    private record Kept<R>(R report, long position, Instant begunAt) {

        boolean isCurrent(long newest, Instant now) {
            return position == newest && isYounger(begunAt, YOUNG, now);
        }
    }

    /** When a query's report was last made, or could not be, and how long that took. */
    private record Attempt(Instant begunAt, Duration took) {

        boolean rests(Instant now) {
            Duration rest = took.multipliedBy(REST);
            return isYounger(begunAt, rest.compareTo(REST_MAX) < 0 ? rest : REST_MAX, now);
        }

        boolean isQuick() {
            return took.compareTo(QUICK) <= 0;
        }
    }

    /** What was begun later than now was so by a clock that was ahead, and may be of any age. */
    private static boolean isYounger(Instant begunAt, Duration age, Instant now) {
        Duration passed = Duration.between(begunAt, now);
        return !passed.isNegative() && passed.compareTo(age) < 0;
    }

    /**
     * The report to show now.
     *
     * @param position how far the projections have read the log
     */
    R report(Q query, long position) {
        Kept<R> latest = kept.getIfPresent(query);
        if (latest != null && !latest.isCurrent(position, clock.instant())) {
            refresh(query).filter(_ -> isQuick(query)).ifPresent(Recent::waitALittle);
            latest = kept.getIfPresent(query);
        }
        return latest == null ? first(query) : latest.report();
    }

    /**
     * The latest report for something that must not wait; older than {@code ageMax}, it is made
     * anew behind the reader. Empty until the first one is made, for which only the reader who asks
     * first waits a little.
     */
    Optional<R> atHand(Q query, Duration ageMax) {
        Kept<R> latest = kept.getIfPresent(query);
        if (latest == null) {
            refresh(query).ifPresent(Recent::waitALittle);
        } else if (!isYounger(latest.begunAt(), ageMax, clock.instant())) {
            refresh(query);
        }
        return Optional.ofNullable(kept.getIfPresent(query)).map(Kept::report);
    }

    private static void waitALittle(CompletableFuture<Void> making) {
        try {
            making.get(QUICK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException later) {
            log.debug("the report takes longer than its reader waits", later);
        }
    }

    private boolean rests(Q query) {
        Attempt last = tried.getIfPresent(query);
        return last != null && last.rests(clock.instant());
    }

    private boolean isQuick(Q query) {
        Attempt last = tried.getIfPresent(query);
        return last != null && last.isQuick();
    }

    /** Whoever waits for the very first report takes the one that was made meanwhile. */
    private R first(Q query) {
        making.lock();
        try {
            Kept<R> other = kept.getIfPresent(query);
            return other == null ? make(query) : other.report();
        } finally {
            making.unlock();
        }
    }

    /** What was begun; empty where the report is being made already, or rests. */
    private Optional<CompletableFuture<Void>> refresh(Q query) {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        if (rests(query) || refreshing.putIfAbsent(query, begun) != null) {
            return Optional.empty();
        }
        Thread.startVirtualThread(() -> makeBehind(query, begun));
        return Optional.of(begun);
    }

    private void makeBehind(Q query, CompletableFuture<Void> begun) {
        making.lock();
        try {
            // somebody else may have made it while this one waited for its turn
            if (!rests(query)) {
                make(query);
            }
        } catch (RuntimeException failed) {
            log.error("the report could not be made anew; the last one stays", failed);
        } finally {
            refreshing.remove(query);
            making.unlock();
            begun.complete(null);
        }
    }

    /** Makes the report; for whoever holds the lock. */
    private R make(Q query) {
        Instant begunAt = clock.instant();
        try {
            R report = reports.apply(query);
            if (isOfNothing.test(report)) {
                kept.invalidate(query);
            } else {
                kept.put(query, new Kept<>(report, position.applyAsLong(report), begunAt));
            }
            return report;
        } finally {
            tried.put(query, new Attempt(begunAt, Duration.between(begunAt, clock.instant())));
        }
    }
}
