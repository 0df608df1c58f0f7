package org.stammkunde.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One run of the PostgreSQL server, with what it says on its way into our log. */
final class PostgresProcess {

    private static final Logger log = LoggerFactory.getLogger("org.stammkunde.database.postgres");

    /** Enough to see why a start failed. */
    private static final int LINES_KEPT = 20;

    /** What it answers to our own attempts to connect while it gets ready. */
    private static final Pattern START_UP =
            Pattern.compile("system is (starting up|not yet accepting connections)");

    private final Process process;
    private final Thread reader;
    private final Deque<String> lines = new ArrayDeque<>();

    private PostgresProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().name("postgres-log").start(this::readLog);
    }

    /** Starts it; it ends with the thread that calls this. */
    static PostgresProcess start(List<String> command) throws IOException {
        var builder =
                new ProcessBuilder(command)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        Process process = builder.start();
        process.getOutputStream().close();
        return new PostgresProcess(process);
    }

    private void readLog() {
        try (var output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = output.readLine()) != null; ) {
                keep(line);
                log.atLevel(level(line)).log(line);
            }
        } catch (IOException _) {
            // the pipe ends with the process
        }
    }

    private static Level level(String line) {
        if (line.contains("terminated by signal") || line.contains("redo in progress")) {
            return Level.WARN;
        }
        boolean usual = line.startsWith("LOG:") || START_UP.matcher(line).find();
        return usual ? Level.DEBUG : Level.WARN;
    }

    private void keep(String line) {
        synchronized (lines) {
            lines.addLast(line);
            if (lines.size() > LINES_KEPT) {
                lines.removeFirst();
            }
        }
    }

    /** The last lines it wrote, complete once it has ended. */
    String lastLines() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int waitFor() throws InterruptedException {
        int exitCode = process.waitFor();
        reader.join(1_000);
        return exitCode;
    }

    /**
     * Asks for a fast shutdown and waits; after two minutes without one it is made to stop at once.
     */
    void stop() {
        Signal.INTERRUPT.send(process.pid());
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                Signal.QUIT.send(process.pid());
                process.waitFor();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
