package org.stammkunde.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A process that works in the embedded PostgreSQL of another one. It holds a shared lock on the
 * folder's file {@code guests}, so that a command which ends can wait before it stops PostgreSQL.
 *
 * @param address where PostgreSQL is
 * @param lock open for as long as the guest stays
 */
record Guest(DatabaseAddress address, FileChannel lock) implements AutoCloseable {

    /** Enters if the PostgreSQL of the data folder takes connections and is not about to end. */
    static Optional<Guest> tryEnter(Path data) {
        Path path = data.toAbsolutePath().normalize();
        try {
            FileChannel lock = channel(path);
            Optional<DatabaseAddress> address = isShared(lock) ? running(path) : Optional.empty();
            if (address.isEmpty()) {
                lock.close();
            }
            return address.map(found -> new Guest(found, lock));
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "the data folder %s cannot be used: %s".formatted(path, Reasons.of(e)), e);
        }
    }

    static FileChannel channel(Path data) throws IOException {
        return FileChannel.open(
                data.resolve("guests"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    private static boolean isShared(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, true) != null;
        } catch (OverlappingFileLockException _) {
            return true; // this very process is a guest already
        }
    }

    private static Optional<DatabaseAddress> running(Path data) throws IOException {
        Optional<Integer> port = LeftOver.port(Cluster.folderIn(data));
        if (port.isEmpty()) {
            return Optional.empty();
        }
        DatabaseAddress address = Cluster.addressOf(port.get(), Cluster.passwordIn(data));
        try (Connection _ = address.connect()) {
            return Optional.of(address);
        } catch (SQLException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
