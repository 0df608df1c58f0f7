package org.stammkunde.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Requests for pages that fall due evenly, whether or not the server keeps up. Latency counts from
 * when a request was due until its last byte was there.
 */
final class PageLoad {

    /**
     * What a run brought.
     *
     * @param latencies of the requests that were answered well
     * @param failed requests that were not
     */
    record Result(Latencies latencies, long failed) {}

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ConsoleClient console;
    private final LongFunction<String> paths;
    private final Latencies latencies = new Latencies();
    private long failed;

    /**
     * @param paths the path of each request by its number
     */
    PageLoad(ConsoleClient console, LongFunction<String> paths) {
        this.console = console;
        this.paths = paths;
    }

    /** Sends for the given time, then waits for the answers that are still to come. */
    Result run(double perSecond, Duration duration) throws InterruptedException {
        long intervalNanos = Math.round(1e9 / perSecond);
        long count = duration.toNanos() / intervalNanos;
        long start = System.nanoTime();
        ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
        for (long number = 0; number < count; number++) {
            long dueNanos = start + number * intervalNanos;
            awaitDue(dueNanos);
            String path = paths.apply(number);
            requests.submit(() -> request(path, dueNanos));
        }
        requests.shutdown();
        if (!requests.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "pages were not answered within %d s".formatted(PATIENCE.toSeconds()));
        }
        return new Result(latencies, failed);
    }

    private static void awaitDue(long dueNanos) {
        for (long rest = dueNanos - System.nanoTime();
                rest > 0;
                rest = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    private void request(String path, long dueNanos) {
        boolean good;
        try {
            good = console.open(path).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            good = false;
        }
        note(good, System.nanoTime() - dueNanos);
    }

    private synchronized void note(boolean good, long nanos) {
        if (good) {
            latencies.addNanos(nanos);
        } else {
            failed++;
        }
    }
}
