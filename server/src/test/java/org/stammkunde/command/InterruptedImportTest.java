package org.stammkunde.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import org.stammkunde.database.Database;
import org.stammkunde.database.TestDatabase;
import tools.jackson.databind.json.JsonMapper;

/**
 * Imports that are cut off in the middle of a file, in processes of their own as an operator starts
 * them: whatever was killed, in the end everything is as after an import that nothing disturbed.
 */
class InterruptedImportTest {

    /** An import stores two thousand at a time. */
    private static final int ORDERS = 12_000;

    private static final String UNDISTURBED = "undisturbed";

    /** Whoever appends to the log holds this lock of the database, see {@code GroupWriter}. */
    private static final long APPEND_LOCK = 0x5374616d6d6b756eL;

    private static final String OF_SOURCE =
            " where source = (select id from events.shared_source where name = ?)";
    private static final String ORDER_COLUMNS =
            "number, kind, status, channel, currency, ordered_at, day, items, total_minor,"
                    + " refunded_minor, net_minor";
    private static final String LINE_COLUMNS =
            "number, line, sku, name, category, quantity, unit_price, discount";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<Process> started = new ArrayList<>();

    @TempDir private static Path files;
    private static Path data = Path.of("");
    private static Path orders = Path.of("");
    private static int port;

    @BeforeAll
    static void importUndisturbed() throws Exception {
        data = Files.createTempDirectory("stammkunde-test-");
        orders = files.resolve("orders.csv");
        writeOrders(orders);
        finish(importing(UNDISTURBED));
    }

