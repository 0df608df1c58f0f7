package org.stammkunde.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

/**
 * Tells at a glance whether a database holds the very tables that this program brings, which at
 * almost every start it does. Flyway asks the same module by module, over several connections each,
 * and takes seconds; where the answer is no, it is left to Flyway to say why and to do what is
 * missing.
 */
final class MadeTables {

    private MadeTables() {}

    /**
     * A migration.
     *
     * @param checksum of its text as Flyway computes it
     * @param succeeded true for what this program brings; false for what was applied and failed
     */
    private record Migration(String module, String version, int checksum, boolean succeeded) {}

    /** Whether everything is applied, by the texts that this program brings, and nothing else. */
    static boolean areCurrent(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return applied(connection).equals(brought());
        } catch (SQLException e) {
            throw new DatabaseUnavailable("the database cannot be used: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Migration> applied(Connection connection) throws SQLException {
        Set<Migration> applied = new HashSet<>();
        List<String> modules = modulesWithHistory(connection);
        if (modules.isEmpty()) {
            return applied;
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(histories(modules))) {
            while (row.next()) {
                applied.add(
                        new Migration(
                                row.getString(1),
                                row.getString(2),
                                row.getInt(3),
                                row.getBoolean(4)));
            }
        }
        return applied;
    }

    private static String histories(List<String> modules) {
        return modules.stream()
                .map(module ->
                        "select '%1$s', version, checksum, success from %1$s.%2$s where version is not null"
                                .formatted(module, Migrations.HISTORY))
                .collect(Collectors.joining(" union all "));
    }

    private static List<String> modulesWithHistory(Connection connection) throws SQLException {
        Set<String> found = new HashSet<>();
        try (var statement =
                connection.prepareStatement(
                        "select schemaname from pg_tables where tablename = ?")) {
            statement.setString(1, Migrations.HISTORY);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return Migrations.MODULES.stream().filter(found::contains).toList();
    }

    private static Set<Migration> brought() throws IOException {
        Resource[] files =
                new PathMatchingResourcePatternResolver().getResources("classpath*:db/*/V*__*.sql");
        Set<Migration> brought = new HashSet<>();
        for (Resource file : files) {
            brought.add(migration(file));
        }
        return brought;
    }

    /** From a file {@code db/<module>/V<version>__<what>.sql}. */
    private static Migration migration(Resource file) throws IOException {
        String[] path = StringUtils.delimitedListToStringArray(file.getURL().getPath(), "/");
        String name = path[path.length - 1];
        String version = name.substring(1, name.indexOf("__")).replace('_', '.');
        return new Migration(path[path.length - 2], version, checksum(file), true);
    }

    /** Over the lines without their ends, so that it is the same whatever those are. */
    private static int checksum(Resource file) throws IOException {
        CRC32 checksum = new CRC32();
        try (var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        file.getInputStream(), StandardCharsets.UTF_8));
                Stream<String> lines = reader.lines()) {
            lines.forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
        }
        return (int) checksum.getValue();
    }
}
