package org.stammkunde.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.stammkunde.insights.Report;
import org.stammkunde.insights.SampleReport;
import picocli.CommandLine.Help.Ansi;

/** How a report looks; {@code -Drenew=true} writes the expected files anew. */
class ReportTextTest {

    private static final Path EXPECTED = Path.of("src/test/resources/org/stammkunde/command");

    @Test
    void aReportLooksAsExpectedInBothLanguages() throws IOException {
        check(SampleReport.report(), Locale.GERMANY, "report_de.txt");
        check(SampleReport.report(), Locale.US, "report_en.txt");
    }

    @Test
    void aReportWithoutOrdersSaysWhatToDo() throws IOException {
        check(SampleReport.empty(), Locale.GERMANY, "report_empty_de.txt");
        check(SampleReport.empty(), Locale.US, "report_empty_en.txt");
    }

    private static void check(Report report, Locale language, String file) throws IOException {
        String text = text(report, language, Ansi.OFF);
        if (Boolean.getBoolean("renew")) {
            Files.writeString(EXPECTED.resolve(file), text);
        }
        assertThat(text)
                .isEqualTo(Files.readString(EXPECTED.resolve(file), StandardCharsets.UTF_8));
        assertThat(text.lines()).allMatch(line -> Sheet.width(line) <= Sheet.WIDTH);
    }

    @Test
    void stylesChangeNothingButStyles() {
        String plain = text(SampleReport.report(), Locale.US, Ansi.OFF);
        String styled = text(SampleReport.report(), Locale.US, Ansi.ON);

        assertThat(styled).contains("\u001b[1m");
        assertThat(styled.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void factsThatAreMissingAreMentioned() {
        String text =
                new ReportText(SampleReport.report(), 3, Wording.of(Locale.US), Ansi.OFF)
                        .toString();

        assertThat(text).contains("3 facts are set aside and count nowhere");
        assertThat(text(SampleReport.report(), Locale.US, Ansi.OFF)).doesNotContain("set aside");
    }

    @Test
    void aNameCannotSteerTheTerminal() {
        assertThat(text(SampleReport.report(), Locale.US, Ansi.OFF)).doesNotContain("\u001b");
    }

    private static String text(Report report, Locale language, Ansi ansi) {
        return new ReportText(report, 0, Wording.of(language), ansi).toString();
    }
}
