package org.stammkunde.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder of the lake.
 *
 * <p>{@code files/} holds every file under a name that never comes again; the manifest names these.
 * Patterns such as {@code events/*}{@code /*.parquet} find second names (hard links) of the files
 * that count, and of no other: a file that was replaced can so be read to its end by whoever began,
 * while patterns do not find its rows twice.
 */
final class LakeFolder {

    static final String FILES = "files";
    private static final String MANIFEST = "manifest.json";

    private final Path root;

    LakeFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    private Path aside() {
        return root.resolve(".unfinished");
    }

    /** Where one run keeps what is unfinished; neither readers nor other runs look there. */
    Path aside(UUID run) {
        return aside().resolve(run.toString());
    }

    /** Makes the folder, with a place aside for a run, and removes what earlier runs left there. */
    void prepare(UUID run) {
        try {
            Files.createDirectories(root.resolve(FILES));
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-x---"));
            Files.createDirectories(aside());
            removeAllBelow(aside());
            Files.createDirectory(aside(run));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean holds(String path) {
        return Files.exists(root.resolve(path));
    }

    long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a finished file durable and gives it its name. */
    void keep(Path unfinished, String path) {
        try {
            Path target = root.resolve(path);
            sync(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            sync(root.resolve(FILES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes files that nobody listed: a run broke off before it could. */
    void removeAllBut(Set<String> listed) {
        try {
            for (Path file : filesBelow(root.resolve(FILES))) {
                if (!listed.contains(root.relativize(file).toString())) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String path) {
        try {
            Files.deleteIfExists(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets patterns find these files and no others, then replaces the manifest. */
    void publish(Collection<LakeFile> files, byte[] manifest) {
        Map<String, String> wanted = new HashMap<>();
        files.forEach(file -> wanted.put(file.publicPath(), file.path()));
        try {
            for (Map.Entry<String, String> each : wanted.entrySet()) {
                link(root.resolve(each.getKey()), root.resolve(each.getValue()));
            }
            for (Dataset dataset : Dataset.values()) {
                for (Path found : filesBelow(root.resolve(dataset.id()))) {
                    if (!wanted.containsKey(root.relativize(found).toString())) {
                        Files.delete(found);
                    }
                }
            }
            Path unfinished = Files.write(aside().resolve(MANIFEST), manifest);
            sync(unfinished);
            Files.move(unfinished, root.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
            sync(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void link(Path name, Path file) throws IOException {
        if (Files.exists(name) && Files.isSameFile(name, file)) {
            return;
        }
        Files.createDirectories(name.resolveSibling(""));
        Path aside = aside().resolve(file.getFileName() + ".link");
        Files.deleteIfExists(aside);
        Files.createLink(aside, file);
        Files.move(aside, name, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    private static void removeAllBelow(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            // what lies in a folder goes before it
            for (Path each : found.skip(1).sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
