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
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest report of each query. Serves it while it is current, makes it anew while that is
 * quick, and otherwise serves the one at hand while a newer one is made behind it. One report is
 * made at a time.
 */
final class Recent<Q, R> {

    /** Segments and scores change by the passing of time, which moves no position in the log. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    /** A reader waits so long without noticing much. */
    private static final Duration QUICK = Duration.ofMillis(500);

    private static final int QUERIES_MAX = 16;

    private static final Logger log = LoggerFactory.getLogger(Recent.class);

    private final Function<Q, R> reports;
    private final ToLongFunction<R> position;
    private final InstantSource clock;
    private final Cache<Q, Kept<R>> kept = Caffeine.newBuilder().maximumSize(QUERIES_MAX).build();
    private final Map<Q, CompletableFuture<Void>> refreshing = new ConcurrentHashMap<>();
    private final ReentrantLock making = new ReentrantLock();

    /**
     * @param reports makes a report
     * @param position at which a report stands
     */
    Recent(Function<Q, R> reports, ToLongFunction<R> position, InstantSource clock) {
        this.reports = reports;
        this.position = position;
        this.clock = clock;
    }

    /** A report, when it was begun and how long it took. */
    private record Kept<R>(R report, long position, Instant begunAt, Duration took) {

        boolean isCurrent(long position, Instant now) {
            return this.position == position && Duration.between(begunAt, now).compareTo(YOUNG) < 0;
        }

        boolean isYounger(Duration age, Instant now) {
            return Duration.between(begunAt, now).compareTo(age) < 0;
        }

        boolean isQuick() {
            return took.compareTo(QUICK) <= 0;
        }
    }

    /**
     * The report to show now.
     *
     * @param position how far the projections have read the log
     */
    R report(Q query, long position) {
        Kept<R> latest = kept.getIfPresent(query);
        if (latest == null) {
            return make(query);
        }
        if (latest.isCurrent(position, clock.instant())) {
            return latest.report();
        }
        if (latest.isQuick()) {
            return make(query);
        }
        refresh(query);
        return latest.report();
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
        } else if (!latest.isYounger(ageMax, clock.instant())) {
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
            log.debug("the first report takes longer than its reader waits", later);
        }
    }

    /** Makes the report, or takes the one that somebody else began after the call. */
    private R make(Q query) {
        Instant called = clock.instant();
        making.lock();
        try {
            Kept<R> other = kept.getIfPresent(query);
            if (other != null && other.begunAt().isAfter(called)) {
                return other.report();
            }
            Instant begunAt = clock.instant();
            R report = reports.apply(query);
            kept.put(query, kept(report, begunAt));
            return report;
        } finally {
            making.unlock();
        }
    }

    private Kept<R> kept(R report, Instant begunAt) {
        Duration took = Duration.between(begunAt, clock.instant());
        return new Kept<>(report, position.applyAsLong(report), begunAt, took);
    }

    /** What was begun; empty where the report is being made already. */
    private Optional<CompletableFuture<Void>> refresh(Q query) {
        CompletableFuture<Void> making = new CompletableFuture<>();
        if (refreshing.putIfAbsent(query, making) != null) {
            return Optional.empty();
        }
        Thread.startVirtualThread(() -> {
            try {
                make(query);
            } catch (RuntimeException failed) {
                log.error("the report could not be made anew; the last one stays", failed);
            } finally {
                refreshing.remove(query);
                making.complete(null);
            }
        });
        return Optional.of(making);
    }
}
