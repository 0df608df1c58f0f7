package org.stammkunde.command;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.stammkunde.database.Copied;
import org.stammkunde.database.Database;
import org.stammkunde.database.Export;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = {
            "Writes everything into one file, also while the server runs.",
            "`import-all` fills an empty installation from it, of this or a newer version."
        })
final class ExportCommand implements Callable<Integer> {

    @Mixin private DataOption data = new DataOption();

    @Parameters(paramLabel = "FILE", description = "a new file, such as shop-2026-11-22.zip")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        long start = System.nanoTime();
        try (Database database = data.database()) {
            Copied copied =
                    Export.write(database.address(), file, InstantSource.system().instant());
            System.out.println(described("exported", copied, start));
        }
        return ExitCode.DONE;
    }

    static String described(String verb, Copied copied, long start) {
        return String.format(
                Locale.ROOT,
                "%s %d tables with %,d rows (%.1f MB) in %.1f s",
                verb,
                copied.tables(),
                copied.rows(),
                copied.bytes() / 1e6,
                (System.nanoTime() - start) / 1e9);
    }
}
