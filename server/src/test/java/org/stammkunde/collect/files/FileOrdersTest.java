package org.stammkunde.collect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stammkunde.collect.files.Finding.Effect;

/** From the text of a file to orders and findings. */
class FileOrdersTest {
    @TempDir private Path folder;

    @Test
    void rowsOfAnOrderComeTogetherWhereverTheyStand() {
        ReadFile file =
                read(
                        """
                        Bestellnummer;Datum;Kunde;Artikel;Menge;Preis
                        1;03.04.2026 10:01;K1;Hammer;1;9,90
                        2;03.04.2026 11:00;K2;Säge;1;19,90
                        1;03.04.2026 10:00;K1;Nagel;100;0,05
                        """);

        assertThat(file.order("1").lines())
                .extracting("product")
                .containsExactly("Hammer", "Nagel");
        assertThat(file.order("1").amount()).isEqualByComparingTo("14.90");
        assertThat(file.order("1").placedAt()).hasToString("2026-04-03T08:00:00Z");
        assertThat(file.order("2").identifiers()).extracting("value").containsExactly("K2");
    }

    @Test
    void whatStandsInTheFirstRowOnlyHoldsForTheOrder() {
        ImportedOrder order =
                read(
                                """
                                Name,Email,Created at,Currency,Total,Lineitem quantity,Lineitem name,Lineitem price,Billing Name
                                #1,eva@example.com,2026-04-03 10:00:00 +0200,EUR,25.80,1,Hammer,9.90,Eva Zimmer
                                #1,,,,,2,Nagel,5.00,
                                """,
                                request ->
                                        request.withColumns(
                                                "order-number=Name", "name=Billing Name"))
                        .onlyOrder();

        assertThat(order.total()).isEqualByComparingTo("25.80");
        assertThat(order.lines()).hasSize(2);
        assertThat(order.personal())
                .containsEntry(Field.NAME, "Eva Zimmer")
                .containsEntry(Field.EMAIL, "eva@example.com");
    }

    @Test
    void creditsAreToldByNumberByColumnAndByAmount() {
        checkKind("536365,2,5,", "order", "10", "2");
        checkKind("C536365,-2,5,", "credit", "-10", "-2");
        checkKind("536366,-2,5,", "credit", "-10", "-2");
        checkKind("536367,-2,0,", "credit", "0", "-2");
        checkKind("536368,2,0,", "order", "0", "2");
        checkKind("A536369,1,-5,", "credit", "-5", "1");
        checkKind("536370,2,5,Gutschrift", "credit", "-10", "-2");
        checkKind("536371,-2,5,Retoure", "credit", "-10", "-2");
        checkKind("536372,2,5,Rechnung", "order", "10", "2");
    }

    private void checkKind(String row, String kind, String amount, String quantity) {
        ImportedOrder order =
                read(
                                "Invoice,Quantity,Price,Belegart,Date\n" + row + ",2026-04-03\n",
                                request -> request.withSettings(Map.of("credit-prefix", "C")))
                        .onlyOrder();
        assertThat(order.kind()).as(row).isEqualTo(kind);
        assertThat(order.amount()).as(row).isEqualByComparingTo(amount);
        assertThat(order.lines().getFirst().quantity()).as(row).isEqualByComparingTo(quantity);
    }

    @Test
    void amountsOfLinesAreKeptToTheCent() {
        checkLine("2,5.00,,10.00", "5", "0", "10");
        checkLine("2,5.00,1.50,", "5", "1.5", "8.5");
        checkLine("2,5.00,-1.50,", "5", "1.5", "8.5");
        checkLine("-2,5.00,1.50,", "5", "-1.5", "-8.5");
        checkLine("2,5.00,,8.50", "5", "1.5", "8.5");
        checkLine("2,5.00,1.50,8.50", "5", "1.5", "8.5");
        checkLine("2,5.00,,11.90", "5.95", "0", "11.9");
        checkLine("2,,,8.50", "4.25", "0", "8.5");
        checkLine("3,,,10.00", "3.333333", "0", "10");
        checkLine("0,,,10.00", "10", "0", "10");
        checkLine("3,3.333,,10.00", "3.333", "0", "10");
    }

