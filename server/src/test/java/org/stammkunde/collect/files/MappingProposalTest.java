package org.stammkunde.collect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stammkunde.database.SharedData;

class MappingProposalTest {
    @TempDir private Path folder;

    @Test
    void noHeaderNameMeansTwoFields() {
        List<String> names =
                Stream.concat(names(RowKind.ORDERS), Field.amountNames().stream()).toList();

        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(300);
        assertThat(names(RowKind.PRODUCTS)).doesNotHaveDuplicates().hasSizeGreaterThan(100);
    }

    private static Stream<String> names(RowKind kind) {
        return Arrays.stream(Field.values())
                .filter(field -> field.isOf(kind))
                .flatMap(field -> field.headerNames(kind).stream());
    }

    @Test
    void germanExportsAreUnderstoodByTheirNames() {
        check(
                "Bestell-Nr.;Bestelldatum;Kundennummer;E-Mail;Art.-Nr.;Artikelbezeichnung;Menge;Einzelpreis;Vorname;Name;PLZ;Ort\n"
                        + "1;03.04.2026;K7;a@b.de;X1;Hammer;2;9,90;Eva;Zimmer;01067;Dresden\n",
                Map.of(
                        "order-number", "Bestell-Nr.",
                        "placed-at", "Bestelldatum",
                        "customer", "Kundennummer",
                        "email", "E-Mail",
                        "sku", "Art.-Nr.",
                        "product", "Artikelbezeichnung",
                        "quantity", "Menge",
                        "unit-price", "Einzelpreis",
                        "first-name", "Vorname",
                        "last-name", "Name"));
    }

    @Test
    void englishExportsAreUnderstoodByTheirNames() {
        check(
                "order_id,created_at,customer_email,line_item_sku,line_item_name,qty,item_price,currency,billing_postcode\n"
                        + "1,2026-04-03T10:00:00Z,a@b.de,X1,Hammer,2,9.90,EUR,01067\n",
                Map.of(
                        "order-number", "order_id",
                        "placed-at", "created_at",
                        "email", "customer_email",
                        "sku", "line_item_sku",
                        "product", "line_item_name",
                        "quantity", "qty",
                        "unit-price", "item_price",
                        "currency", "currency",
                        "postal-code", "billing_postcode"));
    }

    @Test
    void totalIsThatOfTheOrderWhereItsRowsAgree() {
        check(
                "Bestellnummer;Datum;Artikel;Gesamt\n1;2026-04-03;A;10\n1;2026-04-03;B;10\n",
                Map.of(
                        "order-number",
                        "Bestellnummer",
                        "placed-at",
                        "Datum",
                        "order-total",
                        "Gesamt"));
        check(
                "Bestellnummer;Datum;Artikel;Gesamt\n1;2026-04-03;A;10\n1;2026-04-03;B;20\n",
                Map.of(
                        "order-number",
                        "Bestellnummer",
                        "placed-at",
                        "Datum",
                        "line-total",
                        "Gesamt"));
        check(
                "Bestellnummer;Datum;Gesamt\n1;2026-04-03;10\n2;2026-04-03;20\n",
                Map.of(
                        "order-number",
                        "Bestellnummer",
                        "placed-at",
                        "Datum",
                        "order-total",
                        "Gesamt"));
        check(
                "Kunde;Datum;Anzahl;Betrag\nK1;2026-04-03;2;10\n",
                Map.of("customer", "Kunde", "placed-at", "Datum", "line-total", "Betrag"));
    }

    @Test
    void columnsWithUnknownNamesAreUnderstoodByTheirValues() {
        check(
                "Kunde;wann;wer;womit;Betrag\nK1;03.04.2026 10:00;eva@example.com;EUR;10,00\n",
                Map.of("placed-at", "wann", "email", "wer", "currency", "womit"));
    }

    @Test
    void optionsWinOverNamesAndCanTakeAFieldAway() {
        ReadFile file =
                ReadFile.of(
                        folder,
                        "Nr,Datum,Preis,Netto,City\n1,2026-04-03,11.90,10.00,Bonn\n",
                        request ->
                                request.withColumns("order-number=1", "unit-price=netto", "city="));

        assertThat(columns(file.preparation()))
                .containsEntry("order-number", "Nr")
                .containsEntry("unit-price", "Netto")
                .doesNotContainKey("city");
    }

