package org.stammkunde.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code bench}: measures an installation, one command and one JSON line per subject.
 */
@Command(
        name = "bench",
        description = "Measures an installation on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {IngestCommand.class, KillCommand.class, KillClientCommand.class})
public final class Bench implements Callable<Integer> {

    static final int DONE = 0;
    static final int CHECK_FAILED = 1;
    static final int WRONG_USE = 2;
    static final int CANNOT_RUN = 3;

    @Spec private CommandSpec spec = CommandSpec.create();

    Bench() {}

    /** Runs the command with the arguments and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler(Bench::complain);
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say what to measure: ingest or kill");
    }

    private static int complain(
            Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        commandLine.getErr().println("bench: " + failure.getMessage());
        if (System.getenv("STAMMKUNDE_TRACE") != null) {
            failure.printStackTrace(commandLine.getErr());
        }
        return CANNOT_RUN;
    }
}
