package org.stammkunde.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Watches the head of the log and the cursor of the projections while load runs, in a thread and a
 * database connection of its own.
 */
final class LagMeter implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final String POSITIONS =
            """
            select (select coalesce(max(position), 0) from events.shared_event) as head,
                   (select position from events.shared_cursor) as done
            """;

    private final Connection connection;

    LagMeter(Connection connection) {
        this.connection = connection;
    }

    /** Starts to watch; the measurement ends when it is told to. */
    Measurement start() {
        Measurement measurement = new Measurement();
        Thread.ofPlatform().name("lag").daemon().start(measurement.task);
        return measurement;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Samples from its start on. */
    final class Measurement {

        private final LagSamples samples = new LagSamples();
        private final FutureTask<LagSamples> task = new FutureTask<>(this::watch);
        private volatile long deadlineNanos;
        private volatile boolean untilCaughtUp;

        /**
         * Goes on until the projections have caught up with the head, at most for the given time.
         */
        LagSamples awaitCaughtUp(Duration patience) throws InterruptedException {
            deadlineNanos = System.nanoTime() + patience.toNanos();
            untilCaughtUp = true;
            try {
                return task.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("lag could not be measured", e.getCause());
            }
        }

        private LagSamples watch() throws SQLException, InterruptedException {
            try (PreparedStatement query = connection.prepareStatement(POSITIONS)) {
                do {
                    sample(query);
                    Thread.sleep(INTERVAL);
                } while (!finished());
                sample(query);
            }
            return samples;
        }

        private boolean finished() {
            return untilCaughtUp && (samples.caughtUp() || System.nanoTime() - deadlineNanos > 0);
        }

        private void sample(PreparedStatement query) throws SQLException {
            long before = System.nanoTime();
            try (ResultSet row = query.executeQuery()) {
                row.next();
                samples.add(before, System.nanoTime(), row.getLong("head"), row.getLong("done"));
            }
        }
    }
}
