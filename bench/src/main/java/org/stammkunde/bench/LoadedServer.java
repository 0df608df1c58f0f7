package org.stammkunde.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * A server that holds the example merchant, loaded by the doors that everybody uses: orders by the
 * command {@code import}, activities over HTTP. A folder that was loaded once is used again.
 */
final class LoadedServer implements AutoCloseable {

    /** Its customer numbers are those of the example merchant's accounts. */
    private static final String NAMESPACE = "webshop";

    private static final String STATE = "example.properties";
    private static final Duration CAUGHT_UP_MAX = Duration.ofHours(3);

    private final ServerOptions options;
    private final Path folder;
    private final int customers;
    private final long seed;
    private final PrintWriter narration;
    private final ServerProcess server;

    private LoadedServer(
            ServerOptions options, Path folder, int customers, long seed, PrintWriter narration)
            throws IOException {
        this.options = options;
        this.folder = folder;
        this.customers = customers;
        this.seed = seed;
        this.narration = narration;
        this.server = new ServerProcess(options.command(), folder);
    }

    /** Starts a server in the folder and loads what is not there yet. */
    static LoadedServer start(
            ServerOptions options, Path folder, int customers, long seed, PrintWriter narration)
            throws IOException, SQLException, InterruptedException {
        LoadedServer loaded = new LoadedServer(options, folder, customers, seed, narration);
        try {
            loaded.start();
            return loaded;
        } catch (IOException | SQLException | InterruptedException | RuntimeException failed) {
            loaded.close();
            throw failed;
        }
    }

    ServerProcess server() {
        return server;
    }

    /** What the loading took, and how much there is. */
    void describe(Figures figures) throws IOException, SQLException {
        Properties state = state();
        figures.put("customers", customers);
        figures.put("facts", number("select count(*) from events.shared_event"));
        figures.put("orders", number("select count(*) from orders.shared_order"));
        figures.put("profiles", number("select count(*) from customers.shared_profile"));
        figures.put(
                "databaseMegabytes",
                number("select pg_database_size(current_database())") / 1_000_000);
        figures.put("loadSeconds", Long.parseLong(state.getProperty("seconds", "0")));
        figures.put("loadFactsPerSecond", Long.parseLong(state.getProperty("perSecond", "0")));
        figures.put("seed", seed);
    }

    /** A key of a source that sends events of the example merchant's accounts. */
    String writeKey(String source) throws IOException, InterruptedException {
        return server.writeKey(source, NAMESPACE);
    }

    long number(String query) throws IOException, SQLException {
        try (Connection connection = server.data().database().connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private void start() throws IOException, SQLException, InterruptedException {
        Properties state = state();
        requireTheSame(state);
        server.start();
        if (!state.containsKey("seconds")) {
            begin(state);
            load(LocalDate.parse(state.getProperty("until")), state);
        }
    }

    private void requireTheSame(Properties state) {
        String wanted = customers + " customers, seed " + seed;
        String there = state.getProperty("what", wanted);
        if (!there.equals(wanted)) {
            throw new IllegalStateException(
                    "%s holds %s and not %s; name another --folder"
                            .formatted(folder, there, wanted));
        }
    }

    private void begin(Properties state) throws IOException {
        state.setProperty("what", customers + " customers, seed " + seed);
        if (!state.containsKey("until")) {
            state.setProperty(
                    "until", LocalDate.now(java.time.ZoneId.of("Europe/Berlin")).toString());
        }
        keep(state);
    }

    /** What was interrupted begins again: what is there already is found again by its keys. */
    private void load(LocalDate until, Properties state)
            throws IOException, SQLException, InterruptedException {
        Path files = folder.resolve("example");
        long start = System.nanoTime();
        makeFiles(files, until);
        tell("made the files of %,d customers in %,.0f s", customers, seconds(start));
        long loading = System.nanoTime();
        importOrders(files.resolve("webshop.csv"), "Webshop", NAMESPACE);
        importOrders(files.resolve("filiale-koeln.csv"), "Filiale Köln", "filialen");
        importOrders(files.resolve("filiale-leipzig.csv"), "Filiale Leipzig", "filialen");
        tell("imported the orders in %,.0f s", seconds(loading));
        new ActivityFeed(server.address(), writeKey("Webshop (Tracking)"))
                .send(files.resolve("activities.jsonl"));
        tell("sent the activities by %,.0f s", seconds(loading));
        awaitProjections();
        double taken = seconds(loading);
        long facts = number("select count(*) from events.shared_event");
        tell("loaded %,d facts in %,.0f s, %,.0f/s", facts, taken, facts / taken);
        vacuum();
        state.setProperty("seconds", Long.toString(Math.round(taken)));
        state.setProperty("perSecond", Long.toString(Math.round(facts / taken)));
        keep(state);
        for (String name :
                List.of(
                        "webshop.csv",
                        "filiale-koeln.csv",
                        "filiale-leipzig.csv",
                        "activities.jsonl")) {
            Files.delete(files.resolve(name));
        }
    }

    private void makeFiles(Path files, LocalDate until) throws IOException, InterruptedException {
        List<String> words = new java.util.ArrayList<>(options.command());
        words.addAll(
                List.of(
                        "example",
                        "--customers",
                        Integer.toString(customers),
                        "--seed",
                        Long.toString(seed),
                        "--until",
                        until.toString(),
                        "--folder",
                        files.toString()));
        Process making =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        folder.resolve("server.log").toFile()))
                        .start();
        require(making.waitFor(), "example");
    }

    private void importOrders(Path file, String source, String namespace)
            throws IOException, InterruptedException {
        Process importing =
                server.call(
                        "import", file.toString(), "--source", source, "--namespace", namespace);
        require(importing.waitFor(), "import " + file);
    }

    private static void require(int exitCode, String command) throws IOException {
        if (exitCode != 0) {
            throw new IOException(command + " ended with " + exitCode + ", see server.log");
        }
    }

    private void awaitProjections() throws IOException, SQLException, InterruptedException {
        try (LagMeter meter = new LagMeter(server.data().database().connect())) {
            LagSamples lag = meter.start().awaitCaughtUp(CAUGHT_UP_MAX);
            if (!lag.caughtUp()) {
                throw new IllegalStateException(
                        "%,d facts are still not projected".formatted(lag.behind()));
            }
        }
    }

    /** What autovacuum does in the first hours of an installation that was filled at once. */
    private void vacuum() throws IOException, SQLException {
        long start = System.nanoTime();
        try (Connection connection = server.data().database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
        }
        tell("vacuumed in %,.0f s", seconds(start));
    }

    private Properties state() throws IOException {
        Properties state = new Properties();
        Path file = folder.resolve(STATE);
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                state.load(reader);
            }
        }
        return state;
    }

    private void keep(Properties state) throws IOException {
        try (Writer writer = Files.newBufferedWriter(folder.resolve(STATE))) {
            state.store(writer, "the example merchant in this folder");
        }
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private void tell(String text, Object... values) {
        narration.println(String.format(Locale.ROOT, text, values));
        narration.flush();
    }
}
