package org.stammkunde.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.stammkunde.example.ExampleMerchant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "example",
        description = {
            "Writes the data of an example merchant into a folder: orders of a web shop and"
                    + " receipts of two",
            "stores as CSV, activities as messages of the tracking API (JSON lines), catalogue,"
                    + " campaigns, and",
            "the truth behind it. The same options make the same bytes."
        })
final class ExampleCommand implements Callable<Integer> {

    @Spec private CommandSpec command = CommandSpec.create();

    @Mixin private ExampleOptions merchant = new ExampleOptions();

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            required = true,
            description = "where the files go; files of the same names are replaced")
    private Path folder = Path.of("");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this text")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        ExampleMerchant.Written written = new ExampleMerchant(merchant.plan(command)).write(folder);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s%n%,.1f s, %,.0f facts/s → %s%n",
                written,
                seconds,
                (written.sales() + written.activities()) / seconds,
                folder);
        return ExitCode.DONE;
    }
}
