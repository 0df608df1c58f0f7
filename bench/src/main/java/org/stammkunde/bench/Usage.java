package org.stammkunde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a process and all its descendants (the server and its PostgreSQL) use, as {@code /proc}
 * tells it; known on Linux only.
 *
 * @param residentKilobytes memory at this moment, native memory included; pages that several of
 *     them share count once ({@code Pss})
 * @param cpuMillis processor time since they started, with that of descendants that have ended
 */
record Usage(long residentKilobytes, long cpuMillis) {

    private static final String PSS = "Pss:";

    /** The kernel counts processor time in hundredths of a second on all platforms we run on. */
    private static final long MILLIS_PER_TICK = 10;

    /** Of the process and its descendants; empty where the system does not tell. */
    static Optional<Usage> of(ProcessHandle root) {
        long kilobytes = sum(root, Usage::residentKilobytes);
        return kilobytes == 0
                ? Optional.empty()
                : Optional.of(new Usage(kilobytes, sum(root, Usage::cpuMillis)));
    }

    /** Processor time of this very process in milliseconds. */
    static long ownCpuMillis() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(java.time.Duration::toMillis)
                .orElse(0L);
    }

    private static long sum(ProcessHandle root, ToLongFunction<Path> value) {
        return Stream.concat(Stream.of(root), root.descendants())
                .map(process -> Path.of("/proc", Long.toString(process.pid())))
                .mapToLong(value)
                .sum();
    }

    private static long residentKilobytes(Path process) {
        try (Stream<String> lines = Files.lines(process.resolve("smaps_rollup"))) {
            return lines.filter(line -> line.startsWith(PSS))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Fields 14 to 17: user and system time, and those of children that were waited for. */
    private static long cpuMillis(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            // the second field is the program's name in parentheses and may hold blanks
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int field = 14; field <= 17; field++) {
                ticks += Long.parseLong(fields[field - 3]);
            }
            return ticks * MILLIS_PER_TICK;
        } catch (IOException ended) {
            return 0;
        }
    }
}
