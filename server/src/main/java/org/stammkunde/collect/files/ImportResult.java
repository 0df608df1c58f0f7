package org.stammkunde.collect.files;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of the rows of a file. Imported, unchanged and rejected rows add up to all rows, and
 * so do the orders.
 *
 * @param source name of the source the orders belong to
 * @param kind what the rows of the file were; counts of orders are counts of these
 * @param rows all rows but the header and blank lines
 * @param imported orders that are new, or other than before
 * @param unchanged orders that are as they were
 * @param rejected what is in the row report
 * @param valuesLeftOut values in the row report of orders that were imported without them
 * @param notes what is to be said about the file as a whole
 * @param report where the row report is; empty where there was nothing to report
 * @param duration from the first byte until the figures show the orders
 */
public record ImportResult(
        String source,
        RowKind kind,
        long rows,
        Count imported,
        Count unchanged,
        Count rejected,
        long valuesLeftOut,
        List<Statement> notes,
        Optional<Path> report,
        Duration duration) {

    /** Whether the file was one of customers. */
    public boolean customers() {
        return kind == RowKind.CUSTOMERS;
    }

    /** Rows, and the orders they belong to; rows whose order is unknown belong to none. */
    public record Count(long rows, long orders) {

        static final Count NOTHING = new Count(0, 0);

        Count plus(long moreRows, long moreOrders) {
            return new Count(rows + moreRows, orders + moreOrders);
        }
    }
}
