package org.stammkunde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that starts a server of its own. */
final class ServerOptions {

    @Option(
            names = "--command",
            split = ",",
            paramLabel = "WORD",
            description =
                    "How Stammkunde's command line is called, words parted by commas; default:"
                            + " ${DEFAULT-VALUE}.",
            defaultValue = "${env:STAMMKUNDE_HOME:-.}/stammkunde")
    private List<String> command = List.of();

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description =
                    "A folder for the server's data, kept afterwards; default: a temporary one.")
    private @Nullable Path folder;

    /** Work with a folder that is there while it runs. */
    interface Work {
        int in(Path folder) throws IOException, InterruptedException, java.sql.SQLException;
    }

    List<String> command() {
        return command;
    }

    /** Does the work in the folder that was asked for, or in a temporary one that is deleted. */
    int withFolder(Work work) throws Exception {
        if (folder != null) {
            return work.in(Files.createDirectories(folder));
        }
        // PostgreSQL of a server that root starts runs under another user, who has to pass through
        Path temporary =
                Files.createTempDirectory(
                        "stammkunde-bench",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx--x--x")));
        try {
            return work.in(temporary);
        } finally {
            delete(temporary);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
