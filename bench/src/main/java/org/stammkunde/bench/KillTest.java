package org.stammkunde.bench;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Kills the server, its PostgreSQL and the import in turn while a {@linkplain CarefulClient client}
 * sends events and files are imported, then compares what was acknowledged with what is stored, and
 * the orders of the disturbed imports with those of an undisturbed one.
 */
final class KillTest implements AutoCloseable {

    private static final Duration RECOVERY_MAX = Duration.ofMinutes(3);
    private static final String SOURCE = "kill-client";

    /** What is killed, in turn. */
    private enum Victim {
        SERVER("server"),
        POSTGRESQL("PostgreSQL"),
        IMPORT("import");

        private final String title;

        Victim(String title) {
            this.title = title;
        }
    }

    private final Map<Victim, Integer> killed = new EnumMap<>(Victim.class);
    private int killsDuringImport;

    private final KillPlan plan;
    private final Path acknowledgedFolder;
    private final PrintWriter narration;
    private final ServerProcess server;
    private final ImportLoop imports;
    private final RandomGenerator random;
    private final String run =
            HexFormat.of().toHexDigits((int) (System.currentTimeMillis() / 1_000));

    /**
     * A test in a folder.
     *
     * @param command the words that start Stammkunde's command line
     * @param folder an existing folder for data, files and output
     * @param narration where progress is told
     */
    KillTest(KillPlan plan, List<String> command, Path folder, PrintWriter narration)
            throws IOException {
        this.plan = plan;
        this.acknowledgedFolder = folder.resolve("acknowledged");
        this.narration = narration;
        this.server = new ServerProcess(command, folder);
        this.imports = new ImportLoop(server, folder, plan.orders(), plan.seed());
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(plan.seed());
    }

    /** Whether nothing was lost, doubled or different. */
    static boolean passed(Figures figures) {
        return List.of("lost", "doubled", "ordersDiffering").stream()
                .allMatch(key -> figures.number(key).orElseThrow() == 0);
    }

    /** Runs the whole test and returns the counts. */
    Figures run() throws IOException, SQLException, InterruptedException {
        long start = System.nanoTime();
        server.start();
        Process client = startClient(server.writeKey(SOURCE));
        try {
            if (plan.withImports()) {
                imports.start();
            }
            awaitProgress(0);
            for (int kill = 1; kill <= plan.kills(); kill++) {
                killOnce(kill);
            }
            if (plan.withImports()) {
                imports.finish();
            }
            stop(client);
        } finally {
            client.destroyForcibly();
        }
        Figures figures = new Figures();
        figures.put("kills", plan.kills());
        figures.put("serverKills", killed.getOrDefault(Victim.SERVER, 0));
        figures.put("postgresKills", killed.getOrDefault(Victim.POSTGRESQL, 0));
        figures.put("importKills", killed.getOrDefault(Victim.IMPORT, 0));
        figures.put("killsDuringImport", killsDuringImport);
        compareEvents(figures);
        compareOrders(figures);
        figures.put("seed", plan.seed());
        return figures.put("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    }

    @Override
    public void close() {
        imports.close();
        server.close();
    }

    private void killOnce(int kill) throws IOException, InterruptedException {
        long millis = random.nextLong(plan.longestLoad().toMillis() + 1);
        Thread.sleep(millis);
        Victim victim = victim(kill);
        if (victim == Victim.IMPORT) {
            Waiting.until("an import runs, see server.log", RECOVERY_MAX, imports::running);
        }
        boolean importing = imports.running();
        killsDuringImport += importing ? 1 : 0;
        switch (victim) {
            case SERVER -> restartServer();
            case POSTGRESQL -> replacePostgres();
            case IMPORT -> imports.kill();
        }
        killed.merge(victim, 1, Integer::sum);
        long acknowledged = acknowledgedCount();
        awaitProgress(acknowledged);
        narration.println(
                String.format(
                        Locale.ROOT,
                        "kill %d: %s after %d ms under load%s, %,d events acknowledged so far",
                        kill,
                        victim.title,
                        millis,
                        importing ? ", during an import" : "",
                        acknowledged));
        narration.flush();
    }

    private Victim victim(int kill) {
        Victim[] victims = Victim.values();
        return victims[(kill - 1) % (plan.withImports() ? victims.length : victims.length - 1)];
    }

    private void restartServer() throws IOException, InterruptedException {
        imports.pause();
        server.kill();
        startServer();
        imports.resume();
    }

    /** An import that found no server when it started holds the data folder until it is done. */
    private void startServer() throws IOException, InterruptedException {
        try {
            server.start();
        } catch (IllegalStateException taken) {
            if (!imports.running()) {
                throw taken;
            }
            imports.awaitEnd();
            server.start();
        }
    }

    private void replacePostgres() throws InterruptedException {
        ProcessHandle postmaster =
                server.data()
                        .postmaster()
                        .orElseThrow(() -> new IllegalStateException("no PostgreSQL to kill"));
        postmaster.destroyForcibly();
        Waiting.until("PostgreSQL has ended", RECOVERY_MAX, () -> !postmaster.isAlive());
        Waiting.until("PostgreSQL was started again", RECOVERY_MAX, server.data()::databaseAnswers);
    }

    /** Waits until more is acknowledged than before: the next kill shall come under load. */
    private void awaitProgress(long before) throws InterruptedException {
        Waiting.until(
                "the client goes on, see server.log",
                RECOVERY_MAX,
                () -> acknowledgedCount() > before);
    }

    private long acknowledgedCount() {
        try {
            return CarefulClient.read(acknowledgedFolder).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process startClient(String writeKey) throws IOException {
        Files.createDirectories(acknowledgedFolder);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Bench.class.getName(),
                        "kill-client",
                        "--server=" + server.address(),
                        "--write-key=" + writeKey,
                        "--run=" + run,
                        "--seed=" + plan.seed(),
                        "--connections=" + plan.connections(),
                        "--acknowledged=" + acknowledgedFolder)
                .redirectOutput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void stop(Process client) throws IOException, InterruptedException {
        client.getOutputStream().close();
        if (client.waitFor() != 0) {
            throw new IllegalStateException("the client ended with " + client.exitValue());
        }
    }

    private void compareEvents(Figures figures) throws IOException, SQLException {
        Acknowledged acknowledged = CarefulClient.read(acknowledgedFolder);
        Acknowledged.Stored stored = acknowledged.stored();
        try (Connection connection = server.data().database().connect()) {
            new Log(connection).readNumbers(run, stored);
        }
        Acknowledged.Comparison comparison = stored.comparison();
        figures.put("acknowledged", comparison.acknowledged());
        figures.put("stored", comparison.stored());
        figures.put("lost", comparison.lost());
        figures.put("doubled", comparison.doubled());
    }

    private void compareOrders(Figures figures)
            throws IOException, SQLException, InterruptedException {
        if (plan.withImports()) {
            imports.importUndisturbed();
        }
        try (Connection connection = server.data().database().connect()) {
            Log log = new Log(connection);
            long head = log.head();
            Waiting.until("projections catch up", RECOVERY_MAX, () -> reached(log, head));
            ImportLoop.Comparison comparison = imports.compare(connection);
            figures.put("imports", imports.completed());
            figures.put("importsInterrupted", imports.interrupted());
            figures.put("orders", comparison.orders());
            figures.put("ordersDiffering", comparison.differing());
        }
    }

    private static boolean reached(Log log, long position) {
        try {
            return log.projected() >= position;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
