package org.stammkunde.database;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes everything an installation holds into one file: the rows of all modules' tables as of one
 * instant, with what is needed to fill an empty installation of this or a newer version.
 *
 * <p>The file is a zip: one entry per table in the text format of COPY, which every PostgreSQL
 * reads, and a manifest with the migrations the tables came from, row counts and digests. One
 * transaction reads all of it, so a server may go on working meanwhile.
 */
public final class Export {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Connection connection;
    private final ZipOutputStream zip;

    private Export(Connection connection, ZipOutputStream zip) {
        this.connection = connection;
        this.zip = zip;
    }

    /**
     * Writes the file; it appears under its name when it is complete and on disk. Only its owner
     * can read it: it holds personal data.
     *
     * @throws DatabaseUnavailable if the file exists or cannot be written
     */
    public static Copied write(DatabaseAddress database, Path file, Instant now) {
        Path target = file.toAbsolutePath();
        if (Files.exists(target)) {
            throw new DatabaseUnavailable(
                    "%s exists already and is not overwritten; name another file"
                            .formatted(target));
        }
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        try {
            ExportManifest manifest = writeUnfinished(database, unfinished, now);
            Files.move(unfinished, target);
            return Copied.of(manifest);
        } catch (IOException e) {
            delete(unfinished);
            throw new DatabaseUnavailable(
                    "%s cannot be written: %s".formatted(target, Reasons.of(e)), e);
        } catch (SQLException e) {
            delete(unfinished);
            throw new DatabaseUnavailable("the export broke off: " + e.getMessage(), e);
        }
    }

    private static ExportManifest writeUnfinished(
            DatabaseAddress database, Path unfinished, Instant now)
            throws IOException, SQLException {
        delete(unfinished);
        try (Connection connection = database.connect();
                FileChannel channel = newFile(unfinished);
                var zip = zip(Channels.newOutputStream(channel))) {
            ExportManifest manifest =
                    new Export(connection, zip)
                            .writeAll(now, Migrations.applied(database.dataSource()));
            zip.finish();
            zip.flush();
            channel.force(true);
            return manifest;
        }
    }

    private static FileChannel newFile(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static ZipOutputStream zip(OutputStream file) {
        var zip = new ZipOutputStream(new BufferedOutputStream(file, BUFFER_BYTES));
        // the rows are text; a higher level costs several times the time for a few percent
        zip.setLevel(Deflater.BEST_SPEED);
        return zip;
    }

    private static void delete(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException _) {
            // what cannot be deleted is in nobody's way but the next export's, which says so
        }
    }

    private ExportManifest writeAll(Instant now, List<ExportManifest.Module> modules)
            throws IOException, SQLException {
        Emptying.prevent(connection);
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        var catalog = new Catalog(connection);
        List<ExportManifest.Content> contents = new ArrayList<>();
        for (Catalog.Table table : catalog.tables()) {
            contents.add(write(table));
        }
        // sequences stand outside transactions: read last, they are never behind the rows
        var manifest =
                new ExportManifest(
                        ExportManifest.FORMAT,
                        programVersion(),
                        now,
                        modules,
                        contents,
                        catalog.sequences());
        zip.putNextEntry(new ZipEntry(ExportManifest.ENTRY));
        zip.write(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.closeEntry();
        return manifest;
    }

    private ExportManifest.Content write(Catalog.Table table) throws IOException, SQLException {
        var content =
                new ExportManifest.Content(table.schema(), table.name(), table.columns(), 0, 0, "");
        zip.putNextEntry(new ZipEntry(content.entry()));
        var copied = new CopiedBytes();
        CopyOut copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy %s to stdout".formatted(table.sql()));
        for (byte[] row; (row = copy.readFromCopy()) != null; ) {
            zip.write(row);
            copied.add(row, row.length);
        }
        zip.closeEntry();
        return new ExportManifest.Content(
                table.schema(),
                table.name(),
                table.columns(),
                copy.getHandledRowCount(),
                copied.count(),
                copied.sha256());
    }

    private static String programVersion() {
        return Objects.requireNonNullElse(
                Export.class.getPackage().getImplementationVersion(), "development");
    }
}
