package org.stammkunde.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench import}: how fast a file of orders is imported, and the first report made. */
@Command(
        name = "import",
        description = {
            "Measures the command import on an empty data folder, until all projections hold the"
                    + " file,",
            "and the command report after it. Without --file, orders of the generator are imported."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    private static final List<Bar> BARS =
            List.of(
                    Bar.atMost("importSeconds", "the file imported and projected, in s", 20),
                    Bar.atMost("peakMegabytes", "memory of import and PostgreSQL, in MB", 1_000));

    private static final String GENERATED = "orders.csv";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ServerOptions serverOptions = new ServerOptions();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "A file that the command import understands, such as online_retail.csv.gz.")
    private @Nullable Path file;

    @Option(
            names = "--orders",
            description = "Orders to generate without --file; default: ${DEFAULT-VALUE}.",
            defaultValue = "200000")
    private int orders;

    @Override
    public Integer call() throws Exception {
        return serverOptions.withFolder(this::measure);
    }

    private int measure(Path folder) throws IOException, InterruptedException {
        Path imported = file == null ? generated(folder) : file.toAbsolutePath();
        Figures figures = new Figures();
        try (ServerProcess installation = new ServerProcess(serverOptions.command(), folder)) {
            measure(installation, imported, figures);
        }
        figures.put("commit", Revision.current());
        PrintWriter err = spec.commandLine().getErr();
        BARS.forEach(bar -> err.println(bar.judgment(figures)));
        err.flush();
        spec.commandLine().getOut().println(figures.json());
        spec.commandLine().getOut().flush();
        return Bench.DONE;
    }

    private static void measure(ServerProcess installation, Path file, Figures figures)
            throws IOException, InterruptedException {
        long rows = rows(file);
        long start = System.nanoTime();
        long peakKilobytes = importWatched(installation, file);
        double seconds = (System.nanoTime() - start) / 1e9;
        figures.put("file", file.getFileName().toString());
        figures.put("rows", rows);
        figures.put("importSeconds", seconds, 2);
        figures.put("rowsPerSecond", rows / seconds, 0);
        figures.put("peakMegabytes", peakKilobytes / 1_024);
        figures.put("reportFirstSeconds", secondsOfReport(installation), 2);
        figures.put("reportSeconds", secondsOfReport(installation), 2);
        long again = System.nanoTime();
        importWatched(installation, file);
        figures.put("importAgainSeconds", (System.nanoTime() - again) / 1e9, 2);
    }

    /** The most that command and PostgreSQL were seen to use, in kilobytes. */
    private static long importWatched(ServerProcess installation, Path file)
            throws IOException, InterruptedException {
        Process importing = installation.call("import", file.toString());
        long peakKilobytes = 0;
        while (!importing.waitFor(100, TimeUnit.MILLISECONDS)) {
            long now = Usage.of(importing.toHandle()).map(Usage::residentKilobytes).orElse(0L);
            peakKilobytes = Math.max(peakKilobytes, now);
        }
        if (importing.exitValue() != Bench.DONE) {
            throw new IOException(
                    "import ended with " + importing.exitValue() + ", see server.log");
        }
        return peakKilobytes;
    }

    private static double secondsOfReport(ServerProcess installation)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        installation.ask("report", "--json");
        return (System.nanoTime() - start) / 1e9;
    }

    private Path generated(Path folder) throws IOException {
        Path generated = folder.resolve(GENERATED);
        new OrderFile(orders, 1).write(generated, 0, 1);
        return generated;
    }

    private static long rows(Path file) throws IOException {
        boolean isCompressed = file.toString().endsWith(".gz");
        try (var bytes = Files.newInputStream(file);
                var text = isCompressed ? new GZIPInputStream(bytes) : bytes;
                Stream<String> lines =
                        new java.io.BufferedReader(
                                        new java.io.InputStreamReader(
                                                text, java.nio.charset.StandardCharsets.ISO_8859_1))
                                .lines()) {
            return lines.count() - 1;
        }
    }
}
