package org.stammkunde.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/**
 * Load on the server: one thread drives all connections by a selector, so that on a shared machine
 * the generator takes as little as it can from the server. Events are numbered from a sequence that
 * goes on from run to run.
 */
final class Load implements AutoCloseable {

    /**
     * What a run brought.
     *
     * @param sent events handed to connections
     * @param acknowledged events acknowledged before the run's end
     * @param refused answers 429 or 503, after which the same request was sent again
     * @param elapsed the run's length
     * @param latencies from due to acknowledged, of all requests of the run
     */
    record Result(
            long sent, long acknowledged, long refused, Duration elapsed, Latencies latencies) {

        double acknowledgedPerSecond() {
            return acknowledged * 1e9 / elapsed.toNanos();
        }
    }

    /** How long outstanding answers are waited for after a run. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RequestWriter writer;
    private final LongUnaryOperator numbers;
    private final Acknowledged acknowledged;
    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();

    /**
     * Opens the connections.
     *
     * @param numbers takes the given count of numbers and returns the first of them
     * @param acknowledged where the numbers of acknowledged events go
     */
    Load(
            RequestWriter writer,
            int connections,
            LongUnaryOperator numbers,
            Acknowledged acknowledged)
            throws IOException {
        this.writer = writer;
        this.numbers = numbers;
        this.acknowledged = acknowledged;
        this.selector = Selector.open();
        for (int i = 0; i < connections; i++) {
            this.connections.add(
                    Connection.open(writer.target().address(), selector, writer.bytesMax()));
        }
    }

    /** Sends for the given time, then waits for the answers that are still to come. */
    Result run(Pace pace, Duration duration) throws IOException {
        return new Run(pace, duration).complete();
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.close();
        }
        selector.close();
    }

    /** The state of one run. */
    private final class Run {

        private final Deque<Connection> idle = new ArrayDeque<>(connections);
        private final List<Connection> refused = new ArrayList<>();
        private final Latencies latencies = new Latencies();
        private final Duration duration;
        private final long endNanos;
        private final long intervalNanos;
        private long nextDueNanos;
        private long sentCount;
        private long acknowledgedCount;
        private long refusedCount;

        Run(Pace pace, Duration duration) {
            long now = System.nanoTime();
            this.duration = duration;
            this.endNanos = now + duration.toNanos();
            this.nextDueNanos = now;
            this.intervalNanos =
                    switch (pace) {
                        case Pace.AsAnswered() -> 0;
                        case Pace.Fixed fixed ->
                                fixed.nanosBetweenRequests(writer.eventsPerRequest());
                    };
        }

        Result complete() throws IOException {
            long now = System.nanoTime();
            while (now - endNanos < 0) {
                sendDue(now);
                awaitReadiness(nextWakeNanos(now) - now);
                now = System.nanoTime();
            }
            finish();
            return new Result(sentCount, acknowledgedCount, refusedCount, duration, latencies);
        }

        private void finish() throws IOException {
            long giveUpNanos = System.nanoTime() + PATIENCE.toNanos();
            while (idle.size() < connections.size()) {
                if (System.nanoTime() - giveUpNanos > 0) {
                    throw new IOException(
                            "%d requests were not answered within %d s"
                                    .formatted(
                                            connections.size() - idle.size(),
                                            PATIENCE.toSeconds()));
                }
                resendRefused(System.nanoTime());
                awaitReadiness(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }

        private void sendDue(long now) throws IOException {
            resendRefused(now);
            while (!idle.isEmpty() && nextDueNanos - now <= 0) {
                send(idle.removeFirst(), intervalNanos == 0 ? now : nextDueNanos);
                nextDueNanos += intervalNanos;
            }
        }

        private void send(Connection connection, long dueNanos) throws IOException {
            long number = numbers.applyAsLong(writer.eventsPerRequest());
            writer.write(number);
            connection.send(writer, number, dueNanos);
            sentCount += writer.eventsPerRequest();
        }

        private void resendRefused(long now) throws IOException {
            for (int i = refused.size() - 1; i >= 0; i--) {
                if (refused.get(i).resumeNanos() - now <= 0) {
                    refused.remove(i).resend();
                }
            }
        }

        private long nextWakeNanos(long now) {
            boolean moreToSend = !idle.isEmpty() && nextDueNanos - endNanos < 0;
            long wake = moreToSend ? Math.max(now, nextDueNanos) : endNanos;
            for (Connection connection : refused) {
                wake = Math.min(wake, connection.resumeNanos());
            }
            return wake;
        }

        /**
         * Waits for an answer or the time given. The selector counts in milliseconds, so due
         * requests leave up to one late; that is counted as latency.
         */
        private void awaitReadiness(long nanos) throws IOException {
            long millis = TimeUnit.NANOSECONDS.toMillis(nanos + 999_999);
            if (millis > 0) {
                selector.select(this::proceed, millis);
            } else {
                selector.selectNow(this::proceed);
            }
            if (Thread.interrupted()) {
                throw new InterruptedIOException("stopped");
            }
        }

        private void proceed(SelectionKey key) {
            Connection connection = (Connection) key.attachment();
            try {
                switch (connection.proceed()) {
                    case UNFINISHED -> {}
                    case ACKNOWLEDGED -> acknowledge(connection);
                    case REFUSED -> {
                        refusedCount++;
                        refused.add(connection);
                    }
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private void acknowledge(Connection connection) {
            long now = System.nanoTime();
            int count = writer.eventsPerRequest();
            acknowledged.add(connection.firstNumber(), count);
            latencies.addNanos(now - connection.dueNanos());
            acknowledgedCount += now - endNanos <= 0 ? count : 0;
            idle.addLast(connection);
        }
    }
}
