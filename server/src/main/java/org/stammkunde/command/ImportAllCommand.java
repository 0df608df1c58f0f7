package org.stammkunde.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.stammkunde.database.Copied;
import org.stammkunde.database.Database;
import org.stammkunde.database.ImportAll;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "import-all",
        description = {
            "Fills a new, empty installation from a file that `export` wrote.",
            "An installation that holds anything is refused and stays as it is."
        })
final class ImportAllCommand implements Callable<Integer> {

    @Mixin private DataOption data = new DataOption();

    @Parameters(paramLabel = "FILE", description = "what `export` wrote")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        long start = System.nanoTime();
        try (Database database = data.unpreparedDatabase()) {
            Copied copied = ImportAll.read(database.address(), file);
            System.out.println(ExportCommand.described("imported", copied, start));
        }
        return ExitCode.DONE;
    }
}
