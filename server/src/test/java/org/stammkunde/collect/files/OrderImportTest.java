package org.stammkunde.collect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.collect.files.ImportResult.Count;

/** Imports into a real database, each test into a source of its own. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.main.lazy-initialization=true")
class OrderImportTest {
    private static final String ORDERS =
            """
            Bestellnummer;Datum;Kunde;E-Mail;Artikel;Menge;Preis
            1;03.04.2026 10:00;K1;eva@example.com;Hammer;1;9,90
            2;03.04.2026 11:00;;;Säge;1;19,90
            1;03.04.2026 10:00;K1;eva@example.com;Nagel;100;0,05
            """;

    @Autowired private OrderImport files;
    @Autowired private JdbcClient jdbc;
    @TempDir private Path folder;
    private String source = "";

    @BeforeEach
    void nameTheSource(TestInfo test) {
        source = test.getDisplayName().replaceAll("\\W", "");
    }

    @Test
    void ordersAreImportedWithTheirLinesAndPersons() {
        ImportResult result = run(ORDERS);

        assertThat(result.rows()).isEqualTo(3);
        assertThat(result.imported()).isEqualTo(new Count(3, 2));
        assertThat(result.rejected()).isEqualTo(Count.NOTHING);
        assertThat(result.report()).isEmpty();
        assertThat(orders())
                .containsExactly(
                        "1 order completed online K1 1490 EUR 2026-04-03T08:00:00Z",
                        "2 order completed online guest 1990 EUR 2026-04-03T09:00:00Z");
        assertThat(lines()).containsExactly("1 Hammer 1 9.9", "1 Nagel 100 0.05", "2 Säge 1 19.9");
        assertThat(personal()).containsExactly("{\"email\": \"eva@example.com\"}");
        assertThat(payloads())
                .noneMatch(payload -> payload.contains("eva") || payload.contains("K1"));
    }

    @Test
    void sameFileAgainChangesNothing() {
        run(ORDERS);
        long facts = facts();

        ImportResult again = run(ORDERS);

        assertThat(again.imported()).isEqualTo(Count.NOTHING);
        assertThat(again.unchanged()).isEqualTo(new Count(3, 2));
        assertThat(facts()).isEqualTo(facts);
    }

    @Test
    void correctedFileCorrectsAndOlderFileAgainIsTheLatest() {
        run(ORDERS);

        ImportResult corrected = run(ORDERS.replace("19,90", "17,90"));
        assertThat(corrected.imported()).isEqualTo(new Count(1, 1));
        assertThat(corrected.unchanged()).isEqualTo(new Count(2, 1));
        assertThat(orders()).anyMatch(order -> order.contains(" 1790 "));

        ImportResult older = run(ORDERS);
        assertThat(older.imported()).isEqualTo(new Count(1, 1));
        assertThat(orders()).hasSize(2).anyMatch(order -> order.contains(" 1990 "));
    }

    @Test
    void correctedCustomerMovesTheOrder() {
        run(ORDERS);

        ImportResult corrected = run(ORDERS.replace(";K1;", ";K7;"));

        assertThat(corrected.imported()).isEqualTo(new Count(2, 1));
        assertThat(orders()).anyMatch(order -> order.startsWith("1 order completed online K7"));
    }

    @Test
    void rejectedRowRejectsItsOrderAndIsReported() throws IOException {
        ImportResult result =
                run(
                        """
                        Bestellnummer;Datum;Kunde;Artikel;Menge;Preis
                        1;03.04.2026;K1;Hammer;1;9,90
                        1;03.04.2026;K1;"=HYPERLINK(""x"")";zwei;9,90
                        2;03.04.2026;K2;Säge;1;19,90
                        ;03.04.2026;K3;Summe;;39,80
                        """);

        assertThat(result.rows()).isEqualTo(4);
        assertThat(result.imported()).isEqualTo(new Count(1, 1));
        assertThat(result.rejected()).isEqualTo(new Count(3, 1));
        assertThat(orders()).hasSize(1).allMatch(order -> order.startsWith("2 "));
        assertThat(Files.readString(result.report().orElseThrow()))
                .isEqualTo(
                        """
                        \uFEFFline;column;value;effect;code;reason;accepted
                        3;Menge;zwei;row-rejected;number-unreadable;\
                        it is not a number as this column writes them (this column writes 1.234,56);\
                        numbers in the style of the column, --decimals says which one it is
                        5;Menge;;row-rejected;value-missing;the value is missing;a value in this column
                        2;Bestellnummer;1;order-rejected;order-rejected;\
                        another row of this order was rejected (line 3);\
                        orders of which every row can be read, --partial imports the others without them
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void partialImportTakesTheOtherRowsOfAnOrder() {
        String text = ORDERS.replace(";100;", ";hundert;");

        ImportResult result = files.run(request(text).withPartialOrders(), progress -> {});

        assertThat(result.imported()).isEqualTo(new Count(2, 2));
        assertThat(result.rejected()).isEqualTo(new Count(1, 0));
        assertThat(lines()).containsExactly("1 Hammer 1 9.9", "2 Säge 1 19.9");
    }

    @Test
    void whatASpreadsheetWouldCalculateStandsInTheReportAsText() throws IOException {
        for (String formula : List.of("-2+3+cmd|' /C calc'!A0", "+1+'x'!A1", "=1+1", "@x")) {
            Path report = run(ORDERS.replace(";100;", ";" + formula + ";")).report().orElseThrow();
            assertThat(Files.readString(report)).contains("'" + formula);
        }
        Path report = run(ORDERS.replace(";100;", ";-1,5 %;")).report().orElseThrow();
        assertThat(Files.readString(report)).contains("-1,5 %").doesNotContain("'-1,5");
    }

    @Test
    void mendedFileLeavesNoReportBehind() {
        Path report = run(ORDERS.replace(";100;", ";hundert;")).report().orElseThrow();
        assertThat(report).exists();

        ImportResult mended = run(ORDERS);

        assertThat(mended.report()).isEmpty();
        assertThat(report).doesNotExist();
        assertThat(orders()).hasSize(2);
    }

    @Test
    void reportDoesNotOverwriteAnotherFile() {
        Path other = TemporaryFile.of(folder, "notes.csv", "mine", StandardCharsets.UTF_8);
        ImportRequest plain = request(ORDERS);
        ImportRequest request =
                new ImportRequest(
                        plain.file(),
                        null,
                        List.of(),
                        List.of(),
                        plain.settings(),
                        false,
                        other,
                        null,
                        folder,
                        null);

        assertThatThrownBy(() -> files.run(request, progress -> {}))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("is no row report and is not overwritten");
        assertThat(other).hasContent("mine");
    }

    @Test
    void rehearsalCountsAndChangesNothing() {
        run(ORDERS);
        long facts = facts();

        ImportResult rehearsed =
                files.rehearse(
                        request(
                                ORDERS.replace("19,90", "17,90")
                                        + "3;03.04.2026;K3;;Zange;1;5,00\n"),
                        progress -> {});

        assertThat(rehearsed.imported()).isEqualTo(new Count(2, 2));
        assertThat(rehearsed.unchanged()).isEqualTo(new Count(2, 1));
        assertThat(facts()).isEqualTo(facts);
    }

    @Test
    void importsAtOnceTakeTurnsAndDoubleNothing() throws Exception {
        StringBuilder text = new StringBuilder("Bestellnummer;Datum;Kunde;Artikel;Menge;Preis\n");
        for (int order = 1; order <= 3_000; order++) {
            text.append(order)
                    .append(";03.04.2026;K")
                    .append(order % 50)
                    .append(";Hammer;1;9,90\n");
        }
        ImportRequest request = request(text.toString());
        List<ImportResult> results = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<ImportResult>> running =
                    Stream.of(1, 2)
                            .map(turn -> both.submit(() -> files.run(request, progress -> {})))
                            .toList();
            for (Future<ImportResult> each : running) {
                results.add(each.get());
            }
        }

        assertThat(results.stream().mapToLong(result -> result.imported().orders()).sum())
                .isEqualTo(3_000);
        assertThat(results.stream().mapToLong(result -> result.unchanged().orders()).sum())
                .isEqualTo(3_000);
        assertThat(facts()).isEqualTo(3_000);
        assertThat(orders()).hasSize(3_000);
    }

    @Test
    void fileThatBreaksOffChangesNothing() {
        byte[] gzip = TemporaryFile.gzip(ORDERS.repeat(2_000).getBytes(StandardCharsets.UTF_8));
        Path file = TemporaryFile.of(folder, "cut.csv.gz", Arrays.copyOf(gzip, gzip.length - 20));

        assertThatThrownBy(() ->
                        files.run(
                                ImportRequest.of(file).withSettings(Map.of("source", source)),
                                progress -> {}))
                .isInstanceOf(ImportRefused.class);
        assertThat(facts()).isZero();
    }

    @Test
    void rowsOfManyOrdersInDisorderAreGatheredThroughTheTemporaryFile() {
        StringBuilder text = new StringBuilder("Bestellnummer;Datum;Kunde;Artikel;Menge;Preis\n");
        for (int line = 0; line < 3; line++) {
            for (int order = 0; order < 2_000; order++) {
                text.append((order * 7919) % 2_000)
                        .append(";03.04.2026;;Hammer ")
                        .append(line)
                        .append(";1;1,00\n");
            }
        }

        ImportResult result = run(text.toString());

        assertThat(result.imported()).isEqualTo(new Count(6_000, 2_000));
        assertThat(orders()).hasSize(2_000).allMatch(order -> order.contains(" 300 EUR"));
    }

    private ImportResult run(String text) {
        return files.run(request(text), progress -> {});
    }

    private ImportRequest request(String text) {
        Path file = TemporaryFile.of(folder, "bestellungen.csv", text, StandardCharsets.UTF_8);
        return ImportRequest.of(file).withSettings(Map.of("source", source));
    }

    private long facts() {
        return jdbc.sql(
                        """
                        select count(*) from events.shared_event event
                        join events.shared_source source on source.id = event.source
                        where source.name = :source
                        """)
                .param("source", source)
                .query(Long.class)
                .single();
    }

    private List<String> orders() {
        return jdbc.sql(
                        """
                        select placed.number, placed.kind, placed.status, placed.channel,
                               coalesce(identifier.value, 'guest'), placed.net_minor,
                               placed.currency, placed.ordered_at
                        from orders.shared_order placed
                        join events.shared_source source on source.id = placed.source
                        left join events.shared_identifier identifier
                               on identifier.number = placed.subject
                        where source.name = :source order by placed.number
                        """)
                .param("source", source)
                .query((row, number) ->
                        String.join(
                                " ",
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getTimestamp(8).toInstant().toString()))
                .list();
    }

    private List<String> lines() {
        return jdbc.sql(
                        """
                        select line.number || ' ' || line.name || ' ' || trim_scale(line.quantity)
                               || ' ' || trim_scale(line.unit_price)
                        from orders.shared_line line
                        join events.shared_source source on source.id = line.source
                        where source.name = :source order by line.number, line.line
                        """)
                .param("source", source)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private List<String> personal() {
        return jdbc.sql(
                        """
                        select personal.personal::text from events.shared_personal personal
                        join events.shared_event event on event.key = personal.key
                        join events.shared_source source on source.id = event.source
                        where source.name = :source
                        """)
                .param("source", source)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private List<String> payloads() {
        return jdbc.sql("select payload::text from events.shared_event")
                .query((row, number) -> row.getString(1))
                .list();
    }
}