    @AfterAll
    static void stopAll() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        FileSystemUtils.deleteRecursively(data);
    }

    @Test
    void aloneAnImportOutlivesItsOwnEndAndThatOfItsDatabase() throws Exception {
        Process first = importing("alone");
        long stored;
        try (Connection halted = haltedAfter(0, "alone", first)) {
            stored = stored(halted, "alone");
            assertThatAServerSaysWhoHoldsTheFolder();
            first.destroyForcibly().waitFor();
        }
        Process second = importing("alone");
        try (Connection _ = haltedAfter(stored, "alone", second)) {
            killPostmaster();
        }

        finish(second);

        assertAsUndisturbed("alone");
    }

    private static void assertThatAServerSaysWhoHoldsTheFolder() throws Exception {
        int before = output().length();

        assertThat(command("start", "--port", "0").waitFor()).isEqualTo(ExitCode.CANNOT_RUN);

        assertThat(output().substring(before))
                .containsPattern("stammkunde: the data folder .* is in use by another Stammkunde")
                .doesNotContain("ERROR", "WARN", "Exception");
    }

    @Test
    void besideAServerImportsOutliveTheEndOfEveryPart() throws Exception {
        Process server = startedServer();
        Process first = importing("beside");
        long stored;
        try (Connection halted = haltedAfter(0, "beside", first)) {
            stored = stored(halted, "beside");
            first.destroyForcibly().waitFor();
        }
        Process second = importing("beside");
        try (Connection halted = haltedAfter(stored, "beside", second)) {
            stored = stored(halted, "beside");
            killPostmaster();
        }
        try (Connection _ = haltedAfter(stored, "beside", second)) {
            server.destroyForcibly().waitFor();
        }
        Process restarted = startedServer();

        // where the server takes long to come back, the import says: run the same command again
        if (second.waitFor() == ExitCode.CANNOT_RUN) {
            second = importing("beside");
        }
        finish(second);

        assertThat(restarted.isAlive()).as("the server runs").isTrue();
        assertAsUndisturbed("beside");
        restarted.destroy();
        restarted.waitFor();
    }

    @Test
    void whatTheConsoleTookGoesOnAfterTheServerWasKilledAndAfterItWasRestarted() throws Exception {
        Process server = startedServer();
        handIn("console");
        long stored;
        try (Connection halted = haltedAfter(0, "console", server)) {
            stored = stored(halted, "console");
            server.destroyForcibly().waitFor();
        }
        server = startedServer();
        try (Connection _ = haltedAfter(stored, "console", server)) {
            server.destroy();
        }
        server.waitFor();
        server = startedServer();

        awaitEnd("console", server);

        server.destroy();
        server.waitFor();
        assertAsUndisturbed("console");
        assertThat(data.resolve("imports"))
                .as("files that were handed in")
                .isDirectoryNotContaining("glob:**/upload/orders.csv");
    }

    /** Hands the file in as a marketer does, and starts its import. */
    private static void handIn(String source) throws Exception {
        String key = keyOfAProgram();
        String draft =
                "/api/imports/"
                        + JsonMapper.shared()
                                .readTree(
                                        post(
                                                key,
                                                "/api/imports?fileName=orders.csv",
                                                BodyPublishers.ofFile(orders)))
                                .path("id")
                                .asLong();
        send(
                key,
                request(draft + "/mapping")
                        .header("Content-Type", "application/json")
                        .PUT(
                                BodyPublishers.ofString(
                                        "{\"settings\": {\"source\": \"%s\"}}".formatted(source))));
        post(key, draft + "/start", BodyPublishers.noBody());
    }

    /** A key as the page of keys makes it. */
    private static String keyOfAProgram() throws Exception {
        String key = "stk_interrupted-import";
        try (Connection connection = connect();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                with account as (
                                    insert into security.account
                                        (email, name, password_hash, role, created_at)
                                    values ('ada@example.com', 'Ada', '', 'owner', now())
                                    returning id)
                                insert into security.api_key
                                    (account, name, beginning, key_hash, scopes, created_at)
                                select id, 'test', 'stk_in', ?, array['imports:write'], now()
                                from account
                                """)) {
            insert.setBytes(1, MessageDigest.getInstance("SHA-256").digest(key.getBytes(US_ASCII)));
            insert.executeUpdate();
        }
        return key;
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static String post(String key, String path, HttpRequest.BodyPublisher body)
            throws Exception {
        return send(
                key, request(path).header("Content-Type", "application/octet-stream").POST(body));
    }

    private static String send(String key, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer =
                HTTP.send(
                        request.header("Authorization", "Bearer " + key).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        return answer.body();
    }

    private static void awaitEnd(String source, Process server) throws Exception {
        String query = "select count(*) from collect.import where source = ? and state = 'done'";
        try (Connection connection = connect()) {
            while (number(connection, query, source) == 0) {
                boolean ended = server.waitFor(50, TimeUnit.MILLISECONDS);
                assertThat(ended).as(() -> "ended too soon; it said:\n" + output()).isFalse();
            }
        }
    }

    private static void writeOrders(Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(
                    "Bestellnummer;Bestelldatum;Kundennummer;E-Mail;Artikelnummer;Menge;Einzelpreis\n");
            for (int order = 0; order < ORDERS; order++) {
                for (int line = 0; line <= order % 3; line++) {
                    writer.write(
                            "B-%05d;%02d.%02d.2025 10:%02d;K-%d;k%d@example.org;A-%d;%d;%d,%02d\n"
                                    .formatted(
                                            order,
                                            order % 28 + 1,
                                            order % 12 + 1,
                                            order % 60,
                                            order % 3_000,
                                            order % 3_000,
                                            order % 97 + line,
                                            line + 1,
                                            order % 89 + 2,
                                            order % 100));
                }
            }
        }
    }

    private static Process importing(String source) throws IOException {
        return command("import", orders.toString(), "--source", source);
    }

    private static Process command(String... arguments) throws IOException {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dstammkunde.postgres=" + TestDatabase.unpacked(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                CommandLineTool.class.getName()));
        words.addAll(List.of(arguments));
        words.addAll(List.of("--data", data.toString()));
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        files.resolve("output.txt").toFile()))
                        .start();
        started.add(process);
        return process;
    }

    /** A server that holds the data folder: an import that finds none would take it. */
    private static Process startedServer() throws Exception {
        port = freePort();
        Process server = command("start", "--port", String.valueOf(port));
        while (true) {
            try {
                HTTP.send(request("/login").build(), HttpResponse.BodyHandlers.discarding());
                return server;
            } catch (IOException notUp) {
                boolean ended = server.waitFor(100, TimeUnit.MILLISECONDS);
                assertThat(ended).as(() -> "ended too soon; it said:\n" + output()).isFalse();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    private static void finish(Process importing) throws Exception {
        assertThat(importing.waitFor())
                .as(() -> "exit code; it said:\n" + output())
                .isEqualTo(ExitCode.DONE);
    }

    private static String output() {
        try {
            return Files.readString(files.resolve("output.txt"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /**
     * Halts an import as soon as it has stored more orders than given: the connection holds the
     * lock that every writer needs.
     */
    private static Connection haltedAfter(long count, String source, Process importing)
            throws Exception {
        while (true) {
            try {
                return halted(count, source, importing);
            } catch (SQLException | IOException notUp) {
                boolean ended = importing.waitFor(100, TimeUnit.MILLISECONDS);
                assertThat(ended).as(() -> "ended too soon; it said:\n" + output()).isFalse();
            }
        }
    }

    private static Connection halted(long count, String source, Process importing)
            throws SQLException, IOException {
        Connection connection = connect();
        try {
            while (importing.isAlive()) {
                execute(connection, "select pg_advisory_lock(" + APPEND_LOCK + ")");
                long stored = stored(connection, source);
                if (stored > count) {
                    assertThat(stored).as("stored of the orders").isLessThan(ORDERS);
                    return connection;
                }
                execute(connection, "select pg_advisory_unlock(" + APPEND_LOCK + ")");
            }
            throw new SQLException("the import has ended");
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    private static Connection connect() throws SQLException, IOException {
        String port = Files.readString(data.resolve("postgres-port")).strip();
        String password = Files.readString(data.resolve("postgres-password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/stammkunde", "stammkunde", password);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void killPostmaster() throws IOException {
        String pid =
                Files.readString(data.resolve("postgres").resolve("postmaster.pid"))
                        .lines()
                        .findFirst()
                        .orElseThrow();
        ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow().destroyForcibly();
    }

    private static void assertAsUndisturbed(String source) throws SQLException {
        try (Database database = Database.beside(data);
                Connection connection = database.address().dataSource().getConnection()) {
            assertThat(stored(connection, source)).as("facts").isEqualTo(ORDERS);
            assertThat(
                            number(
                                    connection,
                                    """
                                    select count(*) from collect.import
                                    where source = ? and state = 'done' and rows > 0
                                    """,
                                    source))
                    .as("imports in the console that came to their end")
                    .isEqualTo(1);
            assertThat(
                            number(
                                    connection,
                                    "select sum(imported_orders) from collect.import where source = ?",
                                    source))
                    .as("orders that the console says were imported")
                    .isEqualTo(ORDERS);
            assertThat(
                            number(
                                    connection,
                                    "select count(*) from collect.import where source = ?",
                                    source))
                    .as("imports in the console, however often one was begun")
                    .isEqualTo(1);
            assertThat(
                            number(
                                    connection,
                                    "select count(*) from orders.shared_order" + OF_SOURCE,
                                    source))
                    .as("orders")
                    .isEqualTo(ORDERS);
            assertThat(differing(connection, ORDER_COLUMNS, "orders.shared_order", source))
                    .as("orders that are not the same")
                    .isZero();
            assertThat(differing(connection, LINE_COLUMNS, "orders.shared_line", source))
                    .as("lines that are not the same")
                    .isZero();
        }
    }

    private static long stored(Connection connection, String source) throws SQLException {
        return number(connection, "select count(*) from events.event" + OF_SOURCE, source);
    }

    /** Rows that one of the two sources has and the other has not. */
    private static long differing(Connection connection, String columns, String view, String source)
            throws SQLException {
        String rows = "select " + columns + " from " + view + OF_SOURCE;
        String query =
                "select count(*) from (%s except all %s) as difference".formatted(rows, rows);
        return number(connection, query, source, UNDISTURBED)
                + number(connection, query, UNDISTURBED, source);
    }

    private static long number(Connection connection, String query, String... sources)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < sources.length; i++) {
                statement.setString(i + 1, sources[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