    @Test
    void unknownNamesAreRefusedWithASuggestion() {
        String text = "Nr,Datum,Preis\n1,2026-04-03,11.90\n";

        checkRefused(
                text, "unit-price=Pries", "there is no column `Pries`", "did you mean `Preis`?");
        checkRefused(
                text, "unit-prise=Preis", "no field `unit-prise`", "did you mean `unit-price`?");
        checkRefused(text, "Preis", "not of the form field=column");
        checkRefused(text, "order-number=9", "there is no column `9`");
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() {
        assertThatThrownBy(() -> ReadFile.of(folder, "a,b\n1,x\n"))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("when the order was placed (--map placed-at=COLUMN)")
                .hasMessageContaining("--map order-number=COLUMN")
                .hasMessageContaining("what was paid")
                .hasMessageContaining("the columns are `a`, `b`");
    }

    @Test
    void tablesWithoutHeaderAreMappedByNumber() {
        ReadFile file =
                ReadFile.of(
                        folder,
                        "00004 19970101  2   29.33\n00004 19970118  2   29.73\n",
                        request ->
                                request.withColumns(
                                        "customer=1", "placed-at=2", "quantity=3", "line-total=4"));

        assertThat(file.preparation().sample().header().isNamed()).isFalse();
        assertThat(file.orders()).hasSize(2);
    }

    @Test
    void readyMadeMappingIsChosenByTheColumns() {
        ReadFile file =
                ReadFile.of(
                        folder,
                        """
                        InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                        536365,85123A,LAMP,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
                        """);

        assertThat(file.preparation().recognized()).contains("uci-online-retail");
        assertThat(file.preparation().settings().currency()).isEqualTo("GBP");
        assertThat(file.onlyOrder().identifiers()).extracting("value").containsExactly("17850");
        assertThat(file.onlyOrder().placedAt()).hasToString("2010-12-01T08:26:00Z");
    }

    @Test
    void readyMadeMappingsFitTheirFiles() {
        for (String name : MappingFile.READY_MADE) {
            assertThat(MappingFile.readyMade(name).columns())
                    .as(name)
                    .hasSizeGreaterThanOrEqualTo(4);
        }
        Path master = SharedData.path("cdnow/CDNOW_master.txt.gz");
        Path sample = SharedData.path("cdnow/CDNOW_sample.txt.gz");

        assertThat(
                        Preparation.of(ImportRequest.of(master), ReadFile.MERCHANT, ReadFile.NOW)
                                .recognized())
                .contains("cdnow");
        assertThat(ReadFile.of(ImportRequest.of(sample).withMapping("cdnow-sample")).orders())
                .hasSize(6_919);
    }

    @Test
    void savedMappingReadsTheNextFileInTheSameWay() {
        String text = "Nr.;wann;Preis: netto;was ist=das\n1;03.04.2026;1.234,50;offen\n";
        ReadFile first =
                ReadFile.of(
                        folder,
                        text,
                        request ->
                                request.withColumns("order-number=Nr.", "unit-price=3", "status=4")
                                        .withSettings(
                                                Map.of("currency", "CHF", "source", "Laden")));
        Path saved = folder.resolve("laden.properties");
        MappingFile.save(first.preparation().reusable(), saved);

        ReadFile second =
                ReadFile.of(folder, text, request -> request.withMapping(saved.toString()));

        assertThat(second.orders()).isEqualTo(first.orders()).hasSize(1);
        assertThat(second.preparation().settings()).isEqualTo(first.preparation().settings());
    }

    @Test
    void mappingFilesWithUnknownKeysAreRefused() {
        Path file =
                TemporaryFile.of(folder, "m.properties", "curency=EUR\n", StandardCharsets.UTF_8);

        assertThatThrownBy(() -> MappingFile.named(file.toString()))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("unknown key `curency`; did you mean `currency`?");
        assertThatThrownBy(() -> MappingFile.named("uci"))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("ready-made are shopify-orders,")
                .hasMessageContaining("uci-online-retail, cdnow, cdnow-sample");
    }

    @Test
    void sourceIsNamedAfterTheSeriesOfFiles() {
        checkSource("online_retail.csv.gz", "online-retail");
        checkSource("orders-2026-01.csv", "orders");
        checkSource("2026-01-15 Bestellungen (2).csv", "bestellungen");
        checkSource("Bestellungen.Filiale.txt", "bestellungen-filiale");
        checkSource("202601.csv", "file");
    }

    private static void checkSource(String file, String expected) {
        assertThat(RequestedMapping.sourceOf(Path.of(file))).as(file).isEqualTo(expected);
    }

    private void check(String text, Map<String, String> expected) {
        Path file = TemporaryFile.of(folder, "orders.csv", text, StandardCharsets.UTF_8);
        Preparation preparation =
                Preparation.of(ImportRequest.of(file), ReadFile.MERCHANT, ReadFile.NOW);
        assertThat(columns(preparation)).as(text).containsAllEntriesOf(expected);
    }

    private static Map<String, String> columns(Preparation preparation) {
        Map<String, String> columns = new TreeMap<>();
        preparation
                .columns()
                .byField()
                .forEach((field, column) -> columns.put(field.wireName(), column.label()));
        return columns;
    }

    private void checkRefused(String text, String option, String... messages) {
        assertThatThrownBy(() -> ReadFile.of(folder, text, request -> request.withColumns(option)))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContainingAll(messages);
    }
}
