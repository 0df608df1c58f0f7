package org.stammkunde.bench;

import java.time.Duration;
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
        subcommands = {
            IngestCommand.class,
            KillCommand.class,
            KillClientCommand.class,
            ImportCommand.class,
            ReportCommand.class,
            ProfileCommand.class,
            SegmentCommand.class
        })
public final class Bench implements Callable<Integer> {

    static final int DONE = 0;
    static final int CHECK_FAILED = 1;
    static final int WRONG_USE = 2;
    static final int CANNOT_RUN = 3;

    /** A server has thirty seconds to stop, see {@link ServerProcess#close}. */
    private static final Duration STOP_MAX = Duration.ofSeconds(60);

    @Spec private CommandSpec spec = CommandSpec.create();

    Bench() {}

    /**
     * Runs the command with the arguments and ends the process with its exit code. Stopped before
     * (Ctrl-C or a TERM signal), it first stops what it has started and removes its folder.
     */
    public static void main(String[] arguments) {
        Thread main = Thread.currentThread();
        Thread stopping = new Thread(() -> stop(main));
        Runtime.getRuntime().addShutdownHook(stopping);
        int exitCode = commandLine().execute(arguments);
        try {
            Runtime.getRuntime().removeShutdownHook(stopping);
        } catch (IllegalStateException beingStopped) {
            return;
        }
        System.exit(exitCode);
    }

    private static void stop(Thread main) {
        main.interrupt();
        try {
            main.join(STOP_MAX);
        } catch (InterruptedException alreadyEnding) {
            Thread.currentThread().interrupt();
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler(Bench::complain);
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to measure: ingest, kill, import, report, profile or segment");
    }

    private static int complain(
            Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        boolean stopped = failure instanceof InterruptedException;
        commandLine.getErr().println("bench: " + (stopped ? "stopped" : failure.getMessage()));
        if (System.getenv("STAMMKUNDE_TRACE") != null) {
            failure.printStackTrace(commandLine.getErr());
        }
        return CANNOT_RUN;
    }
}
