package org.stammkunde.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

class ExportTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final int EVENTS = 2_000;

    private final DatabaseAddress source = TestDatabase.freshAddress();
    private final DatabaseAddress target = TestDatabase.bareAddress();
    @TempDir private Path folder;

    @BeforeEach
    void fill() {
        JdbcClient jdbc = JdbcClient.create(source.dataSource());
        jdbc.sql("insert into merchant.setting values ('name', E'Tab\\t, \\\\N und \\n Zeile')")
                .update();
        jdbc.sql(
                        """
                        insert into events.event (key, source, type, name, identifiers, occurred_at, received_at,
                                content_hash, payload)
                        select gen_random_uuid(), 1, 2, 'Ding "' || n || '"', array[n, n + 1], 'epoch', now(),
                               n, jsonb_build_object('text', E'\\\\ "ä"')
                        from generate_series(1, :events) n
                        """)
                .param("events", EVENTS)
                .update();
        jdbc.sql(
                        "insert into events.source (name, kind, namespace, created_at) values ('shop', 'api', 'shop', now())")
                .update();
        jdbc.sql(
                        "insert into security.account (email, name, password_hash, role, created_at) values ('a@b.de', 'A', 'x', 'owner', now())")
                .update();
        jdbc.sql(
                        """
                        insert into security.session (token_hash, account, started_at, seen_at)
                        select '\\xff', id, now(), now() from security.account
                        """)
                .update();
    }

    @Test
    void everyTableOfTheCopyIsEqualAndCountsOn() throws Exception {
        Path file = folder.resolve("all.zip");
        Copied exported = Export.write(source, file, NOW);

        Copied imported = ImportAll.read(target, file);

        assertThat(imported).isEqualTo(exported);
        assertThat(digests(target)).isEqualTo(digests(source)).hasSize(exported.tables());
        assertThat(exported.rows()).isGreaterThan(EVENTS);
        assertThat(sessions(source)).isOne();
        assertThat(sessions(target)).as("who was signed in there is not signed in here").isZero();
        assertThat(nextSource(target)).isEqualTo(nextSource(source));
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private static int sessions(DatabaseAddress database) {
        return JdbcClient.create(database.dataSource())
                .sql("select count(*) from security.session")
                .query(Integer.class)
                .single();
    }

    @Test
    void tablesAreNotEmptiedWhileSomebodyReadsThemAll() throws Exception {
        DataSource database = source.dataSource();
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        try (Connection reader = source.connect()) {
            Emptying.prevent(reader);
            assertThatThrownBy(() ->
                            transaction.executeWithoutResult(_ -> {
                                JdbcClient jdbc = JdbcClient.create(database);
                                jdbc.sql("set local lock_timeout = '200ms'").update();
                                Emptying.begin(jdbc);
                            }))
                    .hasMessageContaining("lock timeout");
            Emptying.allow(reader);
            transaction.executeWithoutResult(_ -> Emptying.begin(JdbcClient.create(database)));
        }
    }

    @Test
    void theCopyIsOfOneInstantWhileOthersWrite() throws Exception {
        // the writer keeps two tables equal; a copy that sees them at two instants would not
        JdbcClient jdbc = JdbcClient.create(source.dataSource());
        jdbc.sql("create table events.tally (n int)").update();
        jdbc.sql("create table merchant.tally (n int)").update();
        var writing = new AtomicBoolean(true);
        Thread writer =
                Thread.ofVirtual()
                        .start(() -> {
                            while (writing.get()) {
                                jdbc.sql(
                                                "with a as (insert into events.tally values (1) returning n) insert into merchant.tally select n from a")
                                        .update();
                            }
                        });
        Path file = folder.resolve("all.zip");
        try {
            Export.write(source, file, NOW);
        } finally {
            writing.set(false);
            writer.join();
        }

        String manifest = manifest(file);
        assertThat(rowsOf(manifest, "events")).isEqualTo(rowsOf(manifest, "merchant"));
    }

    @Test
    void aTargetThatHoldsAnythingIsRefusedAndStaysAsItIs() throws Exception {
        Path file = folder.resolve("all.zip");
        Export.write(source, file, NOW);
        Map<String, String> before = digests(source);

        assertThatThrownBy(() -> ImportAll.read(source, file))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("already holds an installation");

        assertThat(digests(source)).isEqualTo(before);
    }

    @Test
    void aFileOfANewerFormatOrOfUnknownTablesIsRefused() throws Exception {
        Path file = folder.resolve("all.zip");
        Export.write(source, file, NOW);

        changeManifest(file, text -> text.replaceFirst("\"format\" : 1", "\"format\" : 2"));
        refuses(file, "has format 2, this version reads format 1; use a newer Stammkunde");

        changeManifest(file, text -> text.replaceFirst("\"format\" : 2", "\"format\" : 1"));
        changeManifest(
                file, text -> text.replaceFirst("\"version\" : \"1\"", "\"version\" : \"99\""));
        refuses(file, "whose tables of `merchant` (version 99) this one does not know");
    }

    @Test
    void aFileFromBeforeAModuleWasBornIsBroughtUpToDate() throws Exception {
        Path file = folder.resolve("all.zip");
        Export.write(source, file, NOW);
        changeManifest(file, ExportTest::withoutSegments);

        ImportAll.read(target, file);

        assertThat(digests(target).keySet()).isEqualTo(digests(source).keySet());
        assertThat(digests(target).get("events.event"))
                .isEqualTo(digests(source).get("events.event"));
    }

    private static String withoutSegments(String manifest) {
        var tree = JsonMapper.shared().readTree(manifest);
        ((ArrayNode) tree.path("modules"))
                .removeIf(module -> module.path("name").asString().equals("segments"));
        ((ArrayNode) tree.path("tables"))
                .removeIf(table -> table.path("schema").asString().equals("segments"));
        return tree.toString();
    }

    @Test
    void aDamagedFileImportsNothing() throws Exception {
        Path file = folder.resolve("all.zip");
        Export.write(source, file, NOW);
        change(file, "tables/merchant.setting.copy", text -> text.replace("Zeile", "Ziele"));
        refuses(file, "the file is damaged: table merchant.setting is not what was exported");

        Path cut = folder.resolve("cut.zip");
        Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(file), 5_000));
        refuses(cut, "it is damaged or no export");

        Path other = Files.writeString(folder.resolve("other.txt"), "Dear …");
        refuses(other, "it is damaged or no export");
        refuses(folder.resolve("nowhere.zip"), "there is no file");
    }

    @Test
    void anImportThatWasKilledBeginsAnewAndNoServerStartsOnIt() throws Exception {
        Path file = folder.resolve("all.zip");
        Export.write(source, file, NOW);
        JdbcClient jdbc = JdbcClient.create(target.dataSource());
        jdbc.sql("create schema import_unfinished").update();
        jdbc.sql("create schema events").update();

        assertThatThrownBy(() -> Database.at(target))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("run `import-all` again");
        ImportAll.read(target, file);

        assertThat(digests(target)).isEqualTo(digests(source));
    }

    @Test
    void anExistingFileIsNotOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("all.zip"), "mine");

        assertThatThrownBy(() -> Export.write(source, file, NOW))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("exists already and is not overwritten");

        assertThat(file).hasContent("mine");
    }

    private void refuses(Path file, String message) throws SQLException {
        assertThatThrownBy(() -> ImportAll.read(target, file))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining(message);
        try (Connection connection = target.connect()) {
            assertThat(new Catalog(connection).schemas()).isEmpty();
            assertThat(Migrations.hasUnfinishedImport(connection)).isFalse();
        }
    }

    /** A digest of all rows per table, whatever their order. */
    private static Map<String, String> digests(DatabaseAddress database) throws SQLException {
        Map<String, String> digests = new TreeMap<>();
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        try (Connection connection = database.connect()) {
            for (Catalog.Table table : new Catalog(connection).tables()) {
                String sql =
                        "select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') from %s t"
                                .formatted(table.reference());
                digests.put(table.qualifiedName(), jdbc.sql(sql).query(String.class).single());
            }
        }
        return digests;
    }

    private static int nextSource(DatabaseAddress database) {
        return JdbcClient.create(database.dataSource())
                .sql(
                        "insert into events.source (name, kind, namespace, created_at) values ('next', 'api', 'next', now()) returning id")
                .query(Integer.class)
                .single();
    }

    private static String manifest(Path file) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            return Files.readString(zip.getPath(ExportManifest.ENTRY));
        }
    }

    private static long rowsOf(String manifest, String schema) {
        var tables = JsonMapper.shared().readTree(manifest).path("tables");
        for (var table : tables) {
            if (table.path("schema").asString().equals(schema)
                    && table.path("name").asString().equals("tally")) {
                return table.path("rows").asLong();
            }
        }
        throw new IllegalStateException("no table tally in " + schema);
    }

    private static void changeManifest(Path file, UnaryOperator<String> change) throws IOException {
        change(file, ExportManifest.ENTRY, change);
    }

    private static void change(Path file, String entry, UnaryOperator<String> change)
            throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path path = zip.getPath(entry);
            String text = Files.readString(path, StandardCharsets.UTF_8);
            assertThat(change.apply(text)).isNotEqualTo(text);
            Files.writeString(path, change.apply(text));
        }
    }
}
