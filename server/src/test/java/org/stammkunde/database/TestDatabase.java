package org.stammkunde.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.springframework.util.FileSystemUtils;

/**
 * Real, migrated, empty databases for tests: one embedded PostgreSQL per test process, one database
 * per call, cloned from a template.
 */
public final class TestDatabase {

    private static final String TEMPLATE = "stammkunde";
    private static final AtomicInteger count = new AtomicInteger();

    private TestDatabase() {}

    /** A new database with the tables of all modules. */
    public static DataSource fresh() {
        return freshAddress().dataSource();
    }

    /** As {@link #fresh}, by its address. */
    public static DatabaseAddress freshAddress() {
        return clone(TEMPLATE);
    }

    /** A new database without any table. */
    public static DatabaseAddress bareAddress() {
        return clone("template1");
    }

    private static DatabaseAddress clone(String template) {
        String name = "test_" + count.incrementAndGet();
        DatabaseAddress server = Running.POSTGRES.address();
        try (var connection = server.database("postgres").connect();
                var statement = connection.createStatement()) {
            statement.execute("create database %s template %s".formatted(name, template));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server.database(name);
    }

    /** Started on first use, ended with the test process. */
    private static final class Running {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            DataFolder data = DataFolder.open(temporaryFolder());
            shareBinaries(data.path());
            EmbeddedPostgres postgres = EmbeddedPostgres.start(data, PostgresSettings.FLEETING);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, data)));
            Migrations.migrate(postgres.address().dataSource());
            return postgres;
        }

        private static void stop(EmbeddedPostgres postgres, DataFolder data) {
            postgres.close();
            data.close();
            try {
                FileSystemUtils.deleteRecursively(data.path());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A folder that also PostgreSQL's own user may enter, unlike JUnit's temporary ones. */
    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("stammkunde-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Between two looks at what another process does: on two cores, whoever looks without a pause
     * takes one of them from who is looked at.
     */
    static void leaveTheCore() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }

    /** Lets a data folder use the programs that are unpacked already. */
    static void shareBinaries(Path data) {
        try {
            Files.createSymbolicLink(data.resolve("binaries"), unpacked());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL, unpacked once per machine and user instead of once per test process. */
    public static Path unpacked() {
        Path shared =
                Path.of(System.getProperty("java.io.tmpdir"))
                        .resolve("stammkunde-postgres-" + System.getProperty("user.name"));
        try {
            Binaries.in(shared);
            return shared;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
