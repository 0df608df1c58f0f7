package org.stammkunde.example;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes sales as shops and tills export them: the web shop in UTF-8 with a byte order mark, the
 * tills in Windows-1252, all with semicolons, German numbers and dates, one row per line of an
 * order.
 */
final class OrderFiles {

    private static final String WEB_SHOP_HEADER =
            "Bestellnummer;Bestelldatum;Bestellstatus;Belegart;Kundennummer;E-Mail;Vorname;Nachname;"
                    + "Straße;PLZ;Ort;Land;Telefon;Artikelnummer;Artikel;Kategorie;Menge;Einzelpreis;"
                    + "Rabatt;Währung;Kanal";
    private static final String TILL_HEADER =
            "Bonnummer;Datum;Uhrzeit;Belegart;Kundenkarte;Artikelnummer;Artikel;Warengruppe;Menge;"
                    + "Einzelpreis;Rabatt;Währung;Kanal";

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private OrderFiles() {}

    /** The web shop's orders, in the order of time. */
    static void writeWebShop(Path file, List<Sale> sales) throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add("\uFEFF" + WEB_SHOP_HEADER);
        int number = 100_000;
        for (Sale sale : sales) {
            number++;
            String head = webShopHead(sale, (sale.returned() ? "G" : "B") + number);
            sale.lines().forEach(line -> rows.add(head + columns(line) + ";EUR;Webshop"));
        }
        write(file, rows, StandardCharsets.UTF_8);
    }

    /**
     * A till's receipts, in the order of time.
     *
     * @param prefix tells this till's receipts from those of the others
     */
    static void writeTill(Path file, String prefix, List<Sale> sales) throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add(TILL_HEADER);
        int number = 10_000;
        for (Sale sale : sales) {
            number++;
            String head = tillHead(sale, prefix + "-" + number);
            sale.lines().forEach(line -> rows.add(head + columns(line) + ";EUR;Filiale"));
        }
        write(file, rows, Charset.forName("windows-1252"));
    }

    private static String webShopHead(Sale sale, String number) {
        Person person = java.util.Objects.requireNonNull(sale.person());
        return row(
                number,
                DATE_TIME.format(sale.at()),
                sale.cancelled() ? "storniert" : "abgeschlossen",
                sale.returned() ? "Gutschrift" : "Bestellung",
                sale.named().customerId(),
                sale.named().email(),
                person.firstName(),
                person.lastName(),
                person.address().street(),
                person.address().postalCode(),
                person.address().city(),
                "DE",
                person.phone());
    }

    private static String tillHead(Sale sale, String number) {
        return row(
                number,
                DATE.format(sale.at()),
                TIME.format(sale.at()),
                sale.returned() ? "Gutschrift" : "Verkauf",
                sale.named().card());
    }

    private static String columns(Sale.Line line) {
        String columns =
                row(
                        line.product().sku(),
                        line.product().name(),
                        line.product().category().title(),
                        Integer.toString(line.quantity()),
                        euros(line.product().cents()),
                        euros(line.discountCents()));
        return columns.substring(0, columns.length() - 1);
    }

    /** Columns with a semicolon after each; no value of ours holds one. */
    private static String row(@Nullable String... values) {
        StringBuilder row = new StringBuilder();
        for (String value : values) {
            row.append(value == null ? "" : value).append(';');
        }
        return row.toString();
    }

    private static String euros(long cents) {
        String sign = cents < 0 ? "-" : "";
        long amount = Math.abs(cents);
        return String.format(Locale.ROOT, "%s%d,%02d", sign, amount / 100, amount % 100);
    }

    private static void write(Path file, List<String> rows, Charset charset) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file, charset)) {
            for (String row : rows) {
                writer.write(row);
                writer.write("\r\n");
            }
        }
    }
}
