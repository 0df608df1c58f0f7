package org.stammkunde.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineToolTest {

    @TempDir private Path folder;

    @Test
    void aMissingOrUnknownCommandOrOptionIsWrongUse() {
        check(ExitCode.WRONG_USE, "name a command");
        check(ExitCode.WRONG_USE, "Unmatched argument at index 0: 'strat'", "strat");
        check(ExitCode.WRONG_USE, "Unknown option: '--date'", "rebuild", "--date");
        check(ExitCode.WRONG_USE, "Invalid value for option '--port'", "start", "--port", "http");
    }

    @Test
    void helpNamesEveryCommand() {
        check(ExitCode.DONE, "rebuild", "help");
        check(ExitCode.DONE, "--data=FOLDER", "help", "rebuild");
        check(ExitCode.DONE, "--map=FIELD=COLUMN", "import", "--help");
    }

    @Test
    void aForeignFolderCannotBeUsedAndStaysAsItIs() throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "Dear …");

        check(
                ExitCode.CANNOT_RUN,
                "is not a data folder of Stammkunde (it holds letter.txt)",
                "rebuild",
                "--data",
                folder.toString());

        assertThat(folder.toFile().list()).containsExactly("letter.txt");
    }

    @Test
    void anExportOfAFolderThatIsNoneMakesNoneAndIsNotDone() {
        for (Path missing : List.of(folder, folder.resolve("missing"))) {
            check(
                    ExitCode.CANNOT_RUN,
                    "there is no installation in " + missing,
                    "export",
                    folder.resolve("all.zip").toString(),
                    "--data",
                    missing.toString());
        }

        assertThat(folder.toFile().list()).isEmpty();
    }

    private static void check(int exitCode, String said, String... arguments) {
        var output = new ByteArrayOutputStream();
        var stream = new PrintStream(output, true, StandardCharsets.UTF_8);
        PrintStream out = System.out;
        PrintStream error = System.err;
        System.setOut(stream);
        System.setErr(stream);
        int code;
        try {
            code = CommandLineTool.run(arguments);
        } finally {
            System.setOut(out);
            System.setErr(error);
        }
        assertThat(output.toString(StandardCharsets.UTF_8)).contains(said);
        assertThat(code).isEqualTo(exitCode);
    }
}
