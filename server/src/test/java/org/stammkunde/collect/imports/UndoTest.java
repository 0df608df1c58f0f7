package org.stammkunde.collect.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.collect.files.ImportRequest;
import org.stammkunde.collect.files.ImportResult;
import org.stammkunde.collect.files.ImportResult.Count;
import org.stammkunde.events.Projection;

/** Taking a whole import back, and bringing it back. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.main.lazy-initialization=true", "spring.application.name=undo"})
class UndoTest {

    private static final String FIRST =
            """
            Bestellnummer;Datum;Kunde;E-Mail;Vorname;Artikel;Menge;Preis
            1;03.04.2026 10:00;K1;eva@example.com;Eva;Hammer;1;9,90
            2;04.04.2026 10:00;K2;;;Hammer;1;9,90
            """;
    private static final String SECOND =
            """
            Bestellnummer;Datum;Kunde;E-Mail;Vorname;Artikel;Menge;Preis
            2;04.04.2026 10:00;K2;eva@example.com;Eva-Maria;Hammer;3;9,90
            3;05.04.2026 10:00;K3;tom@example.com;Tom;Hammer;1;9,90
            """;

    @Autowired private Imports imports;
    @Autowired private ImportTable table;
    @Autowired private List<Projection> projections;
    @Autowired private JdbcClient jdbc;
    @TempDir private Path folder;

    @Test
    void anUndoneImportLeavesEverythingAsItWasAndComesBack() throws IOException {
        importFile("first", FIRST);
        Map<String, List<String>> before = projected();
        FileImport second = importFile("second", SECOND);
        Map<String, List<String>> with = projected();
        assertThat(with).isNotEqualTo(before);

        undo(second);
        assertThat(projected()).isEqualTo(before);
        assertThat(find(second).state()).isEqualTo(ImportState.UNDONE);

        restore(second);
        assertThat(projected()).isEqualTo(with);
        assertThat(find(second).state()).isEqualTo(ImportState.DONE);
        assertThat(find(second).restoredBy()).isEqualTo("Bea");
        assertThat(decided(second)).containsExactly("Ada", "Bea");

        undo(second);
        ImportResult again = run("undo", "second", SECOND);
        assertThat(again.imported()).isEqualTo(new Count(2, 2));
        assertThat(figures(projected())).isEqualTo(figures(with));

        // what counts does not depend on the order of the decisions
        restore(second);
        assertThat(figures(projected())).isEqualTo(figures(with));
    }

    @Test
    void whatALaterFileHadUnchangedStaysWhenTheEarlierOneIsUndone() throws IOException {
        String header = FIRST.lines().findFirst().orElseThrow() + "\n";
        String a = "A;03.06.2026 10:00;L1;lea@example.com;Lea;Säge;1;19,90\n";
        String b = "B;04.06.2026 10:00;L1;;;Säge;2;19,90\n";
        String c = "C;05.06.2026 10:00;L2;;;Säge;3;19,90\n";
        FileImport first = importFile("leaning", "first", header + a + b);
        FileImport second = importFile("leaning", "second", header + b + c);
        assertThat(second.counts().orElseThrow().unchanged()).isEqualTo(new Count(1, 1));
        assertThat(table.leaningOn(first)).isEmpty();

        undo(first);
        assertThat(orders("leaning")).containsExactly("B", "C");
        Map<String, List<String>> onlySecond = projected();

        undo(second);
        assertThat(orders("leaning")).isEmpty();

        restore(first);
        assertThat(orders("leaning")).containsExactly("A", "B");

        restore(second);
        assertThat(orders("leaning")).containsExactly("A", "B", "C");

        undo(first);
        assertThat(projected()).isEqualTo(onlySecond);

        // one that came later vouches, too, also for what only a voucher keeps
        FileImport third = importFile("leaning", "third", header + b);
        assertThat(third.counts().orElseThrow().unchanged()).isEqualTo(new Count(1, 1));
        undo(second);
        assertThat(orders("leaning")).containsExactly("B");
        undo(third);
        assertThat(orders("leaning")).isEmpty();
    }

    @Test
    void whatRanLastCountsAlsoWhenWhatCameBetweenIsRestored() throws IOException {
        String header = FIRST.lines().findFirst().orElseThrow() + "\n";
        String said = header + "A;03.06.2026 10:00;M1;mia@example.com;Mia;Säge;1;19,90\n";
        String other = header + "A;03.06.2026 10:00;M1;mia@example.com;Mia;Säge;7;19,90\n";
        importFile("between", "first", said);
        FileImport between = importFile("between", "between", other);
        undo(between);

        FileImport last = importFile("between", "last", said);
        assertThat(last.counts().orElseThrow().unchanged()).isEqualTo(new Count(1, 1));
        restore(between);

        assertThat(revenue("between")).isEqualTo(1_990);
        undo(last);
        assertThat(revenue("between")).isEqualTo(13_930);
    }

    private long revenue(String source) {
        return jdbc.sql(
                        """
                        select sum(net_minor) from orders.shared_order
                        where source = (select id from events.shared_source where name = :source)
                        """)
                .param("source", source)
                .query(Long.class)
                .single();
    }

    private List<String> orders(String source) {
        return jdbc.sql(
                        """
                        select number from orders.shared_order
                        where source = (select id from events.shared_source where name = :source)
                        order by number
                        """)
                .param("source", source)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private FileImport importFile(String source, String name, String text) throws IOException {
        run(source, name, text);
        return table.before(Long.MAX_VALUE, 1).getFirst();
    }

    private FileImport importFile(String name, String text) throws IOException {
        run("undo", name, text);
        return table.before(Long.MAX_VALUE, 1).getFirst();
    }

    private ImportResult run(String source, String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".csv"), text);
        return imports.run(
                ImportRequest.of(file).withSettings(Map.of("source", source)), "ada", _ -> {});
    }

    private void undo(FileImport each) {
        table.noteUndo(each.id(), ImportState.DONE, "Ada");
        imports.undo(find(each));
    }

    private void restore(FileImport each) {
        table.noteRestore(each.id(), "Bea");
        imports.restore(find(each));
    }

    /** Who took it back and brought it back, in turn. */
    private List<String> decided(FileImport each) {
        return jdbc.sql(
                        "select decided_by from events.withdrawal where message_id = :id order by id")
                .param("id", each.message())
                .query((row, number) -> row.getString(1))
                .list();
    }

    private FileImport find(FileImport each) {
        return table.find(each.id()).orElseThrow();
    }

    /** Every row of every projection. */
    private Map<String, List<String>> projected() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (Projection projection : projections) {
            for (String name : projection.tables()) {
                rows.put(
                        name,
                        jdbc.sql(
                                        "select to_jsonb(each)::text from %s each order by 1"
                                                .formatted(name))
                                .query((row, number) -> row.getString(1))
                                .list());
            }
        }
        return rows;
    }

    /** What does not name single facts: those of a repeated import are others. */
    private static Map<String, List<String>> figures(Map<String, List<String>> rows) {
        Map<String, List<String>> figures = new TreeMap<>(rows);
        figures.keySet().retainAll(List.of("orders.sales_order", "orders.customer_figures"));
        return figures;
    }
}
