package org.stammkunde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Memory of a process and all its descendants (the server and its PostgreSQL), native memory
 * included. Pages that several of them share count once: the sum of {@code Pss} in {@code
 * /proc/PID/smaps_rollup}, so known on Linux only.
 */
final class ResidentMemory {

    private static final String LINE = "Pss:";

    private ResidentMemory() {}

    /** Kilobytes at this moment; empty where the system does not tell. */
    static OptionalLong kilobytes(ProcessHandle root) {
        long sum =
                Stream.concat(Stream.of(root), root.descendants())
                        .flatMapToLong(process -> ofProcess(process.pid()))
                        .sum();
        return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    private static LongStream ofProcess(long pid) {
        Path rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        try (Stream<String> lines = Files.lines(rollup)) {
            return LongStream.of(
                    lines.filter(line -> line.startsWith(LINE))
                            .mapToLong(ResidentMemory::kilobytes)
                            .sum());
        } catch (IOException ended) {
            return LongStream.empty();
        }
    }

    private static long kilobytes(String line) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }
}
