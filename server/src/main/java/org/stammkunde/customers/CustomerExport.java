package org.stammkunde.customers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.stammkunde.customers.Cell.Empty;
import org.stammkunde.customers.Cell.Words;
import org.stammkunde.web.Texts;

/**
 * Writes lists of customers into files, page by page from one snapshot of the database: nobody is
 * missing and nobody there twice, whatever happens meanwhile.
 */
@Component
class CustomerExport {

    private static final int PAGE = 1_000;

    private final CustomerListTable customers;
    private final CustomerRows rows;
    private final TransactionTemplate snapshot;

    CustomerExport(
            CustomerListTable customers,
            CustomerRows rows,
            PlatformTransactionManager transactions) {
        this.customers = customers;
        this.rows = rows;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /** The kinds of file. */
    enum Format {
        CSV("csv", "text/csv;charset=UTF-8"),
        XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String ending;
        private final String mediaType;

        Format(String ending, String mediaType) {
            this.ending = ending;
            this.mediaType = mediaType;
        }

        String ending() {
            return ending;
        }

        String mediaType() {
            return mediaType;
        }

        static Optional<Format> of(String ending) {
            for (Format format : values()) {
                if (format.ending.equals(ending)) {
                    return Optional.of(format);
                }
            }
            return Optional.empty();
        }

        private ExportFile open(OutputStream out, Texts texts) throws IOException {
            return switch (this) {
                case CSV -> new CsvExport(out, texts);
                case XLSX -> new XlsxExport(out, texts, texts.text("customers.title"));
            };
        }
    }

    /**
     * What is written, and how.
     *
     * @param columns besides number, name and e-mail address
     */
    record Order(Format format, List<ListColumn> columns, Currency currency, Texts texts) {}

    /** Everybody whom the query finds, in its order. */
    void write(Order order, CustomerListQuery query, OutputStream out) {
        write(order, out, file -> writeAll(order, query.from(Optional.empty()), file));
    }

    /** Exactly these customers. */
    void write(Order order, List<Long> chosen, OutputStream out) {
        write(order, out, file -> writeRows(order, chosen, file));
    }

    private interface Writing {
        void into(ExportFile file) throws IOException;
    }

    private void write(Order order, OutputStream out, Writing writing) {
        snapshot.executeWithoutResult(_ -> {
            try (ExportFile file = order.format().open(out, order.texts())) {
                file.head(names(order));
                writing.into(file);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
    }

    private void writeAll(Order order, CustomerListQuery first, ExportFile file)
            throws IOException {
        Optional<CustomerListQuery> query = Optional.of(first);
        while (query.isPresent()) {
            CustomerListTable.Part part = customers.read(query.get(), order.currency(), PAGE);
            writeRows(order, part.customers(), file);
            query = part.next().map(next -> first.from(Optional.of(next)));
        }
    }

    private void writeRows(Order order, List<Long> chosen, ExportFile file) throws IOException {
        for (CustomerRow row : rows.of(chosen, order.currency(), order.texts())) {
            file.row(cells(order, row));
        }
        file.flush();
    }

    private static List<String> names(Order order) {
        Texts texts = order.texts();
        List<String> names = new ArrayList<>();
        for (String key : List.of("customers.number", "customers.trait.name", "customers.email")) {
            names.add(texts.text(key));
        }
        for (ListColumn column : further(order)) {
            names.add(texts.text(column.title()));
        }
        return names;
    }

    private static List<Cell> cells(Order order, CustomerRow row) {
        List<Cell> cells = new ArrayList<>();
        cells.add(new Words(Long.toString(row.customer())));
        cells.add(row.name() == null ? new Empty() : new Words(row.name()));
        cells.add(row.email() == null ? new Empty() : new Words(row.email()));
        further(order).forEach(column -> cells.add(column.cell().apply(row)));
        return cells;
    }

    private static List<ListColumn> further(Order order) {
        return order.columns().stream().filter(column -> !column.key().equals("email")).toList();
    }
}
