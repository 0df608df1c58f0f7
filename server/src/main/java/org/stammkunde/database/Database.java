package org.stammkunde.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The installation's database, open and up to date.
 *
 * <p>Either the embedded PostgreSQL of a data folder, which ends when this is closed, or any
 * PostgreSQL by its address.
 */
public final class Database implements AutoCloseable {

    private final DatabaseAddress address;
    private final @Nullable DataFolder folder;
    private final @Nullable EmbeddedPostgres postgres;

    private Database(
            DatabaseAddress address,
            @Nullable DataFolder folder,
            @Nullable EmbeddedPostgres postgres) {
        this.address = address;
        this.folder = folder;
        this.postgres = postgres;
    }

    /**
     * Takes the data folder, starts its PostgreSQL and migrates.
     *
     * @throws DatabaseUnavailable with what to do, if any of that fails
     */
    public static Database embedded(Path data) {
        DataFolder folder = DataFolder.open(data);
        EmbeddedPostgres postgres = null;
        try {
            postgres = EmbeddedPostgres.start(folder);
            Migrations.migrate(postgres.address().dataSource());
            return new Database(postgres.address(), folder, postgres);
        } catch (RuntimeException e) {
            close(folder, postgres);
            throw e;
        }
    }

    /** Uses the PostgreSQL at an address and migrates. */
    public static Database at(DatabaseAddress address) {
        Migrations.migrate(address.dataSource());
        return new Database(address, null, null);
    }

    /** Where it is. */
    public DatabaseAddress address() {
        return address;
    }

    /** Stops what was started and gives the data folder free. */
    @Override
    public void close() {
        close(folder, postgres);
    }

    private static void close(@Nullable DataFolder folder, @Nullable EmbeddedPostgres postgres) {
        if (postgres != null) {
            postgres.close();
        }
        if (folder != null) {
            folder.close();
        }
    }
}
