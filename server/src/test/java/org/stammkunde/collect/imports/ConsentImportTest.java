package org.stammkunde.collect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.collect.files.ImportRequest;
import org.stammkunde.collect.files.ImportResult;
import org.stammkunde.collect.files.ImportResult.Count;

/** Consent in files of customers, with the headings of shops and in German. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.main.lazy-initialization=true", "spring.application.name=undo"})
class ConsentImportTest {

    @Autowired private Imports imports;
    @Autowired private ImportTable table;
    @Autowired private JdbcClient jdbc;
    @TempDir private Path folder;

    @Test
    void aCorrectedFileCorrectsAnUndoneOneIsForgottenAndTheSameChangesNothing() throws IOException {
        String header =
                "Customer ID,First Name,Email,Accepts Email Marketing,Accepts SMS Marketing\n";
        run("shop", header + "C1,Ida,ida@example.com,yes,no\nC2,Ole,ole@example.com,,yes\n");
        assertThat(said("example.com"))
                .containsExactly(
                        "ida@example.com marketing-email true",
                        "ida@example.com marketing-sms false",
                        "ole@example.com marketing-sms true");

        String moved = header + "C1,Ida Maria,ida@example.com,no,\nC2,Ole,ole@example.com,,yes\n";
        ImportResult second = run("shop", moved);
        assertThat(second.unchanged()).isEqualTo(new Count(1, 1));
        assertThat(said("example.com"))
                .as("a blank says nothing, and what was said stays with its time")
                .containsExactly(
                        "ida@example.com marketing-email false",
                        "ida@example.com marketing-email true",
                        "ida@example.com marketing-sms false",
                        "ole@example.com marketing-sms true");
        assertThat(run("shop", moved).unchanged()).isEqualTo(new Count(2, 2));

        List<FileImport> latest = table.before(Long.MAX_VALUE, 2);
        for (FileImport each : latest) {
            table.noteUndo(each.id(), ImportState.DONE, "Ada");
            imports.undo(table.find(each.id()).orElseThrow());
        }
        assertThat(said("example.com"))
                .containsExactly(
                        "ida@example.com marketing-email true",
                        "ida@example.com marketing-sms false",
                        "ole@example.com marketing-sms true");
    }

    @Test
    void aNewAddressMakesNoOldConsentNewAndAYesAnswersNoObjectionOfOthers() throws IOException {
        String header = "Kundennummer;Vorname;E-Mail;Newsletter-Einwilligung\n";
        run("laden", header + "L1;Lea;lea@example.net;ja\n");
        List<String> before = said("example.net");

        run("laden", header + "L1;Lea Sophie;lea@example.net;ja\n");
        assertThat(said("example.net")).isEqualTo(before).hasSize(1);

        run("laden", header + "L1;Lea Sophie;lea@example.net;nein\nL1;Lea;lea@example.net;ja\n");
        assertThat(said("example.net"))
                .as("of two rows one objection is enough")
                .contains("lea@example.net marketing-email false");
    }

    @Test
    void whatNobodyUnderstandsIsReportedAndTheRestOfTheRowIsTakenIn() throws IOException {
        ImportResult result =
                run(
                        "kartei",
                        """
                        Kundennummer;Vorname;E-Mail;Newsletter-Einwilligung
                        K1;Eva;eva@example.org;ja
                        K2;Tom;tom@example.org;vielleicht
                        """);

        assertThat(result.imported()).isEqualTo(new Count(2, 2));
        assertThat(result.valuesLeftOut()).isEqualTo(1);
        assertThat(said("example.org"))
                .contains("eva@example.org marketing-email true")
                .noneMatch(said -> said.startsWith("tom@"));
    }

    private ImportResult run(String source, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("customers.csv"), text);
        return imports.run(
                ImportRequest.of(file).withSettings(Map.of("source", source)), "ada", _ -> {});
    }

    private List<String> said(String domain) {
        return jdbc.sql(
                        """
                        select identifier.value || ' ' || said.purpose || ' ' || said.given as line
                        from consent.shared_statement said
                        join events.shared_identifier identifier
                            on identifier.number = said.identifier
                        where identifier.value like '%@' || :domain
                        order by line
                        """)
                .param("domain", domain)
                .query((row, _) -> row.getString(1))
                .list();
    }
}
