package org.stammkunde.command;

import java.util.Optional;
import java.util.stream.Stream;
import org.stammkunde.database.DatabaseUnavailable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code stammkunde}: reads the arguments and runs the named command. */
@Command(
        name = "stammkunde",
        synopsisSubcommandLabel = "COMMAND",
        description = "A customer data and loyalty platform that a merchant runs itself.",
        subcommands = {
            StartCommand.class,
            ImportCommand.class,
            ReportCommand.class,
            RebuildCommand.class,
            DemoCommand.class,
            ExampleCommand.class,
            SourceCommand.class,
            OwnerLinkCommand.class,
            LakeCommand.class,
            ExportCommand.class,
            ImportAllCommand.class,
            HelpCommand.class,
        },
        footer = {
            "",
            "  test     Checks everything: format, static checks, all tests (as .ci/run does).",
            "  bench    Measures, see `stammkunde bench help`.",
            "",
            "Exit codes: 0 done, 1 done with rejected rows or a failed check, 2 wrong use, 3 cannot"
                    + " run."
        })
public final class CommandLineTool implements Runnable {

    @Spec private CommandSpec command = CommandSpec.create();

    /** Runs the command that the arguments name and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /**
     * Runs one command.
     *
     * @return its exit code: 0 done, 1 done with complaints, 2 wrong use, 3 cannot run
     */
    static int run(String... arguments) {
        return new CommandLine(new CommandLineTool())
                .setExecutionExceptionHandler(CommandLineTool::explain)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "name a command");
    }

    private static int explain(Exception failed, CommandLine command, ParseResult arguments) {
        Optional<String> message = solvable(failed);
        if (message.isPresent()) {
            command.getErr().println("stammkunde: " + message.get());
        } else {
            failed.printStackTrace(command.getErr());
        }
        return ExitCode.CANNOT_RUN;
    }

    // Spring wraps what a bean throws while it is made
    private static Optional<String> solvable(Throwable failed) {
        return Stream.iterate(failed, cause -> cause != null, Throwable::getCause)
                .filter(cause -> cause instanceof DatabaseUnavailable || cause instanceof CannotRun)
                .map(Throwable::getMessage)
                .findFirst();
    }
}
