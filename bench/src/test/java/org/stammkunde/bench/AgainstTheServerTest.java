package org.stammkunde.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
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

    @Test
    void anInstallationThatWasLoadedOnceIsMeasuredAgain() throws IOException {
        String folder = newFolder();
        String[] loaded = {"--customers", "150", "--folder", folder};

        String profile =
                run(loaded, "profile", "--seconds", "2", "--requests", "20", "--events", "200");
        String report = run(loaded, "report");
        String segment = run(loaded, "segment", "--times", "1");

        assertThat(profile)
                .containsPattern("\"pageP99Millis\":[1-9]")
                .containsPattern("\"pageRequests\":40,")
                .contains("\"failed\":0")
                .contains("\"customers\":150,");
        assertThat(report)
                .containsPattern("\"reportSeconds\":[0-9.]*[1-9]")
                .containsPattern("\"dashboardAgainMillis\":[0-9]");
        assertThat(segment)
                .containsPattern("\"loyal\":[1-9]")
                .containsPattern("\"searchNamesMillis\":[0-9]");
    }

    @Test
    void aFileIsImportedAndTheReportMade() {
        String line = run("import", "--orders", "500");

        assertThat(line)
                .containsPattern("\"rows\":1[0-9]{3},")
                .containsPattern("\"importSeconds\":[0-9.]*[1-9]")
                .containsPattern("\"peakMegabytes\":[1-9]")
                .containsPattern("\"reportSeconds\":[0-9.]*[1-9]");
    }

    /** PostgreSQL of a server that root starts runs under another user, who has to pass through. */
    private static String newFolder() throws IOException {
        Path folder =
                Files.createTempDirectory(
                        "stammkunde-bench-test",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx--x--x")));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder.toString();
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String[] options, String... command) {
        return run(Stream.of(command, options).flatMap(Stream::of).toArray(String[]::new));
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