    private void checkLine(String row, String unitPrice, String discount, String total) {
        ReadFile file =
                read(
                        "Order No,Date,Quantity,Unit Price,Discount,Line Total\n1,2026-04-03,"
                                + row
                                + "\n");
        ImportedOrder.Line line = file.onlyOrder().lines().getFirst();
        assertThat(line.unitPrice()).as(row).isEqualByComparingTo(unitPrice);
        assertThat(line.discount().abs())
                .as(row)
                .isEqualByComparingTo(new BigDecimal(discount).abs());
        assertThat(line.discount().signum()).as(row).isEqualTo(new BigDecimal(discount).signum());
        assertThat(file.onlyOrder().total()).as(row).isEqualByComparingTo(total);
    }

    @Test
    void germanAndEnglishNumbersAreToldApartByColumn() {
        checkPrices("Preis\n1.234\n9,90\n", ";", "1234", "9.9");
        checkPrices("Preis\n1.234\n9.90\n", ",", "1.234", "9.9");
        checkPrices("Preis\n1.234\n12.345.678\n", ";", "1234", "12345678");
    }

    @Test
    void numbersThatStayOpenAreDecidedByTheOtherColumnsOrAnnounced() {
        ReadFile byOther =
                read(
                        "Nr.;Datum;Menge;Preis\n1;2026-04-03;1.500;2,50\n",
                        numbered("order-number=1"));
        ReadFile open = read("Nr.;Datum;Preis\n1;2026-04-03;1.500\n", numbered("order-number=1"));
        ReadFile said =
                read(
                        "Nr.;Datum;Preis\n1;2026-04-03;1.500\n",
                        request ->
                                request.withColumns("order-number=1")
                                        .withSettings(Map.of("decimals", "english")));

        assertThat(byOther.onlyOrder().lines().getFirst().quantity()).isEqualByComparingTo("1500");
        assertThat(byOther.preparation().styles().assumptions()).isEmpty();
        assertThat(open.onlyOrder().amount()).isEqualByComparingTo("1500");
        assertThat(open.preparation().styles().assumptions())
                .singleElement()
                .asString()
                .contains("`Preis` can be read in two ways", "--decimals");
        assertThat(said.onlyOrder().amount()).isEqualByComparingTo("1.5");
    }

    @Test
    void valuesFarBehindTheSampleDecideWhatTheSampleLeavesOpen() {
        StringBuilder text = new StringBuilder("Nr.,Date,Price\n");
        for (int row = 1; row <= 3_000; row++) {
            text.append(row).append(",3/4/2026,1.234\n");
        }
        text.append("3001,4/25/2026,\"12,50\"\n");

        ReadFile file = read(text.toString(), numbered("order-number=1"));

        assertThat(file.order("1").amount()).isEqualByComparingTo("1234");
        assertThat(file.order("1").placedAt()).hasToString("2026-03-03T23:00:00Z");
        assertThat(file.order("3001").amount()).isEqualByComparingTo("12.5");
        assertThat(file.preparation().styles().assumptions()).isEmpty();
    }

    @Test
    void daysAndMonthsAreToldApartByTheWholeColumn() {
        checkDates("3/4/2026,25/4/2026", "2026-04-02T22:00:00Z", false);
        checkDates("3/4/2026,4/25/2026", "2026-03-03T23:00:00Z", false);
        checkDates("3/4/2026,3/5/2026,4/1/2026", "2026-03-03T23:00:00Z", true);
        checkDates("3/4/2026,4/4/2026,1/5/2026", "2026-04-02T22:00:00Z", true);
        checkDates("3/4/2026", "2026-04-02T22:00:00Z", true);
    }

