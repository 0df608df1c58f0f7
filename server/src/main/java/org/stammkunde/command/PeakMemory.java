package org.stammkunde.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How much memory the command took: the peak of this process, and what the processes that it
 * started (PostgreSQL) hold now, shared pages counted once.
 */
final class PeakMemory {

    private PeakMemory() {}

    /**
     * In megabytes of 1,000,000 bytes; of the Java heap only where the system does not tell more.
     */
    static long megabytes() {
        long own = kilobytes(ProcessHandle.current(), "status", "VmHWM:");
        if (own == 0) {
            return Runtime.getRuntime().totalMemory() / 1_000_000;
        }
        long children =
                ProcessHandle.current()
                        .descendants()
                        .mapToLong(child -> kilobytes(child, "smaps_rollup", "Pss:"))
                        .sum();
        return (own + children) * 1_024 / 1_000_000;
    }

    private static long kilobytes(ProcessHandle process, String file, String key) {
        Path path = Path.of("/proc", String.valueOf(process.pid()), file);
        try (Stream<String> lines = Files.lines(path)) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException unknown) {
            return 0;
        }
    }
}
