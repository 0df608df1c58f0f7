package org.stammkunde.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything an installation owns: the database cluster, the unpacked
 * PostgreSQL, its password.
 *
 * <p>A file lock makes sure that one process at a time holds it; the lock ends with the process,
 * however that ends. The file {@code stammkunde-data} marks the folder as ours: a folder with other
 * files in it and without the mark is refused and left as it is.
 */
public final class DataFolder implements AutoCloseable {

    private static final String MARK = "stammkunde-data";
    private static final String FORMAT = "1";
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes the folder for this process, creating it where it does not exist.
     *
     * @throws DatabaseUnavailable if the folder is not ours, is of a newer format, is held by
     *     another process, or cannot be written
     */
    public static DataFolder open(Path folder) {
        return tryOpen(folder).orElseThrow(() -> new DatabaseUnavailable(heldByOther(folder)));
    }

    /** As {@link #open}, but empty where another process holds the folder. */
    static Optional<DataFolder> tryOpen(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            prepare(path);
            return locked(path).map(channel -> new DataFolder(path, channel));
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "the data folder " + path + " cannot be used: " + Reasons.of(e), e);
        }
    }

    /** Whether there is no such folder, or nothing in it: whoever opened it would make one. */
    public static boolean isUnused(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> file.endsWith(LOCK));
        } catch (NoSuchFileException _) {
            return true;
        } catch (IOException _) {
            return false; // opening it says why
        }
    }

    private static void prepare(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
        }
        if (Files.exists(path.resolve(MARK))) {
            checkFormat(path);
            return;
        }
        refuseForeign(path);
        // others may pass through (PostgreSQL runs under a user of its own), not look around
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
        Files.writeString(path.resolve(MARK), FORMAT + "\n");
    }

    private static void checkFormat(Path path) throws IOException {
        String format = Files.readString(path.resolve(MARK)).strip();
        if (!format.equals(FORMAT) && !format.isEmpty()) {
            throw new DatabaseUnavailable(
                    "the data folder %s has format %s, this version reads format %s; use the newer Stammkunde that wrote it"
                            .formatted(path, format, FORMAT));
        }
    }

    private static void refuseForeign(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            // a lock file alone is what a start on a full disk leaves behind
            Optional<Path> foreign = files.filter(file -> !file.endsWith(LOCK)).findAny();
            if (foreign.isPresent()) {
                throw new DatabaseUnavailable(
                        "%s is not a data folder of Stammkunde (it holds %s); name an empty or new folder with --data"
                                .formatted(path, foreign.get().getFileName()));
            }
        }
    }

    private static Optional<FileChannel> locked(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path.resolve(LOCK),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        String holder = Long.toString(ProcessHandle.current().pid());
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)));
        return Optional.of(channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // held by this very process
        }
    }

    static String heldByOther(Path folder) {
        return "the data folder %s is in use by another Stammkunde%s; stop that one, or name another folder with --data"
                .formatted(folder.toAbsolutePath().normalize(), holder(folder));
    }

    private static String holder(Path folder) {
        try {
            return " (process " + Files.readString(folder.resolve(LOCK)).strip() + ")";
        } catch (IOException _) {
            return "";
        }
    }

    /** The folder itself, absolute. */
    public Path path() {
        return path;
    }

    /** A file or folder in it. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** Waits until no other process works in this one's database. */
    void awaitGuests() {
        try (FileChannel guests = Guest.channel(path);
                FileLock _ = guests.lock()) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the folder free. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
