package org.stammkunde.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.stammkunde.collect.files.ImportProgress;
import org.stammkunde.collect.files.ImportProgress.Phase;

class ImportProgressDisplayTest {

    private static final ImportProgress HALF = new ImportProgress(Phase.STORING, 270_000, 0.5);
    private static final String TEXT = " 50 %  storing, 270,000 rows, 27,000 rows/s, 10 s left";

    private long nanos;

    @Test
    void theBarIsAsLongAsTheTerminalLeavesRoomFor() {
        check(120, "███████████████░░░░░░░░░░░░░░░ " + TEXT);
        check(80, "████████░░░░░░░░ " + TEXT);
        check(72, "████░░░░ " + TEXT);
        check(71, TEXT);
        check(20, TEXT);
    }

    @Test
    void rowsPerSecondAreThoseOfThePhase() {
        StringWriter out = new StringWriter();
        ImportProgressDisplay display = display(out, 20);
        nanos += Duration.ofSeconds(40).toNanos();
        display.show(new ImportProgress(Phase.READING, 400_000, 0.25));
        display.show(new ImportProgress(Phase.STORING, 0, 0.25));
        nanos += Duration.ofSeconds(10).toNanos();
        display.show(new ImportProgress(Phase.STORING, 200_000, 0.5));
        nanos += Duration.ofSeconds(10).toNanos();
        display.show(new ImportProgress(Phase.APPLYING, 400_000, 0.9));

        assertThat(out.toString())
                .contains("reading, 400,000 rows, 10,000 rows/s, 2 min 00 s left")
                .contains("storing, 200,000 rows, 20,000 rows/s, 50 s left")
                .contains("updating figures, 400,000 rows, 7 s left");
    }

    @Test
    void aFileGetsALineNowAndThen() {
        assertThat(shown(0, HALF)).isEqualTo("orders.csv:" + " " + TEXT + System.lineSeparator());
        assertThat(shown(0, HALF, Duration.ofSeconds(4))).isEmpty();
    }

    @Test
    void theMachinesLanguageChangesNothing() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            check(50, TEXT);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theWidthIsWhatTheSystemSays() {
        for (var row :
                List.of(
                        List.of("24 80\n", 80),
                        List.of("50 211\n", 211),
                        List.of("0 0\n", 80),
                        List.of("", 80),
                        List.of("stty: not a tty", 80))) {
            assertThat(Terminal.columnsIn((String) row.getFirst())).isEqualTo(row.getLast());
        }
    }

    private void check(int columns, String expected) {
        String shown = shown(columns, HALF);
        assertThat(shown).startsWith("\r\u001b[2K\u001b[?7l").endsWith("\u001b[?7h");
        String line = shown.replaceAll("\r|\u001b\\[\\??[0-9]+[a-zK]", "");
        assertThat(line).isEqualTo(expected);
    }

    private String shown(int columns, ImportProgress progress) {
        return shown(columns, progress, Duration.ofSeconds(10));
    }

    private String shown(int columns, ImportProgress progress, Duration after) {
        StringWriter out = new StringWriter();
        ImportProgressDisplay display = display(out, columns);
        display.show(new ImportProgress(progress.phase(), 0, 0));
        nanos += after.toNanos();
        display.show(progress);
        return out.toString();
    }

    private ImportProgressDisplay display(StringWriter out, int columns) {
        return new ImportProgressDisplay(
                new PrintWriter(out), Path.of("orders.csv"), columns, () -> nanos);
    }
}
