package org.stammkunde.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The purchases of UCI Online Retail that rule A keeps: customer present, quantity and price above
 * zero, invoice not a credit note ("C…").
 */
final class UciOnlineRetail {

    private static final String FILE = "uci_online_retail/online_retail.csv.gz";

    /** A customer's purchases. */
    static final class Customer {
        final Set<String> invoices = new HashSet<>();
        final Set<LocalDate> days = new HashSet<>();
        BigDecimal revenue = BigDecimal.ZERO;

        LocalDate lastDay() {
            return days.stream().max(LocalDate::compareTo).orElseThrow();
        }
    }

    /** Customers by their id, in ascending order. */
    final TreeMap<Integer, Customer> customers = new TreeMap<>();

    int rows;

    /** Reads the file; skips the test that asks where the shared data are absent. */
    static UciOnlineRetail read() throws IOException {
        Optional<Path> file = find();
        assumeTrue(
                file.isPresent(),
                "skipped: shared data absent; set STAMMKUNDE_SHARED_DATA to the folder that holds "
                        + FILE);
        UciOnlineRetail data = new UciOnlineRetail();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file.orElseThrow())),
                                StandardCharsets.UTF_8))) {
            reader.lines().skip(1).map(UciOnlineRetail::fields).forEach(data::take);
        }
        return data;
    }

    private static Optional<Path> find() {
        Optional<Path> named =
                Optional.ofNullable(System.getenv("STAMMKUNDE_SHARED_DATA")).map(Path::of);
        return Stream.of(
                        named,
                        Optional.of(Path.of("../../shared/data")),
                        Optional.of(Path.of("../shared/data")))
                .flatMap(Optional::stream)
                .map(folder -> folder.resolve(FILE))
                .filter(Files::isReadable)
                .findFirst();
    }

    private void take(List<String> row) {
        BigDecimal quantity = new BigDecimal(row.get(3));
        BigDecimal price = new BigDecimal(row.get(5));
        if (row.get(6).isEmpty()
                || quantity.signum() <= 0
                || price.signum() <= 0
                || row.get(0).startsWith("C")) {
            return;
        }
        rows++;
        Customer customer =
                customers.computeIfAbsent(
                        new BigDecimal(row.get(6)).intValueExact(), _ -> new Customer());
        customer.invoices.add(row.get(0));
        customer.days.add(LocalDate.parse(row.get(4).substring(0, 10)));
        customer.revenue = customer.revenue.add(quantity.multiply(price));
    }

    /** The fields of one line; quotes may enclose commas, and are doubled inside. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char character : line.toCharArray()) {
            if (character == '"') {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(character);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
