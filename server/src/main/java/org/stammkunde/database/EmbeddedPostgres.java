package org.stammkunde.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the PostgreSQL of a data folder as a child process and keeps it running.
 *
 * <p>One platform thread starts the server, waits for it and starts it again when it ends. That
 * thread lives as long as this object, because the system ties the child's life to the very thread
 * that started it ({@code PR_SET_PDEATHSIG}): were it a pool's thread, PostgreSQL would end with
 * the pool's idle time.
 */
final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /**
     * A server that never became ready is tried this often, for about ten seconds, before the start
     * counts as failed: the children of a killed one need a moment to end.
     */
    private static final int FIRST_ATTEMPTS = 8;

    private final Cluster cluster;
    private final PortFile port;
    private final List<String> settings;
    private final CompletableFuture<DatabaseAddress> ready = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread supervisor;
    private volatile @Nullable PostgresProcess process;

    private EmbeddedPostgres(Cluster cluster, PortFile port, List<String> settings) {
        this.cluster = cluster;
        this.port = port;
        this.settings = settings;
        this.supervisor =
                Thread.ofPlatform().name("postgres-supervisor").daemon().unstarted(this::supervise);
    }

    /**
     * Starts PostgreSQL, setting it up in a new folder, and returns when it takes connections.
     *
     * @throws DatabaseUnavailable if it cannot be started; nothing runs then
     */
    static EmbeddedPostgres start(DataFolder data) {
        return start(data, List.of());
    }

    static EmbeddedPostgres start(DataFolder data, List<String> moreSettings) {
        try {
            Cluster cluster = Cluster.in(data);
            new LeftOver(cluster.folder()).stop();
            List<String> settings =
                    Stream.concat(PostgresSettings.durable().stream(), moreSettings.stream())
                            .toList();
            var postgres = new EmbeddedPostgres(cluster, PortFile.in(data.path()), settings);
            postgres.supervisor.start();
            postgres.awaitReady();
            return postgres;
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "the database in %s cannot be started: %s"
                            .formatted(data.path(), Reasons.of(e)),
                    e);
        }
    }

    private void awaitReady() {
        try {
            ready.join();
        } catch (CompletionException e) {
            close();
            if (e.getCause() instanceof DatabaseUnavailable unavailable) {
                throw unavailable;
            }
            throw e;
        }
    }

    /** Where it takes connections. */
    DatabaseAddress address() {
        return ready.join();
    }

    /** The process number of the server that runs now. */
    long pid() {
        PostgresProcess running = process;
        return running == null ? -1 : running.pid();
    }

    private void supervise() {
        try {
            for (int attempt = 1; isWanted(); attempt++) {
                attempt = ran() ? 0 : attempt;
                if (isWanted()) {
                    pauseAfter(attempt);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            log.error("PostgreSQL is no longer supervised", e);
            ready.completeExceptionally(e);
        }
    }

    /**
     * Runs the server once. Where it ran before, what keeps it from starting, such as a machine
     * without memory for another process, may pass.
     */
    private boolean ran() throws IOException, InterruptedException {
        try {
            return runOnce();
        } catch (IOException e) {
            if (!ready.isDone()) {
                throw e;
            }
            log.error("PostgreSQL cannot be started again, trying on", e);
            return false;
        }
    }

    private boolean isWanted() {
        return stopping.getCount() > 0;
    }

    /** Runs the server until it ends; true if it was ready meanwhile. */
    private boolean runOnce() throws IOException, InterruptedException {
        DatabaseAddress address = cluster.address(port.choose(ready.isDone()));
        var started = PostgresProcess.start(cluster.postgres(port.number(), settings));
        process = started;
        boolean wasReady = awaitConnection(address, started);
        if (wasReady) {
            log.info("PostgreSQL is ready at {}", address);
            ready.complete(address);
        }
        int exitCode = started.waitFor();
        if (isWanted()) {
            log.error(
                    "PostgreSQL ended by itself (exit code {}): {}", exitCode, started.lastLines());
        }
        return wasReady;
    }

    private void pauseAfter(int failedAttempts) throws InterruptedException {
        if (!ready.isDone() && failedAttempts >= FIRST_ATTEMPTS) {
            PostgresProcess failed = process;
            ready.completeExceptionally(
                    new DatabaseUnavailable(
                            "PostgreSQL does not start in %s:\n%s"
                                    .formatted(
                                            cluster.folder(),
                                            failed == null ? "" : failed.lastLines())));
            stopping.countDown();
            return;
        }
        long millis = FIRST_PAUSE.toMillis() << Math.min(failedAttempts, 10);
        var _ = stopping.await(Math.min(millis, LONGEST_PAUSE.toMillis()), TimeUnit.MILLISECONDS);
    }

    private boolean awaitConnection(DatabaseAddress address, PostgresProcess started)
            throws InterruptedException {
        // without an end: after a crash it reads its log again from the last checkpoint, which
        // takes its time
        while (isWanted() && started.isAlive()) {
            if (connects(address)) {
                return true;
            }
            var _ = stopping.await(20, TimeUnit.MILLISECONDS);
        }
        return false;
    }

    private boolean connects(DatabaseAddress address) {
        // the database "postgres" is always there; ours is made after the first start
        try (Connection connection = address.database("postgres").connect()) {
            createDatabase(connection);
            return true;
        } catch (SQLException e) {
            if (!ready.isDone() && isForGood(e)) {
                throw new DatabaseUnavailable(
                        "the database in %s refuses this Stammkunde: %s (its password is in the file %s)"
                                .formatted(cluster.folder(), e.getMessage(), Cluster.PASSWORD),
                        e);
            }
            return false;
        }
    }

    /** A wrong password or a full disk does not pass by waiting. */
    private static boolean isForGood(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("28") || state.equals("53100"));
    }

    private static void createDatabase(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found =
                        statement.executeQuery(
                                "select from pg_database where datname = '" + Cluster.USER + "'")) {
            if (!found.next()) {
                statement.execute("create database " + Cluster.USER);
            }
        }
    }

    /**
     * Shuts PostgreSQL down cleanly: open transactions are rolled back, what is committed is on
     * disk.
     */
    @Override
    public void close() {
        stopping.countDown();
        PostgresProcess running = process;
        if (running != null) {
            running.stop();
        }
        join();
    }

    private void join() {
        boolean interrupted = false;
        while (supervisor.isAlive()) {
            try {
                supervisor.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
