package org.stammkunde.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.stammkunde.database.DataFolder;
import org.stammkunde.database.Database;
import org.stammkunde.database.DatabaseAddress;
import picocli.CommandLine.Option;

/** Which installation a command works on, and how it explains itself; a picocli mixin. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "the data folder; otherwise STAMMKUNDE_DATA, otherwise ./data")
    private @Nullable Path data;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this text")
    private boolean help;

    /** The data folder, not necessarily there yet. */
    Path folder() {
        if (data != null) {
            return data;
        }
        String named = System.getenv("STAMMKUNDE_DATA");
        return Path.of(named == null || named.isBlank() ? "data" : named);
    }

    /**
     * The data folder of an installation that is there, for commands that would be pointless, and
     * in the case of an export harmful, on one that they had just made.
     *
     * @throws CannotRun if there is none
     */
    Path existingFolder() {
        Path folder = folder();
        if (DatabaseAddress.ofEnvironment().isEmpty() && DataFolder.isUnused(folder)) {
            throw new CannotRun(
                    "there is no installation in %s; name its folder with --data or STAMMKUNDE_DATA"
                            .formatted(folder.toAbsolutePath().normalize()));
        }
        return folder;
    }

    /** The installation's database, beside a running server or not; the caller closes it. */
    Database database() {
        Path folder = existingFolder();
        return DatabaseAddress.ofEnvironment()
                .map(Database::at)
                .orElseGet(() -> Database.beside(folder));
    }

    /** The database without a look at its tables, for a command that makes them. */
    Database unpreparedDatabase() {
        return DatabaseAddress.ofEnvironment()
                .map(Database::unprepared)
                .orElseGet(() -> Database.unprepared(folder()));
    }
}
