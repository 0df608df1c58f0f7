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

/** What a corrected file says of people counts, though its orders are of the same time. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.main.lazy-initialization=true", "spring.application.name=undo"})
class CorrectedNamesTest {

    private static final int CUSTOMERS = 20;

    @Autowired private Imports imports;
    @Autowired private JdbcClient jdbc;
    @TempDir private Path folder;

    @Test
    void theNameOfTheCorrectedFileCountsForEverybody() throws IOException {
        run("Meyr");
        run("Meyer");

        assertThat(
                        jdbc.sql(
                                        """
                                        select trait.value #>> '{}' as name
                                        from customers.shared_trait trait
                                        join events.shared_source source on source.id = trait.source
                                        where source.name = 'namen' and trait.name = 'lastName'
                                        """)
                                .query(String.class)
                                .list())
                .hasSize(CUSTOMERS)
                .isEqualTo(List.copyOf(java.util.Collections.nCopies(CUSTOMERS, "Meyer")));
    }

    private void run(String lastName) throws IOException {
        StringBuilder text =
                new StringBuilder("Bestellnummer;Datum;Kunde;Nachname;Artikel;Menge;Preis\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            text.append("N%d;03.04.2026 10:00;N%d;%s;Hammer;1;9,90\n".formatted(i, i, lastName));
        }
        Path file = Files.writeString(folder.resolve("orders.csv"), text);
        imports.run(ImportRequest.of(file).withSettings(Map.of("source", "namen")), "ada", _ -> {});
    }
}
