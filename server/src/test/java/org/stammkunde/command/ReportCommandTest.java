package org.stammkunde.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReportCommandTest {

    @Test
    void valuesThatAreNotAcceptedAreWrongUseAndSayWhatIs() {
        check("rule `B` is unknown; there are `net` and `A`", "--rule", "B");
        check("currency `EURO` is unknown; use a code of ISO 4217", "--currency", "EURO");
        check("`2024-13-01` is no date; write it like 2024-12-31", "--as-of", "2024-13-01");
        check("language `fr` is unknown; there are `de` and `en`", "--lang", "fr");
    }

    private static void check(String said, String... arguments) {
        var errors = new StringWriter();

        int code =
                new CommandLine(new ReportCommand())
                        .setErr(new PrintWriter(errors))
                        .execute(arguments);

        assertThat(code).isEqualTo(ExitCode.WRONG_USE);
        assertThat(errors.toString()).contains(said);
    }
}
