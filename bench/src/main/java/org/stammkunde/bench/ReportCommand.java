package org.stammkunde.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench report}: how fast the report is made, by command and on the dashboard. */
@Command(
        name = "report",
        description = {
            "Measures the report by command and the dashboard.",
            "Loads the example merchant first; a --folder that was loaded once is used again."
        },
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    private static final List<Bar> BARS =
            List.of(
                    Bar.atMost("reportSeconds", "the report by command, in s", 10),
                    Bar.atMost(
                            "dashboardAgainMillis", "the dashboard the second time, in ms", 1_000),
                    Bar.atMost("readyMillis", "start to ready, in ms", 8_000),
                    Bar.atMost(
                            "residentMegabytes", "server and PostgreSQL after start, in MB", 700));

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ExampleInstallationOptions example = new ExampleInstallationOptions();

    @Override
    public Integer call() throws Exception {
        return example.measure(
                this::measure, BARS, spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    private Figures measure(LoadedServer loaded)
            throws IOException, SQLException, InterruptedException {
        Figures figures = new Figures();
        ServerProcess server = loaded.server();
        server.close();
        long start = System.nanoTime();
        server.start();
        figures.put("readyMillis", (System.nanoTime() - start) / 1_000_000);
        figures.put("residentMegabytes", residentMegabytes(server));
        figures.put("reportFirstSeconds", reportSeconds(server), 2);
        figures.put("reportSeconds", reportSeconds(server), 2);
        try (ConsoleClient console = ConsoleClient.signIn(server)) {
            figures.put("dashboardFirstMillis", console.millis("/"), 0);
            figures.put("dashboardAgainMillis", console.millis("/"), 0);
        }
        figures.put("residentAfterwardsMegabytes", residentMegabytes(server));
        return figures;
    }

    /** The command from its start to its end, with its own Java beside that of the server. */
    private double reportSeconds(ServerProcess server) throws IOException, InterruptedException {
        long start = System.nanoTime();
        server.ask("report", "--json");
        double seconds = (System.nanoTime() - start) / 1e9;
        spec.commandLine().getErr().println(String.format(Locale.ROOT, "report: %.1f s", seconds));
        spec.commandLine().getErr().flush();
        return seconds;
    }

    private static long residentMegabytes(ServerProcess server) {
        return Usage.of(server.handle()).map(Usage::residentKilobytes).orElse(0L) / 1_024;
    }
}
