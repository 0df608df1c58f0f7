package org.stammkunde.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that measures an installation with the example merchant in it. */
final class ExampleInstallationOptions {

    @Mixin private ServerOptions serverOptions = new ServerOptions();

    @Option(
            names = "--customers",
            description =
                    "Customers of the example merchant, some 20 facts each; default:"
                            + " ${DEFAULT-VALUE}.",
            defaultValue = "1000000")
    private int customers;

    @Option(
            names = "--seed",
            description = "Decides the example merchant; default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    /** Work with a loaded server. */
    interface Work {
        Figures with(LoadedServer loaded) throws IOException, SQLException, InterruptedException;
    }

    /** Loads what is missing, does the work and prints its figures and what the bars say. */
    int measure(Work work, java.util.List<Bar> bars, PrintWriter out, PrintWriter err)
            throws Exception {
        return serverOptions.withFolder(folder -> measure(folder, work, bars, out, err));
    }

    int customers() {
        return customers;
    }

    long seed() {
        return seed;
    }

    private int measure(
            Path folder, Work work, java.util.List<Bar> bars, PrintWriter out, PrintWriter err)
            throws IOException, SQLException, InterruptedException {
        try (LoadedServer loaded =
                LoadedServer.start(serverOptions, folder, customers, seed, err)) {
            Figures figures = work.with(loaded);
            loaded.describe(figures);
            figures.put("commit", Revision.current());
            bars.forEach(bar -> err.println(bar.judgment(figures)));
            err.flush();
            out.println(figures.json());
            out.flush();
            return Bench.DONE;
        }
    }
}
