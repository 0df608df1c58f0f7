package org.stammkunde.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills an empty installation from a file that {@link Export} wrote, also one of an older version:
 * the tables are made as they were when the file was written, filled in one transaction, and then
 * brought up to date.
 *
 * <p>A schema {@code import_unfinished} stands in the database meanwhile: a server does not start
 * on half an import, and the next attempt begins anew.
 */
public final class ImportAll {

    private static final int BUFFER_BYTES = 1 << 16;

    private final DatabaseAddress database;
    private final ZipFile zip;
    private final ExportManifest manifest;

    private ImportAll(DatabaseAddress database, ZipFile zip, ExportManifest manifest) {
        this.database = database;
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Fills the database.
     *
     * @throws DatabaseUnavailable if the database is not empty, or the file is damaged, no export
     *     or of a newer version; the database is empty then
     */
    public static Copied read(DatabaseAddress database, Path file) {
        try (var zip = new ZipFile(file.toFile())) {
            ExportManifest manifest = manifest(zip, file);
            refuseNewer(database.dataSource(), manifest, file);
            new ImportAll(database, zip, manifest).run();
            return Copied.of(manifest);
        } catch (IOException e) {
            throw new DatabaseUnavailable(unreadable(file, e), e);
        } catch (SQLException e) {
            throw new DatabaseUnavailable(
                    "the import from %s broke off, nothing was imported: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static String unreadable(Path file, IOException reason) {
        if (!Files.exists(file)) {
            return "there is no file " + file;
        }
        String text =
                reason instanceof ZipException
                        ? "it is damaged or no export (" + reason.getMessage() + ")"
                        : Reasons.of(reason);
        return "%s cannot be read: %s".formatted(file, text);
    }

    private static ExportManifest manifest(ZipFile zip, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(ExportManifest.ENTRY);
        if (entry == null) {
            throw new DatabaseUnavailable(
                    "%s is not an export of Stammkunde: it has no %s"
                            .formatted(file, ExportManifest.ENTRY));
        }
        try (InputStream stream = zip.getInputStream(entry)) {
            var mapper = JsonMapper.shared();
            var tree = mapper.readTree(stream);
            int format = tree.path("format").asInt(0);
            if (format != ExportManifest.FORMAT) {
                throw new DatabaseUnavailable(
                        "%s has format %d, this version reads format %d; use a newer Stammkunde"
                                .formatted(file, format, ExportManifest.FORMAT));
            }
            return mapper.treeToValue(tree, ExportManifest.class);
        } catch (JacksonException e) {
            throw new DatabaseUnavailable(
                    "%s is not an export of Stammkunde: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void refuseNewer(DataSource database, ExportManifest manifest, Path file) {
        for (ExportManifest.Module module : manifest.modules()) {
            List<ExportManifest.Migration> known = Migrations.known(database, module.name());
            for (ExportManifest.Migration migration : module.migrations()) {
                if (!known.contains(migration)) {
                    throw new DatabaseUnavailable(
                            "%s was written by Stammkunde %s, whose tables of `%s` (version %s) this one does not know; use that version or a newer one"
                                    .formatted(
                                            file,
                                            manifest.program(),
                                            module.name(),
                                            migration.version()));
                }
            }
        }
    }

    private void run() throws IOException, SQLException {
        try (Connection connection = database.connect()) {
            begin(connection);
            manifest.modules()
                    .forEach(module -> Migrations.migrateTo(database.dataSource(), module));
            try {
                fill(connection);
            } catch (IOException | SQLException | RuntimeException e) {
                connection.rollback();
                connection.setAutoCommit(true);
                clear(connection);
                throw e;
            }
            connection.setAutoCommit(true);
            execute(connection, "analyze");
        }
        Migrations.migrate(database.dataSource());
    }

    private void begin(Connection connection) throws SQLException {
        if (Migrations.hasUnfinishedImport(connection)) {
            clear(connection);
        }
        List<String> schemas = new Catalog(connection).schemas();
        if (!schemas.isEmpty()) {
            throw new DatabaseUnavailable(
                    "the target %s already holds an installation, and an import fills empty ones only; name a new folder with --data (or another database)"
                            .formatted(database));
        }
        execute(connection, "create schema " + Migrations.UNFINISHED_IMPORT);
    }

    private static void clear(Connection connection) throws SQLException {
        for (String schema : new Catalog(connection).schemas()) {
            execute(connection, "drop schema \"" + schema + "\" cascade");
        }
        execute(connection, "drop schema if exists " + Migrations.UNFINISHED_IMPORT);
    }

    /** All rows and the removal of the mark in one transaction. */
    private void fill(Connection connection) throws IOException, SQLException {
        connection.setAutoCommit(false);
        var catalog = new Catalog(connection);
        // some migrations put in first rows; the file holds those too
        for (Catalog.Table table : catalog.tables()) {
            execute(connection, "truncate %s cascade".formatted(table.reference()));
        }
        for (ExportManifest.Content content : manifest.tables()) {
            fill(connection, content);
        }
        for (Catalog.Sequence sequence : manifest.sequences()) {
            set(connection, sequence);
        }
        execute(connection, "drop schema " + Migrations.UNFINISHED_IMPORT);
        connection.commit();
    }

    private void fill(Connection connection, ExportManifest.Content content)
            throws IOException, SQLException {
        var copied = new CopiedBytes();
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy %s from stdin".formatted(content.table().sql()));
        long rows;
        try {
            send(content, copy, copied);
            rows = copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        if (rows != content.rows() || !copied.sha256().equals(content.sha256())) {
            throw new DatabaseUnavailable(
                    "the file is damaged: table %s.%s is not what was exported (%,d rows of %,d); nothing was imported"
                            .formatted(content.schema(), content.name(), rows, content.rows()));
        }
    }

    private void send(ExportManifest.Content content, CopyIn copy, CopiedBytes copied)
            throws IOException, SQLException {
        ZipEntry entry = zip.getEntry(content.entry());
        if (entry == null) {
            throw new DatabaseUnavailable(
                    "the file is damaged: %s is missing; nothing was imported"
                            .formatted(content.entry()));
        }
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream rows = zip.getInputStream(entry)) {
            for (int length; (length = rows.read(buffer)) > 0; ) {
                copy.writeToCopy(buffer, 0, length);
                copied.add(buffer, length);
            }
        }
    }

    private static void set(Connection connection, Catalog.Sequence sequence) throws SQLException {
        try (var statement =
                connection.prepareStatement("select setval(format('%I.%I', ?, ?)::regclass, ?)")) {
            statement.setString(1, sequence.schema());
            statement.setString(2, sequence.name());
            statement.setLong(3, sequence.lastValue());
            statement.executeQuery().close();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