    private void checkDates(String dates, String first, boolean assumed) {
        StringBuilder text = new StringBuilder("Nr.;Datum;Preis\n");
        String[] all = dates.split(",");
        for (int row = 0; row < all.length; row++) {
            text.append(row).append(';').append(all[row]).append(";1,50\n");
        }
        ReadFile file = read(text.toString(), numbered("order-number=1"));
        assertThat(file.order("0").placedAt()).as(dates).hasToString(first);
        assertThat(file.preparation().styles().assumptions()).as(dates).hasSize(assumed ? 1 : 0);
    }

    @Test
    void timesAreMeantInTheZoneAndClockChangesAreAnnounced() {
        ReadFile file =
                read(
                        """
                        Nr.;Datum;Uhrzeit;Preis
                        1;29.03.2026;02:30;1,50
                        2;26.10.2025;02:30;1,50
                        3;26.10.2025;12:30;1,50
                        4;2025-10-26T02:30:00Z;;1,50
                        5;26.10.2025;;1,50
                        """,
                        numbered("order-number=1"));

        assertThat(
                        file.orders().stream()
                                .map(order -> order.number() + " " + order.placedAt())
                                .sorted())
                .containsExactly(
                        "1 2026-03-29T01:30:00Z",
                        "2 2025-10-26T00:30:00Z",
                        "3 2025-10-26T11:30:00Z",
                        "4 2025-10-26T02:30:00Z",
                        "5 2025-10-25T22:00:00Z");
        assertThat(file.notes())
                .extracting(Statement::english)
                .containsExactly(
                        "1 times do not exist in Europe/Berlin, because the clock was set forward;"
                                + " read as one hour later",
                        "1 times came twice in Europe/Berlin, because the clock was set back; read"
                                + " as the first");
    }

    @Test
    void rowsWithoutOrderNumberAreOrdersOfTheirOwn() {
        String text =
                """
                Kunde;Datum;Betrag
                K1;2026-04-03;10,50
                K1;2026-04-03;20,00
                K2;2026-04-03;10,50
                """;
        ReadFile file = read(text);

        assertThat(file.orders()).extracting("number").doesNotHaveDuplicates().hasSize(3);
        assertThat(file.orders())
                .allSatisfy(order ->
                        assertThat(order.number()).startsWith("2026-04-03-").doesNotContain("K1"));
        assertThat(read(text).orders()).isEqualTo(file.orders());
    }

    @Test
    void whatTheOrderDependsOnMustBeReadable() {
        checkFinding("1;2026-04-03;K1;Hammer;x;9,90", "Menge", "x", Reason.NUMBER_UNREADABLE);
        checkFinding("1;2026-04-03;K1;Hammer;1;9.9", "Preis", "9.9", Reason.NUMBER_UNREADABLE);
        checkFinding("1;2026-04-03;K1;Hammer;1;", "Preis", "", Reason.VALUE_MISSING);
        checkFinding("1;2026-04-03;K1;Hammer;;9,90", "Menge", "", Reason.VALUE_MISSING);
        checkFinding(";2026-04-03;K1;Hammer;1;9,90", "Bestellnummer", "", Reason.VALUE_MISSING);
        checkFinding("1;gestern;K1;Hammer;1;9,90", "Datum", "gestern", Reason.DATE_UNREADABLE);
        checkFinding(
                "1;2026-04-31;K1;Hammer;1;9,90", "Datum", "2026-04-31", Reason.DATE_UNREADABLE);
        checkFinding(
                "1;2027-04-03;K1;Hammer;1;9,90", "Datum", "2027-04-03", Reason.DATE_OUT_OF_RANGE);
        checkFinding("1;;K1;Hammer;1;9,90", "Datum", "", Reason.VALUE_MISSING);
        checkFinding(
                "1,2E+05;2026-04-03;K1;Hammer;1;9,90",
                "Bestellnummer",
                "1,2E+05",
                Reason.NUMBER_ROUNDED);
        checkFinding("1;2026-04-03;K1;Hammer;1;9,90 £", "Preis", "9,90 £", Reason.CURRENCY_DIFFERS);
        checkFinding(
                "1;2026-04-03;K1;Hammer;1;1,0000001",
                "Preis",
                "1,0000001",
                Reason.NUMBER_OUT_OF_RANGE);
        checkFinding(
                "1;2026-04-03;K1;Hammer;1;100000000000",
                "Preis",
                "100000000000",
                Reason.NUMBER_OUT_OF_RANGE);
        checkFinding(
                "1;2026-04-03;K1;Hammer;900000;900000,00",
                "Preis",
                "900000,00",
                Reason.NUMBER_OUT_OF_RANGE);
        checkFinding("1;2026-04-03;K\u0000;Hammer;1;9,90", "Kunde", "K\u0000", Reason.TEXT_BROKEN);
        checkFinding("1;2026-04-03;K1;Hammer;1;9,90;9", "", "", Reason.COLUMN_COUNT);
        checkFinding("1;2026-04-03;K1;Hammer", "", "", Reason.COLUMN_COUNT);
        checkFinding("1;2026-04-03;K1;\"Hammer\"x;1;9,90", "", "", Reason.QUOTES_BROKEN);
    }

