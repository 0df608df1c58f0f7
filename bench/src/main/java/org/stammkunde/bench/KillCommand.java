package org.stammkunde.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench kill}: whether anything acknowledged is lost or doubled by sudden ends. */
@Command(
        name = "kill",
        description = {
            "Kills (-9) the server, its PostgreSQL and the import in turn while events and files"
                    + " come in.",
            "A client in another process writes each acknowledged id to disk before the next;",
            "at the end that is compared with what is stored. Exit code 1 if anything differs."
        },
        mixinStandardHelpOptions = true)
final class KillCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ServerOptions serverOptions = new ServerOptions();

    @Option(
            names = "--kills",
            description = "How often something is killed; default: ${DEFAULT-VALUE}.",
            defaultValue = "20")
    private int kills;

    @Option(
            names = "--longest-millis",
            description = "The longest time under load before a kill; default: ${DEFAULT-VALUE}.",
            defaultValue = "3000")
    private int longestMillis;

    @Option(
            names = "--connections",
            description = "Connections of the client; default: ${DEFAULT-VALUE}.",
            defaultValue = "8")
    private int connections;

    @Option(
            names = "--orders",
            description =
                    "Orders in each imported file, 0 for no imports; default: ${DEFAULT-VALUE}.",
            defaultValue = "20000")
    private int orders;

    @Option(
            names = "--seed",
            description = "Decides events, orders and moments; default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    @Override
    public Integer call() throws Exception {
        return serverOptions.withFolder(this::measure);
    }

    private int measure(Path folder) throws IOException, SQLException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        KillPlan plan =
                new KillPlan(kills, Duration.ofMillis(longestMillis), connections, orders, seed);
        try (KillTest test = new KillTest(plan, serverOptions.command(), folder, err)) {
            Figures figures = test.run().put("commit", Revision.current());
            spec.commandLine().getOut().println(figures.json());
            spec.commandLine().getOut().flush();
            return KillTest.passed(figures) ? Bench.DONE : Bench.CHECK_FAILED;
        }
    }
}
