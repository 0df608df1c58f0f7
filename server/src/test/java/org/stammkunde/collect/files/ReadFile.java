package org.stammkunde.collect.files;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.function.UnaryOperator;
import org.stammkunde.collect.files.OrderAssembly.Assembled;
import org.stammkunde.collect.files.RowInterpreter.Reading;
import org.stammkunde.collect.files.RowPartitions.RowsOfOrder;
import org.stammkunde.merchant.Merchant;

/** What a file says, read as the import reads it but without a database. */
record ReadFile(
        Preparation preparation,
        List<ImportedOrder> orders,
        List<Finding> findings,
        List<Statement> notes) {
    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    static final Merchant MERCHANT =
            new Merchant("Laden", ZoneId.of("Europe/Berlin"), Currency.getInstance("EUR"));

    static ReadFile of(Path folder, String text) {
        return of(folder, text, request -> request);
    }

    static ReadFile of(Path folder, String text, UnaryOperator<ImportRequest> options) {
        Path file = TemporaryFile.of(folder, "bestellungen.csv", text, StandardCharsets.UTF_8);
        return of(options.apply(ImportRequest.of(file)));
    }

    static ReadFile of(ImportRequest request) {
        Preparation preparation = Preparation.of(request, MERCHANT, NOW);
        RowInterpreter interpreter = preparation.interpreter();
        List<Finding> findings = new ArrayList<>();
        List<ImportedOrder> orders = new ArrayList<>();
        try (RowPartitions partitions = new RowPartitions(request.temporary(), 0, 1_000)) {
            read(preparation, interpreter, partitions, findings);
            for (int index = 0; index < partitions.count(); index++) {
                partitions
                        .take(index)
                        .forEach(order -> assemble(preparation, order, orders, findings));
            }
        }
        return new ReadFile(preparation, orders, findings, interpreter.notes());
    }

    private static void read(
            Preparation preparation,
            RowInterpreter interpreter,
            RowPartitions partitions,
            List<Finding> findings) {
        boolean header = preparation.sample().header().isNamed();
        try (TableReader reader = TableReader.open(preparation.file(), preparation.format())) {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                if (header) {
                    header = false;
                    continue;
                }
                Reading reading = interpreter.read(row);
                findings.addAll(reading.findings());
                if (reading instanceof Reading.Accepted(OrderRow accepted, var none)) {
                    partitions.add(accepted);
                }
            }
        }
    }

    private static void assemble(
            Preparation preparation,
            RowsOfOrder rows,
            List<ImportedOrder> orders,
            List<Finding> findings) {
        OrderAssembly assembly = new OrderAssembly(preparation.columns(), preparation.settings());
        for (Assembled assembled : assembly.assembleAll(rows.key(), rows.rows())) {
            switch (assembled) {
                case Assembled.Complete(ImportedOrder order) -> orders.add(order);
                case Assembled.Contradicting(Finding finding) -> findings.add(finding);
            }
        }
    }

    ImportedOrder order(String number) {
        return orders.stream()
                .filter(order -> order.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    ImportedOrder onlyOrder() {
        if (orders.size() != 1) {
            throw new AssertionError("%s orders, findings %s".formatted(orders.size(), findings));
        }
        return orders.getFirst();
    }
}
