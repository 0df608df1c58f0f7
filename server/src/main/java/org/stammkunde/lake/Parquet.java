package org.stammkunde.lake;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;

/**
 * Turns rows of PostgreSQL into Parquet by an embedded DuckDB with bounded memory. Rows pass
 * through a file on the disk, so that neither side has to keep them. Not thread-safe.
 */
final class Parquet implements AutoCloseable {

    /** Half of a small machine's processors; requests come first. */
    private static final String THREADS = "1";

    private final Connection duck;
    private final Path aside;
    private long written;

    /** What was loaded of one slice. */
    record Loaded(String slice, long rows) {}

    Parquet(Path aside, String memory) throws SQLException {
        this.aside = aside;
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memory);
        settings.setProperty("threads", THREADS);
        settings.setProperty("temp_directory", aside.toString());
        // nothing is fetched from a network
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        duck = DriverManager.getConnection("jdbc:duckdb:", settings);
    }

    /** Loads what a query of PostgreSQL finds and tells its slices, in order. */
    List<Loaded> load(Connection postgres, Dataset dataset, String query)
            throws SQLException, IOException {
        Path rows = aside.resolve("rows.csv");
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(rows), 1 << 16)) {
            postgres.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + query + ") to stdout (format csv)", file);
        }
        execute("create or replace table loaded (" + dataset.columnsWithSlice() + ")");
        execute(
                """
                insert into loaded select * from read_csv('%s', columns = %s, auto_detect = false,
                    header = false, delim = ',', quote = '"', escape = '"', nullstr = '',
                    allow_quoted_nulls = false, parallel = false)
                """
                        .formatted(escaped(rows), types(dataset)));
        Files.delete(rows);
        return slices();
    }

    private static String types(Dataset dataset) {
        List<String> types = new ArrayList<>();
        for (String column : dataset.columnsWithSlice().split(", ")) {
            String[] pair = column.split(" ");
            types.add("'%s': '%s'".formatted(pair[0], pair[1]));
        }
        return "{" + String.join(", ", types) + "}";
    }

    private List<Loaded> slices() throws SQLException {
        List<Loaded> slices = new ArrayList<>();
        try (Statement statement = duck.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "select slice, count(*) from loaded group by slice order by slice")) {
            while (found.next()) {
                slices.add(new Loaded(found.getString(1), found.getLong(2)));
            }
        }
        return slices;
    }

    /** Writes one slice of what was loaded, in its order; the caller gives the file its name. */
    Path write(Dataset dataset, String slice) throws SQLException {
        return write(
                "select %s from loaded where slice = '%s' order by all"
                        .formatted(dataset.names(), safe(slice)));
    }

    /** Writes several files into one. */
    Path merge(Dataset dataset, List<Path> files) throws SQLException {
        List<String> names = files.stream().map(file -> "'" + escaped(file) + "'").toList();
        return write(
                "select %s from read_parquet([%s], hive_partitioning = false) order by all"
                        .formatted(dataset.names(), String.join(", ", names)));
    }

    private Path write(String query) throws SQLException {
        Path file = aside.resolve(++written + ".part");
        execute(
                "copy (%s) to '%s' (format parquet, compression zstd)"
                        .formatted(query, escaped(file)));
        return file;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A slice also names a folder. */
    private static String safe(String slice) {
        if (!slice.matches("[0-9-]{1,20}")) {
            throw new IllegalArgumentException("no slice is called " + slice);
        }
        return slice;
    }

    private static String escaped(Path file) {
        return file.toString().replace("'", "''");
    }

    @Override
    public void close() throws SQLException {
        duck.close();
    }
}
