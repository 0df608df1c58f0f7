package org.stammkunde.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stammkunde.bench.Commands.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each measuring command measures a real server. */
class MeasuringTest {

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
                .containsPattern("\"previewEventMillis\":[0-9]")
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
}
