package org.stammkunde.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What a running server's data folder tells about its embedded PostgreSQL. */
record DataFolder(Path path) {

    private static final String NAME = "stammkunde";

    /** How to reach the database. */
    Database database() throws IOException {
        String port = Files.readString(path.resolve("postgres-port")).strip();
        String password = Files.readString(path.resolve("postgres-password")).strip();
        return new Database("jdbc:postgresql://127.0.0.1:" + port + "/" + NAME, NAME, password);
    }

    /** The postmaster, empty where none runs. */
    Optional<ProcessHandle> postmaster() {
        Path pidFile = path.resolve("postgres").resolve("postmaster.pid");
        try {
            String text = Files.readString(pidFile);
            return ProcessHandle.of(Long.parseLong(text.lines().findFirst().orElse("0").strip()));
        } catch (IOException | NumberFormatException noneRuns) {
            return Optional.empty();
        }
    }

    /** Whether the database takes connections and answers. */
    boolean databaseAnswers() {
        try (Connection connection = database().connect()) {
            return connection.isValid(1);
        } catch (IOException | SQLException notYet) {
            return false;
        }
    }
}
