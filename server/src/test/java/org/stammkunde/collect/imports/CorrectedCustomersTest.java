package org.stammkunde.collect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.collect.files.ImportRequest;
import org.stammkunde.score.Activity;
import org.stammkunde.score.CustomerScore;
import org.stammkunde.score.Scores;

/** What a later file of the same customers is silent about stays known, and goes on counting. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.main.lazy-initialization=true", "spring.application.name=undo"})
class CorrectedCustomersTest {

    private static final long BIRTHDAY_POINTS = 5_000_000;

    @Autowired private Imports imports;
    @Autowired private Scores scores;
    @Autowired private JdbcClient jdbc;
    @TempDir private Path folder;

    @Test
    void aFileWithoutBirthdaysTakesNoPointsForThemAway() throws IOException {
        run("Kundennummer;Vorname;E-Mail;Geburtstag\nG1;Ida;g1@example.com;03.04.1980\n");
        check("as told first", BIRTHDAY_POINTS);

        run("Kundennummer;Vorname;E-Mail\nG1;Ida Maria;g1@example.com\n");
        check("a later version is silent about it", BIRTHDAY_POINTS);

        run("Kundennummer;Vorname;E-Mail;Geburtstag\nG1;Ida Maria;g1@example.com;04.04.1980\n");
        check("told once more, it is still one birthday", BIRTHDAY_POINTS);
    }

    private void check(String when, long points) {
        long customer = customer();
        assertThat(scores.of(customer).map(CustomerScore::points))
                .as(when)
                .hasValueSatisfying(sum -> assertThat(sum.micro()).isEqualTo(points));
        LocalDate today = scores.explain(customer).asOf();
        assertThat(scores.facts(customer, Activity.BIRTHDAY, today, 10)).as(when).hasSize(1);
    }

    private long customer() {
        return jdbc.sql(
                        """
                        select distinct member.customer
                        from identity.shared_member member
                        join events.shared_identifier identifier
                            on identifier.number = member.identifier
                        where identifier.value = 'g1@example.com'
                        """)
                .query(Long.class)
                .single();
    }

    private void run(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("customers.csv"), text);
        imports.run(
                ImportRequest.of(file).withSettings(Map.of("source", "geburtstage")),
                "ada",
                _ -> {});
    }
}
