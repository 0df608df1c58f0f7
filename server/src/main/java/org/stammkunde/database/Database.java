package org.stammkunde.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The installation's database, open and with the tables of all modules.
 *
 * <p>Either the embedded PostgreSQL of a data folder, which ends when this is closed if this
 * started it, or any PostgreSQL by its address.
 */
public final class Database implements AutoCloseable {

    /** The oldest PostgreSQL with all that the modules' SQL uses. */
    private static final int OLDEST_MAJOR = 16;

    /** How long a command waits for a server that is just starting or stopping. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);

    private final DatabaseAddress address;
    private final Runnable end;

    private Database(DatabaseAddress address, Runnable end) {
        this.address = address;
        this.end = end;
    }

    /**
     * Takes the data folder for this process alone, starts its PostgreSQL and migrates. This is how
     * the server opens it.
     *
     * @throws DatabaseUnavailable with what to do, if any of that fails
     */
    public static Database embedded(Path data) {
        return started(DataFolder.open(data), Migrations::migrate, _ -> {});
    }

    /**
     * Works beside the process that holds the data folder, or takes the folder if there is none;
     * then closing waits for those that came beside. This is how commands open it.
     *
     * @throws DatabaseUnavailable with what to do, if any of that fails
     */
    public static Database beside(Path data) {
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        while (true) {
            Optional<DataFolder> folder = DataFolder.tryOpen(data);
            if (folder.isPresent()) {
                return started(folder.get(), Migrations::migrate, DataFolder::awaitGuests);
            }
            Optional<Guest> guest = Guest.tryEnter(data);
            if (guest.isPresent()) {
                return beside(guest.get());
            }
            pauseUntil(deadline, data);
        }
    }

    private static Database beside(Guest guest) {
        try {
            Migrations.requireCurrent(guest.address().dataSource());
            return new Database(guest.address(), guest::close);
        } catch (RuntimeException e) {
            guest.close();
            throw e;
        }
    }

    private static void pauseUntil(long deadline, Path data) {
        if (System.nanoTime() > deadline) {
            throw new DatabaseUnavailable(
                    DataFolder.heldByOther(data)
                            + " (its PostgreSQL did not answer for %d seconds)"
                                    .formatted(WAIT_MAX.toSeconds()));
        }
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("interrupted while waiting for the database", e);
        }
    }

    /**
     * As {@link #embedded}, but leaves the tables as they are: for {@link ImportAll}, which makes
     * them itself.
     */
    public static Database unprepared(Path data) {
        return started(DataFolder.open(data), _ -> {}, _ -> {});
    }

    private static Database started(
            DataFolder folder, Consumer<DataSource> prepare, Consumer<DataFolder> beforeStop) {
        Runnable end = folder::close;
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
            end =
                    () -> {
                        beforeStop.accept(folder);
                        postgres.close();
                        folder.close();
                    };
            prepare.accept(postgres.address().dataSource());
            return new Database(postgres.address(), end);
        } catch (RuntimeException e) {
            end.run();
            throw e;
        }
    }

    /**
     * Uses the PostgreSQL at an address and migrates.
     *
     * @throws DatabaseUnavailable if it cannot be reached or is too old
     */
    public static Database at(DatabaseAddress address) {
        Database database = unprepared(address);
        Migrations.migrate(address.dataSource());
        return database;
    }

    /** As {@link #at}, but leaves the tables as they are. */
    public static Database unprepared(DatabaseAddress address) {
        try (Connection connection = address.connect()) {
            refuseOld(address, connection.getMetaData().getDatabaseMajorVersion());
        } catch (SQLException e) {
            throw new DatabaseUnavailable(
                    "the database %s cannot be used: %s".formatted(address, e.getMessage()), e);
        }
        return new Database(address, () -> {});
    }

    static void refuseOld(DatabaseAddress address, int major) {
        if (major < OLDEST_MAJOR) {
            throw new DatabaseUnavailable(
                    "the database %s is PostgreSQL %d; accepted is %d or newer"
                            .formatted(address, major, OLDEST_MAJOR));
        }
    }

    /** Where it is. */
    public DatabaseAddress address() {
        return address;
    }

    /** Stops what was started and gives the data folder free. */
    @Override
    public void close() {
        end.run();
    }
}
