package org.stammkunde.collect.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.multipart.MultipartFile;

/** The folder of each import: the file until it is imported, its mapping, its row report. */
@Component
class ImportFiles {

    /** For so long a row report can be downloaded; it holds values of persons. */
    static final int DAYS_KEPT = 30;

    private static final String UPLOAD = "upload";

    private static final Set<PosixFilePermission> PRIVATE =
            PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final Path temporary;
    private final InstantSource clock;

    ImportFiles(@Value("${stammkunde.data:data}") Path data, InstantSource clock) {
        this.folder = data.resolve("imports").toAbsolutePath();
        this.temporary = data.resolve("temporary").toAbsolutePath();
        this.clock = clock;
    }

    void keep(long id, String name, MultipartFile upload) {
        try {
            removeOld();
            Files.createDirectories(made(folder).resolve(of(id)).resolve(UPLOAD));
            upload.transferTo(file(id, name));
        } catch (IOException failed) {
            throw new UncheckedIOException("the uploaded file cannot be kept", failed);
        }
    }

    /** Takes over a file that {@link #spool} made. */
    void keep(long id, String name, Path spooled) {
        try {
            removeOld();
            Files.createDirectories(made(folder).resolve(of(id)).resolve(UPLOAD));
            Files.move(spooled, file(id, name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("the uploaded file cannot be kept", failed);
        }
    }

    /**
     * Writes what is sent into a temporary file.
     *
     * @param bytesMax of which one more is read
     */
    Path spool(InputStream sent, long bytesMax) throws IOException {
        Path file = Files.createTempFile(temporary(), "upload", ".part");
        try {
            write(sent, bytesMax, file);
            return file;
        } catch (IOException | RuntimeException brokenOff) {
            Files.deleteIfExists(file);
            throw brokenOff;
        }
    }

    private static void write(InputStream sent, long bytesMax, Path file) throws IOException {
        try (OutputStream into = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            int read = sent.read(buffer);
            for (long bytes = 0; read >= 0 && bytes <= bytesMax; bytes += read) {
                into.write(buffer, 0, read);
                read = sent.read(buffer);
            }
        }
    }

    /** The uploaded file, under its own name, from which the source is proposed. */
    Path file(long id, String name) {
        return of(id).resolve(UPLOAD).resolve(safe(name));
    }

    Path report(long id) {
        return of(id).resolve("row-report.csv");
    }

    /** Keeps a row report that was written elsewhere, so that it can be downloaded. */
    void keepReport(long id, Path written) throws IOException {
        removeOld();
        Files.createDirectories(made(folder).resolve(of(id)));
        Files.copy(written, report(id), StandardCopyOption.REPLACE_EXISTING);
    }

    boolean hasReport(long id) {
        return Files.exists(report(id));
    }

    Path temporary() {
        try {
            return made(temporary);
        } catch (IOException failed) {
            throw new UncheckedIOException("there is no place for temporary files", failed);
        }
    }

    /** Where the chosen mapping stands for the import to read it. */
    Path mapping(long id, String content) {
        try {
            Files.createDirectories(made(folder).resolve(of(id)));
            return Files.writeString(of(id).resolve("mapping.properties"), content);
        } catch (IOException failed) {
            throw new UncheckedIOException("the mapping cannot be kept", failed);
        }
    }

    void removeFile(long id, String name) {
        try {
            Files.deleteIfExists(file(id, name));
        } catch (IOException failed) {
            throw new UncheckedIOException("an imported file cannot be removed", failed);
        }
    }

    void removeAll(long id) {
        try {
            FileSystemUtils.deleteRecursively(of(id));
        } catch (IOException failed) {
            throw new UncheckedIOException("the files of an import cannot be removed", failed);
        }
    }

    private void removeOld() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        FileTime oldest = FileTime.from(clock.instant().minus(Duration.ofDays(DAYS_KEPT)));
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.toList()) {
                if (Files.getLastModifiedTime(each).compareTo(oldest) < 0) {
                    FileSystemUtils.deleteRecursively(each);
                }
            }
        }
    }

    /** A folder that nobody else on the machine looks into: files tell of persons. */
    private static Path made(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!Files.getPosixFilePermissions(folder).equals(PRIVATE)) {
            Files.setPosixFilePermissions(folder, PRIVATE);
        }
        return folder;
    }

    private Path of(long id) {
        return folder.resolve(String.valueOf(id));
    }

    /** A name that leads nowhere else. */
    private static String safe(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceAll("^\\.+", "_");
    }
}
