package org.stammkunde.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench ingest}: how fast events are taken in, projected and answered. */
@Command(
        name = "ingest",
        description = {
            "Measures how fast events are taken in, acknowledged and projected.",
            "Starts a server on a temporary data folder, or measures a running one (--server).",
            "Prints one line of JSON; the bars and whether they are met go to standard error."
        },
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ServerOptions serverOptions = new ServerOptions();

    @Option(names = "--quick", description = "Two seconds per phase, for tests.")
    private boolean quick;

    @Option(
            names = "--customers",
            description = "Size of the population; default: ${DEFAULT-VALUE}.",
            defaultValue = "1000000")
    private long customers;

    @Option(
            names = "--known",
            description =
                    "Customers that are introduced beforehand, 0 for an empty start; default: all.")
    private @Nullable Long known;

    @Option(
            names = "--rate",
            description =
                    "Events per second of the end-to-end phase; default: the highest that is followed.")
    private @Nullable Double rate;

    @Option(
            names = "--seconds",
            description = "Length of the end-to-end phase; default: ${DEFAULT-VALUE}.",
            defaultValue = "300")
    private int seconds;

    @Option(
            names = "--accept-seconds",
            description = "Length of the phase as fast as possible; default: ${DEFAULT-VALUE}.",
            defaultValue = "60")
    private int acceptSeconds;

    @Option(
            names = "--batch",
            description = "Events per batch; default: ${DEFAULT-VALUE}.",
            defaultValue = "100")
    private int batchSize;

    @Option(
            names = "--batch-connections",
            description = "Connections that send batches; default: ${DEFAULT-VALUE}.",
            defaultValue = "32")
    private int batchConnections;

    @Option(
            names = "--single-connections",
            description = "Connections that send single events; default: ${DEFAULT-VALUE}.",
            defaultValue = "128")
    private int singleConnections;

    @Option(
            names = "--seed",
            description = "Decides the events; default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--server",
            description =
                    "A running server such as http://localhost:8080, with --write-key and --server-data.")
    private @Nullable URI server;

    @Option(names = "--write-key", description = "Of a source of the running server.")
    private @Nullable String writeKey;

    @Option(names = "--server-data", description = "The running server's data folder.")
    private @Nullable Path serverData;

    @Override
    public Integer call() throws Exception {
        URI running = server;
        if (running != null) {
            return measureRunning(running);
        }
        return serverOptions.withFolder(this::measureOwn);
    }

    private int measureRunning(URI running) throws IOException, SQLException, InterruptedException {
        if (writeKey == null || serverData == null) {
            throw new ParameterException(
                    spec.commandLine(), "--server needs --write-key and --server-data as well");
        }
        return measure(
                Target.of(running, writeKey),
                new DataFolder(serverData).database(),
                Optional::empty);
    }

    private int measureOwn(Path folder) throws IOException, SQLException, InterruptedException {
        try (ServerProcess own = new ServerProcess(serverOptions.command(), folder)) {
            err().println("starting a server in " + folder);
            own.start();
            return measure(
                    Target.of(own.address(), own.writeKey("bench")),
                    own.data().database(),
                    () -> Usage.of(own.handle()));
        }
    }

    private int measure(Target target, Database database, Supplier<Optional<Usage>> usage)
            throws IOException, SQLException, InterruptedException {
        String run = HexFormat.of().toHexDigits((int) (System.currentTimeMillis() / 1_000));
        try (IngestBenchmark benchmark =
                new IngestBenchmark(target, database, plan(), run, usage, err())) {
            Figures figures = benchmark.measure().put("commit", Revision.current());
            IngestBenchmark.BARS.forEach(bar -> err().println(bar.judgment(figures)));
            err().flush();
            spec.commandLine().getOut().println(figures.json());
            spec.commandLine().getOut().flush();
            return nothingLost(figures) ? Bench.DONE : Bench.CHECK_FAILED;
        }
    }

    private static boolean nothingLost(Figures figures) {
        return figures.number("lost").orElseThrow() == 0
                && figures.number("doubled").orElseThrow() == 0;
    }

    private IngestPlan plan() {
        IngestPlan plan =
                new IngestPlan(
                        customers,
                        known == null ? customers : Math.min(customers, known),
                        seed,
                        batchSize,
                        batchConnections,
                        singleConnections,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(acceptSeconds),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(seconds),
                        rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(10));
        return quick ? plan.quick() : plan;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
