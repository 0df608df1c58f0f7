package org.stammkunde.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that outlived the process that started it. Whoever holds the data folder's lock may
 * stop it: nobody else can be using it.
 */
final class LeftOver {

    private static final Logger log = LoggerFactory.getLogger(LeftOver.class);

    private final Path cluster;
    private final Path pidFile;

    LeftOver(Path cluster) {
        this.cluster = cluster;
        this.pidFile = cluster.resolve("postmaster.pid");
    }

    /** Stops it cleanly if there is one, and clears what a dead one left behind. */
    void stop() throws IOException {
        Optional<ProcessHandle> named = pid(pidFile).flatMap(ProcessHandle::of);
        if (named.isEmpty()) {
            return; // PostgreSQL itself recovers from the file of a dead process
        }
        ProcessHandle process = named.get();
        if (!runsHere(process)) {
            // the number went to somebody else meanwhile, as happens in containers; PostgreSQL
            // would refuse to start
            Files.deleteIfExists(pidFile);
            return;
        }
        log.warn(
                "a PostgreSQL of an earlier run (process {}) still runs and is stopped",
                process.pid());
        Signal.INTERRUPT.send(process.pid());
        if (!ends(process, 60)) {
            Signal.QUIT.send(process.pid());
            ends(process, 60);
        }
    }

    static Optional<Long> pid(Path pidFile) throws IOException {
        return line(pidFile, 0).map(Long::valueOf);
    }

    /** The port a running server wrote into its file. */
    static Optional<Integer> port(Path cluster) throws IOException {
        return line(cluster.resolve("postmaster.pid"), 3).map(Integer::valueOf);
    }

    private static Optional<String> line(Path file, int number) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.stream()
                .skip(number)
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("\\d+"));
    }

    private boolean runsHere(ProcessHandle process) {
        Path current = Path.of("/proc/" + process.pid() + "/cwd");
        try {
            return Files.isSameFile(current, cluster);
        } catch (IOException _) {
            return process.info().commandLine().orElse("").contains(cluster.toString());
        }
    }

    private static boolean ends(ProcessHandle process, int secondsMax) {
        try {
            process.onExit().get(secondsMax, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
