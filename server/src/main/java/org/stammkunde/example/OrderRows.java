package org.stammkunde.example;

import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sales as shops and tills export them: semicolons, German numbers and dates, one row per line of
 * an order. The number of the order, which comes from the order of time, is missing at the start of
 * each row.
 */
final class OrderRows {

    static final String WEB_SHOP_HEADER =
            "Bestellnummer;Bestelldatum;Bestellstatus;Belegart;Kundennummer;E-Mail;Vorname;Nachname;"
                    + "Straße;PLZ;Ort;Land;Telefon;Artikelnummer;Artikel;Kategorie;Menge;Einzelpreis;"
                    + "Rabatt;Währung;Kanal";
    static final String TILL_HEADER =
            "Bonnummer;Datum;Uhrzeit;Belegart;Kundenkarte;Artikelnummer;Artikel;Warengruppe;Menge;"
                    + "Einzelpreis;Rabatt;Währung;Kanal";

    private OrderRows() {}

    /** The rows of a sale, each with a line feed at its end. */
    static String of(Sale sale) {
        boolean online = sale.place() == Sale.Place.WEB_SHOP;
        String head = online ? webShopHead(sale) : tillHead(sale);
        StringBuilder rows = new StringBuilder();
        for (Sale.Line line : sale.lines()) {
            rows.append(head);
            columns(rows, line);
            rows.append(online ? ";EUR;Webshop\n" : ";EUR;Filiale\n");
        }
        return rows.toString();
    }

    /** Cents as they stand in German files. */
    static String euros(long cents) {
        long amount = Math.abs(cents);
        long rest = amount % 100;
        return (cents < 0 ? "-" : "") + amount / 100 + (rest < 10 ? ",0" : ",") + rest;
    }

    private static String webShopHead(Sale sale) {
        Person person = Objects.requireNonNull(sale.person());
        return row(
                date(sale.at()) + ' ' + time(sale.at()),
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

    private static String tillHead(Sale sale) {
        return row(
                date(sale.at()),
                time(sale.at()),
                sale.returned() ? "Gutschrift" : "Verkauf",
                sale.named().card());
    }

    private static void columns(StringBuilder rows, Sale.Line line) {
        Product product = line.product();
        rows.append(product.sku()).append(';').append(product.name()).append(';');
        rows.append(product.category().title()).append(';').append(line.quantity()).append(';');
        rows.append(euros(product.cents())).append(';').append(euros(line.discountCents()));
    }

    /** Columns with a semicolon after each; no value of ours holds one. */
    private static String row(@Nullable String... values) {
        StringBuilder row = new StringBuilder();
        for (String value : values) {
            row.append(value == null ? "" : value).append(';');
        }
        return row.toString();
    }

    private static String date(LocalDateTime at) {
        return two(at.getDayOfMonth()) + '.' + two(at.getMonthValue()) + '.' + at.getYear();
    }

    private static String time(LocalDateTime at) {
        return two(at.getHour()) + ':' + two(at.getMinute()) + ':' + two(at.getSecond());
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
