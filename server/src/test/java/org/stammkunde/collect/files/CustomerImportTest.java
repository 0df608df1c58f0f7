package org.stammkunde.collect.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.collect.files.ImportResult.Count;

/** Contact data of customers, into a real database. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.main.lazy-initialization=true")
class CustomerImportTest {

    private static final String CUSTOMERS =
            """
            Kundennummer;E-Mail;Vorname;Nachname;Geburtsdatum;Ort
            K1;eva@example.com;Eva;Adam;03.04.1985;Dresden
            ;tom@example.com;Tom;Berg;;
            K3;kaputt;Ida;;31.02.1990;
            ;;Niemand;;;
            """;

    @Autowired private OrderImport files;
    @Autowired private JdbcClient jdbc;
    @TempDir private Path folder;

    @Test
    void rowsBecomeTraitsOfCustomersAndNobodyIsInvented(TestInfo test) {
        ImportResult result = run(CUSTOMERS, test);

        assertThat(result.customers()).isTrue();
        assertThat(result.imported()).isEqualTo(new Count(3, 3));
        assertThat(result.rejected()).isEqualTo(new Count(1, 0));
        assertThat(result.valuesLeftOut()).isEqualTo(2);
        assertThat(profiles(test)).containsExactly("Eva Adam Dresden", "Ida", "Tom Berg");
        assertThat(
                        jdbc.sql(
                                        """
                                        select event.payload::text || event.resource
                                        from events.event event
                                        join events.source source on source.id = event.source
                                        where source.name = :source
                                        """)
                                .param("source", test.getDisplayName())
                                .query((row, number) -> row.getString(1))
                                .list())
                .isNotEmpty()
                .noneMatch(fact -> fact.contains("eva") || fact.contains("K1"));
    }

    @Test
    void theSameFileChangesNothingAndACorrectedOneCorrects(TestInfo test) {
        run(CUSTOMERS, test);

        assertThat(run(CUSTOMERS, test).imported()).isEqualTo(Count.NOTHING);
        ImportResult corrected = run(CUSTOMERS.replace("Berg", "Burg"), test);

        assertThat(corrected.imported()).isEqualTo(new Count(1, 1));
        assertThat(corrected.unchanged()).isEqualTo(new Count(2, 2));
        assertThat(profiles(test)).contains("Tom Burg").doesNotContain("Tom Berg");
    }

    @Test
    void whatTheRowsAreCanBeSaid() {
        Path file = TemporaryFile.of(folder, "liste.csv", CUSTOMERS, StandardCharsets.UTF_8);

        FileLook look = files.look(ImportRequest.of(file));
        FileLook said = files.look(ImportRequest.of(file).withSettings(Map.of("kind", "orders")));

        assertThat(look.customers()).isTrue();
        assertThat(look.missing()).isEmpty();
        assertThat(said.customers()).isFalse();
        assertThat(said.missing()).contains("placed-at", "amount");
    }

    private ImportResult run(String text, TestInfo test) {
        Path file = TemporaryFile.of(folder, "kunden.csv", text, StandardCharsets.UTF_8);
        return files.run(
                ImportRequest.of(file)
                        .withSettings(Map.of("source", test.getDisplayName(), "namespace", "crm")),
                _ -> {});
    }

    private List<String> profiles(TestInfo test) {
        return jdbc.sql(
                        """
                        select distinct concat_ws(' ', profile.name, profile.city)
                        from customers.profile profile
                        join identity.member member on member.customer = profile.customer
                        join events.event event on event.subject = member.identifier
                        join events.source source on source.id = event.source
                        where source.name = :source order by 1
                        """)
                .param("source", test.getDisplayName())
                .query((row, number) -> row.getString(1))
                .list();
    }
}
