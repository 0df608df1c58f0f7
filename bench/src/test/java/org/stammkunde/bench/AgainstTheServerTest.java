package org.stammkunde.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Runs the commands against a real server, started as a process from the class path of this test.
 */
class AgainstTheServerTest {

    private static final String SERVER =
            String.join(
                    ",",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.stammkunde.command.CommandLineTool");

    @Test
    void everyAcknowledgedEventIsStoredOnce() {
        String line = run("ingest", "--quick");

        assertThat(line)
                .contains("\"lost\":0,\"doubled\":0")
                .containsPattern("\"acceptedPerSecond\":[1-9]")
                .containsPattern("\"endToEndPerSecond\":[1-9]")
                .containsPattern("\"floorRowsPerSecond\":[1-9]");
    }

    @Test
    void suddenEndsOfServerDatabaseAndImportLoseAndDoubleNothing() {
        String line = run("kill", "--kills", "3", "--longest-millis", "500", "--orders", "3000");

        assertThat(line)
                .contains("\"serverKills\":1,\"postgresKills\":1,\"importKills\":1,")
                .containsPattern("\"acknowledged\":[1-9]")
                .contains("\"lost\":0,\"doubled\":0")
                .containsPattern("\"orders\":[1-9]")
                .contains("\"ordersDiffering\":0");
    }

    /** Runs a command and returns the line that it prints. */
    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine command =
                Bench.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(System.err, true));
        String[] withServer = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        withServer[arguments.length] = "--command";
        withServer[arguments.length + 1] = SERVER;

        int exitCode = command.execute(withServer);

        assertThat(exitCode).as(out.toString()).isZero();
        System.out.print(out);
        return out.toString();
    }
}
