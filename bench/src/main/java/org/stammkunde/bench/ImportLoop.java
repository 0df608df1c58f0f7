package org.stammkunde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Imports one file of orders after the other by the command line, in a thread of its own; a file
 * whose import was killed or failed is imported again until that is done.
 */
final class ImportLoop implements AutoCloseable {

    /**
     * The orders of the disturbed imports against those of the undisturbed one.
     *
     * @param orders in the files
     * @param differing orders or lines that only one side has, and facts stored more than once
     */
    record Comparison(long orders, long differing) {}

    private static final Duration IDLE_MAX = Duration.ofMinutes(5);
    private static final String DISTURBED = "kill-import";
    private static final String UNDISTURBED = "undisturbed-import";

    private static final String OF_SOURCE =
            " where source = (select id from events.shared_source where name = ?)";
    private static final String ORDER_COLUMNS =
            "number, kind, status, channel, currency, ordered_at, day, items, total_minor,"
                    + " refunded_minor, net_minor";
    private static final String LINE_COLUMNS =
            "number, line, sku, name, category, quantity, unit_price, discount";

    private final ServerProcess server;
    private final Path folder;
    private final OrderFile orderFile;
    private final FutureTask<Void> task = new FutureTask<>(this::importFiles);
    private boolean paused;
    private volatile boolean finishing;
    private volatile @Nullable Process process;
    private volatile int completed;
    private volatile int interrupted;

    ImportLoop(ServerProcess server, Path folder, int orders, long seed) {
        this.server = server;
        this.folder = folder;
        this.orderFile = new OrderFile(orders, seed);
    }

    void start() {
        Thread.ofPlatform().name("imports").start(task);
    }

    /** Whether an import runs at this moment. */
    boolean running() {
        return process != null;
    }

    /** Files imported to their end. */
    int completed() {
        return completed;
    }

    /** Imports that ended before their file did. */
    int interrupted() {
        return interrupted;
    }

    /** Starts no other import; the one under way goes on. */
    void pause() {
        setPaused(true);
    }

    /** Goes on with the file that is not done. */
    void resume() {
        setPaused(false);
    }

    /** Waits until the import under way, if there is one, has ended. */
    void awaitEnd() throws InterruptedException {
        Waiting.until("the import ends", IDLE_MAX, () -> !running());
    }

    /** Ends the import under way at once, as {@code kill -9} does. */
    void kill() {
        Process importing = process;
        if (importing != null) {
            importing.destroyForcibly();
        }
    }

    /** Imports the file under way to its end and stops. */
    void finish() throws InterruptedException {
        finishing = true;
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the imports failed", e.getCause());
        }
    }

    /** Imports all of the same rows as one file for another source, with nothing in between. */
    void importUndisturbed() throws IOException, InterruptedException {
        Path file = folder.resolve("orders-all.csv");
        orderFile.write(file, 0, completed);
        int exitCode = importing(file, UNDISTURBED).waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException("the undisturbed import ended with " + exitCode);
        }
    }

    Comparison compare(Connection connection) throws SQLException {
        long orders =
                number(
                        connection,
                        "select count(*) from orders.shared_order" + OF_SOURCE,
                        UNDISTURBED);
        long facts =
                number(
                        connection,
                        "select count(*) from events.shared_event" + OF_SOURCE,
                        DISTURBED);
        long differing =
                differing(connection, "orders.shared_order", ORDER_COLUMNS)
                        + differing(connection, "orders.shared_line", LINE_COLUMNS);
        return new Comparison(orders, differing + Math.abs(facts - orders));
    }

    @Override
    public void close() {
        finishing = true;
        task.cancel(true);
        Process importing = process;
        if (importing != null) {
            importing.destroyForcibly();
        }
    }

    /** Rows that one of the two sources has and the other has not. */
    private static long differing(Connection connection, String view, String columns)
            throws SQLException {
        String rows = "select " + columns + " from " + view + OF_SOURCE;
        String query =
                "select count(*) from (%s except all %s) as difference".formatted(rows, rows);
        return number(connection, query, DISTURBED, UNDISTURBED)
                + number(connection, query, UNDISTURBED, DISTURBED);
    }

    private static long number(Connection connection, String query, String... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private @Nullable Void importFiles() throws IOException, InterruptedException {
        while (!finishing) {
            Path file = folder.resolve("orders-" + completed + ".csv");
            orderFile.write(file, completed, 1);
            importToItsEnd(file);
            Files.delete(file);
        }
        return null;
    }

    private void importToItsEnd(Path file) throws IOException, InterruptedException {
        for (int exitCode = importOnce(file); exitCode != Bench.DONE; exitCode = importOnce(file)) {
            if (exitCode == Bench.CHECK_FAILED || exitCode == Bench.WRONG_USE) {
                throw new IllegalStateException(
                        "the import of %s ended with %d, see server.log".formatted(file, exitCode));
            }
            interrupted++;
            TimeUnit.MILLISECONDS.sleep(200);
        }
        completed++;
    }

    private int importOnce(Path file) throws IOException, InterruptedException {
        Process importing = startWhenAllowed(file);
        try {
            return importing.waitFor();
        } finally {
            process = null;
        }
    }

    private synchronized Process startWhenAllowed(Path file)
            throws IOException, InterruptedException {
        while (paused) {
            wait();
        }
        Process importing = importing(file, DISTURBED);
        process = importing;
        return importing;
    }

    private synchronized void setPaused(boolean value) {
        paused = value;
        notifyAll();
    }

    private Process importing(Path file, String source) throws IOException {
        return server.call("import", file.toString(), "--source", source);
    }
}
