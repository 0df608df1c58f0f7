package org.stammkunde.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the database's own catalog says about the modules' tables: a copy of everything must not
 * depend on somebody remembering to name a new table.
 */
final class Catalog {

    /** A table by its schema and name. */
    record Table(String schema, String name, List<String> columns) {

        String qualifiedName() {
            return schema + "." + name;
        }

        /** As SQL: {@code "orders"."line"}. */
        String reference() {
            return quoted(schema) + "." + quoted(name);
        }

        /** As SQL, with its columns: {@code "orders"."line" ("source", "number")}. */
        String sql() {
            String names = String.join(", ", columns.stream().map(Catalog::quoted).toList());
            return "%s (%s)".formatted(reference(), names);
        }
    }

    /** A sequence and how far it has counted. */
    record Sequence(String schema, String name, long lastValue) {}

    private final Connection connection;

    Catalog(Connection connection) {
        this.connection = connection;
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /**
     * All tables of the modules, those that others refer to first; without Flyway's histories and
     * those whose comment says that they hold what passes by itself.
     */
    List<Table> tables() throws SQLException {
        Map<String, Table> tables = new TreeMap<>();
        read(
                """
                select n.nspname, c.relname,
                       (select string_agg(a.attname, E'\\n' order by a.attnum)
                        from pg_attribute a
                        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                              and a.attgenerated = '')
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'r' and n.nspname = any(?) and c.relname <> ?
                  and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'passing:%'
                """,
                row -> {
                    var table =
                            new Table(
                                    row.getString(1),
                                    row.getString(2),
                                    List.of(row.getString(3).split("\n")));
                    tables.put(table.qualifiedName(), table);
                },
                Migrations.HISTORY);
        return referredFirst(tables);
    }

    private List<Table> referredFirst(Map<String, Table> tables) throws SQLException {
        Map<String, Set<String>> referred = references();
        List<Table> ordered = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        while (placed.size() < tables.size()) {
            int before = placed.size();
            for (Table table : tables.values()) {
                String name = table.qualifiedName();
                if (!placed.contains(name)
                        && placed.containsAll(referred.getOrDefault(name, Set.of()))) {
                    placed.add(name);
                    ordered.add(table);
                }
            }
            if (placed.size() == before) {
                throw new IllegalStateException(
                        "tables refer to each other in a circle: " + referred);
            }
        }
        return ordered;
    }

    private Map<String, Set<String>> references() throws SQLException {
        Map<String, Set<String>> referred = new TreeMap<>();
        read(
                """
                select n.nspname || '.' || c.relname, rn.nspname || '.' || r.relname
                from pg_constraint f
                join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
                join pg_class r on r.oid = f.confrelid join pg_namespace rn on rn.oid = r.relnamespace
                where f.contype = 'f' and c.oid <> r.oid and n.nspname = any(?)
                """,
                row ->
                        referred.computeIfAbsent(row.getString(1), _ -> new TreeSet<>())
                                .add(row.getString(2)));
        return referred;
    }

    /** All sequences that have counted, those of identity columns among them. */
    List<Sequence> sequences() throws SQLException {
        List<Sequence> sequences = new ArrayList<>();
        read(
                """
                select schemaname, sequencename, last_value from pg_sequences
                where schemaname = any(?) and last_value is not null
                order by schemaname, sequencename
                """,
                row ->
                        sequences.add(
                                new Sequence(row.getString(1), row.getString(2), row.getLong(3))));
        return sequences;
    }

    /** The modules whose schemas exist. */
    List<String> schemas() throws SQLException {
        List<String> schemas = new ArrayList<>();
        read(
                "select nspname from pg_namespace where nspname = any(?) order by 1",
                row -> schemas.add(row.getString(1)));
        return schemas;
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void read(String sql, RowReader reader, String... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1, connection.createArrayOf("text", Migrations.MODULES.toArray(String[]::new)));
            for (int index = 0; index < parameters.length; index++) {
                statement.setString(index + 2, parameters[index]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