    private void checkFinding(String row, String column, String value, Reason reason) {
        ReadFile file =
                read(
                        "Bestellnummer;Datum;Kunde;Artikel;Menge;Preis\n"
                                + "0;2026-04-03;K0;Säge;1;19,90\n"
                                + row
                                + "\n");
        assertThat(file.orders()).as(row).extracting("number").containsExactly("0");
        Finding finding = file.findings().getFirst();
        assertThat(finding.line()).as(row).isEqualTo(3);
        assertThat(finding.column()).as(row).isEqualTo(column);
        assertThat(finding.value()).as(row).isEqualTo(value);
        assertThat(finding.reason()).as(row).isEqualTo(reason);
    }

    @Test
    void whatOnlyDescribesTheOrderIsLeftOut() {
        ReadFile file =
                read(
                        """
                        Bestellnummer;Datum;E-Mail;Telefon;Geburtsdatum;Artikel;Preis
                        1;2026-04-03;eva@;12;03.04.85;Ham\uFFFDmer;9,90
                        2;2026-04-03;Eva@Example.com;030 1234567;03.04.1985;Säge;9,90
                        """);

        assertThat(file.findings())
                .extracting(Finding::reason)
                .containsExactlyInAnyOrder(
                        Reason.EMAIL_INVALID,
                        Reason.PHONE_INVALID,
                        Reason.BIRTHDAY_INVALID,
                        Reason.TEXT_BROKEN);
        assertThat(file.findings()).extracting(Finding::effect).containsOnly(Effect.VALUE_LEFT_OUT);
        assertThat(file.order("1").identifiers()).isEmpty();
        assertThat(file.order("2").identifiers())
                .extracting("value")
                .containsExactly("eva@example.com", "+49301234567");
        assertThat(file.order("2").personal()).containsEntry(Field.BIRTHDAY, "1985-04-03");
    }

    @Test
    void rowsThatContradictEachOtherMakeNoOrder() {
        checkContradiction("K1;EUR;offen;", "K2;EUR;offen;", "Kunde");
        checkContradiction("K1;EUR;offen;", "K1;USD;offen;", "Währung");
        checkContradiction("K1;EUR;offen;", "K1;EUR;storniert;", "Status");
        checkContradiction("K1;EUR;offen;10", "K1;EUR;offen;11", "Bestellsumme");
    }

