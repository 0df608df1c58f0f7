package org.stammkunde.example;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.stammkunde.example.ExampleMerchant.Written;

/**
 * Writes lives into the files, each file in the order of time: the web shop in UTF-8 with a byte
 * order mark, the tills in Windows-1252.
 */
final class ExampleWriter implements Closeable {

    private static final Charset TILL = Charset.forName("windows-1252");
    private static final byte ACTIVITY = (byte) Sale.Place.values().length;

    /** A life as texts, made by the threads that make lives. */
    record Texts(List<TimeSorted.Entry> entries, String truth) {

        static Texts of(Life life) {
            List<TimeSorted.Entry> entries = new java.util.ArrayList<>();
            life.allSales().forEach(sale -> entries.add(entry(sale)));
            life.messages()
                    .forEach(message ->
                            entries.add(
                                    new TimeSorted.Entry(
                                            message.at().getEpochSecond(),
                                            ACTIVITY,
                                            message.body().toString())));
            return new Texts(entries, Truth.line(life));
        }

        private static TimeSorted.Entry entry(Sale sale) {
            return new TimeSorted.Entry(
                    sale.at().atZone(Diary.ZONE).toEpochSecond(),
                    (byte) sale.place().ordinal(),
                    (sale.returned() ? "G" : "B") + OrderRows.of(sale));
        }
    }

    private final ExampleFiles files;
    private final LocalDate until;
    private final TimeSorted sorted;
    private final BufferedWriter truth;
    private int people;
    private long sales;
    private long activities;

    ExampleWriter(Path folder, ExamplePlan plan) throws IOException {
        files = ExampleFiles.in(Files.createDirectories(folder));
        until = plan.until();
        sorted = new TimeSorted(folder, TimeSorted.CHARS_MAX);
        truth = Files.newBufferedWriter(files.truth());
        truth.write(Truth.head(plan));
    }

    void add(Texts life) throws IOException {
        for (TimeSorted.Entry entry : life.entries()) {
            sorted.add(entry);
            if (entry.kind() == ACTIVITY) {
                activities++;
            } else {
                sales++;
            }
        }
        truth.write(life.truth());
        people++;
    }

    /** Writes everything that was added. */
    Written finish() throws IOException {
        truth.close();
        try (OrderFile webShop =
                        new OrderFile(
                                files.webShop(),
                                StandardCharsets.UTF_8,
                                "\uFEFF" + OrderRows.WEB_SHOP_HEADER,
                                "",
                                100_000);
                OrderFile cologne = till(files.storeCologne(), "K-");
                OrderFile leipzig = till(files.storeLeipzig(), "L-");
                BufferedWriter stream = Files.newBufferedWriter(files.activities())) {
            // in the order of the places
            List<OrderFile> orders = List.of(webShop, cologne, leipzig);
            sorted.forEach(entry -> {
                if (entry.kind() == ACTIVITY) {
                    stream.append(entry.text()).append('\n');
                } else {
                    orders.get(entry.kind()).write(entry.text());
                }
            });
        }
        return new Written(files, people, sales, activities);
    }

    void writeCatalog(List<Product> products) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(files.products())) {
            out.write(
                    "Artikelnummer;Artikel;Kategorie;Preis;Einkaufspreis;Steuersatz;Bestand;Gültig ab\r\n");
            for (Product product : products) {
                LocalDate changed = until.minusDays(product.costChangeDays());
                String former = OrderRows.euros(product.formerCostCents());
                String cost = OrderRows.euros(product.costCents());
                out.write(productRow(product, former, "", until.minusDays(ExamplePlan.DAYS)));
                out.write(productRow(product, cost, "", changed));
                String stock = Integer.toString(product.stock());
                out.write(productRow(product, cost, stock, until.minusDays(1)));
            }
        }
    }

    private static String productRow(
            Product product, String cost, String stock, LocalDate validFrom) {
        return String.join(
                        ";",
                        product.sku(),
                        product.name(),
                        product.category().title(),
                        OrderRows.euros(product.cents()),
                        cost,
                        Integer.toString(product.category().taxPercent()),
                        stock,
                        validFrom.toString())
                + "\r\n";
    }

    void writeCampaigns(List<Campaign> campaigns) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(files.campaigns())) {
            out.write("Kampagne;Name;Kanal;Datum;Gutschein\r\n");
            for (Campaign campaign : campaigns) {
                String voucher = campaign.voucher() == null ? "" : campaign.voucher();
                out.write(
                        String.join(
                                ";",
                                campaign.id(),
                                campaign.name(),
                                campaign.channel().title(),
                                campaign.day().toString(),
                                voucher));
                out.write("\r\n");
            }
        }
    }

    @Override
    public void close() throws IOException {
        truth.close();
        sorted.close();
    }

    private static OrderFile till(Path file, String prefix) throws IOException {
        return new OrderFile(file, TILL, OrderRows.TILL_HEADER, prefix, 10_000);
    }

    /** A file of orders, which numbers them. */
    private static final class OrderFile implements Closeable {

        private final Writer out;
        private final String prefix;
        private int number;

        /**
         * Creates the file and writes its header.
         *
         * @param prefix of order numbers; where it is empty, the letter of the kind of order is
         * @param number the one before the first order's
         */
        OrderFile(Path file, Charset charset, String header, String prefix, int number)
                throws IOException {
            this.out = Files.newBufferedWriter(file, charset);
            this.prefix = prefix;
            this.number = number;
            out.append(header).append("\r\n");
        }

        /** Writes an order: the letter of its kind, and rows with line feeds. */
        void write(String order) throws IOException {
            number++;
            String start = (prefix.isEmpty() ? order.substring(0, 1) : prefix) + number + ';';
            int from = 1;
            for (int end = order.indexOf('\n'); end >= 0; end = order.indexOf('\n', from)) {
                out.append(start).append(order, from, end).append("\r\n");
                from = end + 1;
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
