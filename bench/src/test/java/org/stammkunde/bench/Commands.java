package org.stammkunde.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Runs the commands against a real server, started as a process from the class path of the test.
 */
final class Commands {

    /** Where the server's tests keep PostgreSQL unpacked; copying is quicker than unpacking. */
    private static final Path UNPACKED =
            Path.of(System.getProperty("java.io.tmpdir"))
                    .resolve("stammkunde-postgres-" + System.getProperty("user.name"));

    private static final String SERVER =
            String.join(
                    ",",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dstammkunde.postgres=" + UNPACKED,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.stammkunde.command.CommandLineTool");

    private Commands() {}

    static String run(String[] options, String... command) {
        return run(Stream.of(command, options).flatMap(Stream::of).toArray(String[]::new));
    }

    /** Runs a command and returns the line that it prints. */
    static String run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine command =
                Bench.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(System.err, true));
        String[] withServer = Arrays.copyOf(arguments, arguments.length + 2);
        withServer[arguments.length] = "--command";
        withServer[arguments.length + 1] = SERVER;

        int exitCode = command.execute(withServer);

        assertThat(exitCode).as(out.toString()).isZero();
        System.out.print(out);
        return out.toString();
    }
}