    private void checkContradiction(String first, String second, String column) {
        ReadFile file =
                read(
                        "Nr.;Datum;Preis;Kunde;Währung;Status;Bestellsumme\n1;2026-04-03;9,90;"
                                + first
                                + "\n1;2026-04-03;9,90;"
                                + second
                                + "\n",
                        numbered("order-number=1"));
        assertThat(file.orders()).isEmpty();
        Finding finding = file.findings().getFirst();
        assertThat(finding.reason()).isEqualTo(Reason.ROWS_DIFFER);
        assertThat(finding.column()).isEqualTo(column);
        assertThat(finding.line()).isEqualTo(3);
        assertThat(finding.detail()).startsWith("line 2 says");
    }

    @Test
    void wordsOfShopsAreUnderstoodAndCanBeExplained() {
        ReadFile file =
                read(
                        """
                        Nr.;Datum;Preis;Status;Kanal
                        1;2026-04-03;9,90;Abgeschlossen;Filiale
                        2;2026-04-03;9,90;STORNIERT;Webshop
                        3;2026-04-03;9,90;voided;Messe Köln
                        4;2026-04-03;9,90;in Klärung;
                        """,
                        request ->
                                new ImportRequest(
                                        request.file(),
                                        null,
                                        List.of("order-number=1"),
                                        List.of(
                                                "status:In Klärung=cancelled",
                                                "channel:Messe Köln=store"),
                                        Map.of(),
                                        false,
                                        null,
                                        null,
                                        request.temporary(),
                                        null));

        assertThat(
                        file.orders().stream()
                                .map(order ->
                                        order.number()
                                                + " "
                                                + order.status()
                                                + " "
                                                + order.channel())
                                .sorted())
                .containsExactly(
                        "1 completed store",
                        "2 cancelled online",
                        "3 cancelled store",
                        "4 cancelled online");
        assertThat(
                        read(
                                        "Nr.;Datum;Preis;Status\n1;2026-04-03;9,90;in Klärung\n",
                                        numbered("order-number=1"))
                                .findings())
                .extracting(Finding::reason)
                .containsExactly(Reason.STATUS_UNKNOWN);
    }

    @Test
    void optionsThatAreNotUnderstoodAreRefused() {
        checkSetting(
                "currency", "Taler", "--currency `Taler` is unknown; it is a code of ISO 4217");
        checkSetting("zone", "Berlin", "--zone `Berlin` is unknown; it is a time zone such as");
        checkSetting("decimals", "roman", "it is one of english, german");
        checkSetting("dates", "ymd", "it is one of day-first, month-first");
        checkSetting("delimiter", "dot", "it is one of bar, comma, semicolon, spaces, tab");
        checkSetting("charset", "utf", "it is a character set such as UTF-8");
        checkSetting("region", "GER", "it is a country of two letters");
    }

    private void checkSetting(String setting, String value, String message) {
        assertThatThrownBy(() ->
                        read(
                                "Bestellnummer;Datum;Preis\n1;2026-04-03;9,90\n",
                                request -> request.withSettings(Map.of(setting, value))))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining(message);
    }

    private void checkPrices(String prices, String delimiter, String... expected) {
        String[] lines = prices.split("\n");
        StringBuilder text =
                new StringBuilder(
                        "Bestellnummer" + delimiter + "Datum" + delimiter + lines[0] + "\n");
        for (int row = 1; row < lines.length; row++) {
            text.append(row)
                    .append(delimiter)
                    .append("2026-04-03")
                    .append(delimiter)
                    .append(lines[row])
                    .append('\n');
        }
        ReadFile file = read(text.toString());
        for (int row = 1; row < lines.length; row++) {
            assertThat(file.order(String.valueOf(row)).amount())
                    .as(prices)
                    .isEqualByComparingTo(expected[row - 1]);
        }
    }

    private static UnaryOperator<ImportRequest> numbered(String column) {
        return request -> request.withColumns(column);
    }

    private ReadFile read(String text) {
        return ReadFile.of(folder, text);
    }

    private ReadFile read(String text, UnaryOperator<ImportRequest> options) {
        return ReadFile.of(folder, text, options);
    }
}
