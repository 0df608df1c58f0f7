package org.stammkunde.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Files of made-up orders, one line per order line, each part the same for the same seed. */
final class OrderFile {

    private static final String HEADER =
            "Bestellnummer;Bestelldatum;Kundennummer;E-Mail;Artikelnummer;Artikel;Menge;Einzelpreis;Währung\n";
    private static final int CUSTOMERS = 20_000;

    private final int ordersPerPart;
    private final long seed;

    OrderFile(int ordersPerPart, long seed) {
        this.ordersPerPart = ordersPerPart;
        this.seed = seed;
    }

    /** Writes consecutive parts into one file. */
    void write(Path file, int firstPart, int parts) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(HEADER);
            for (int part = firstPart; part < firstPart + parts; part++) {
                writePart(writer, part);
            }
        }
    }

    private void writePart(BufferedWriter writer, int part) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed + part);
        for (int order = 0; order < ordersPerPart; order++) {
            String number = String.format(Locale.ROOT, "F%04d-%06d", part, order);
            String date =
                    String.format(
                            Locale.ROOT,
                            "%02d.%02d.2025 %02d:%02d",
                            random.nextInt(1, 29),
                            random.nextInt(1, 13),
                            random.nextInt(24),
                            random.nextInt(60));
            int customer = random.nextInt(CUSTOMERS);
            int lines = random.nextInt(1, 5);
            for (int line = 0; line < lines; line++) {
                writer.write(line(number, date, customer, random));
            }
        }
    }

    private static String line(String number, String date, int customer, RandomGenerator random) {
        int product = random.nextInt(1_000, 10_000);
        return String.format(
                Locale.ROOT,
                "%s;%s;K-%06d;kunde%06d@example.org;A-%d;Artikel %d;%d;%d,%02d;EUR%n",
                number,
                date,
                customer,
                customer,
                product,
                product,
                random.nextInt(1, 4),
                random.nextInt(2, 90),
                random.nextInt(100));
    }
}
