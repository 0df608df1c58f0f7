package org.stammkunde.collect.files;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.ImportProgress.Phase;
import org.stammkunde.collect.files.ImportResult.Count;
import org.stammkunde.collect.files.OrderAssembly.Assembled;
import org.stammkunde.collect.files.OrderStore.CountedOrder;
import org.stammkunde.collect.files.OrderStore.Stored;
import org.stammkunde.collect.files.RowInterpreter.Reading;
import org.stammkunde.collect.files.RowPartitions.RowsOfOrder;

/**
 * One import on its way: reads all rows, then makes orders of them partition by partition and
 * stores these. Nothing is stored before the last row was read, so that a file that breaks off
 * changes nothing.
 */
final class ImportRun implements AutoCloseable {
    /** Rows that are stored together: a few megabytes, and enough for the database's rhythm. */
    private static final int BATCH_ROWS = 20_000;

    private static final int BATCH_ORDERS = 2_000;
    private static final int PROGRESS_ROWS = 5_000;

    /** How many times smaller gzip makes a typical table. */
    private static final int GZIP_RATIO = 8;

    private final Preparation preparation;
    private final boolean partial;
    private final Consumer<ImportProgress> progress;
    private final RowReport report;
    private final RowPartitions partitions;
    private final ExecutorService storing =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("import-", 0).factory());

    private List<Statement> notes = List.of();
    private long rows;
    private long valuesLeftOut;
    private Count rejected = Count.NOTHING;
    private Count imported = Count.NOTHING;
    private Count unchanged = Count.NOTHING;

    ImportRun(Preparation preparation, ImportRequest request, Consumer<ImportProgress> progress) {
        this.preparation = preparation;
        this.partial = request.partial();
        this.progress = progress;
        this.report =
                new RowReport(
                        request.report() == null
                                ? RowReport.beside(request.file())
                                : request.report(),
                        preparation.format().layout());
        this.partitions =
                new RowPartitions(
                        request.temporary(),
                        fileBytes() * (preparation.format().gzip() ? GZIP_RATIO : 1));
    }

    private long fileBytes() {
        try {
            return Files.size(preparation.file());
        } catch (IOException problem) {
            throw TableReader.unreadable(preparation.file(), problem);
        }
    }

    /** Reads and checks all rows. */
    void read() {
        RowInterpreter interpreter = preparation.interpreter();
        double bytes = Math.max(1, fileBytes());
        boolean header = preparation.sample().header().isNamed();
        try (TableReader reader = TableReader.open(preparation.file(), preparation.format())) {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                if (header && row instanceof Row.Fields) {
                    header = false;
                } else {
                    take(interpreter.read(row));
                    if (++rows % PROGRESS_ROWS == 0) {
                        progress.accept(Phase.READING.at(rows, reader.bytesRead() / bytes));
                    }
                }
            }
        }
        notes = interpreter.notes();
    }

    private void take(Reading reading) {
        report(reading.findings());
        switch (reading) {
            case Reading.Accepted(OrderRow row, List<Finding> findings) -> partitions.add(row);
            case Reading.Rejected(long line, @Nullable String order, List<Finding> findings) -> {
                rejected = rejected.plus(1, 0);
                if (order != null) {
                    partitions.addRejected(order, line);
                }
            }
        }
    }

    private void report(List<Finding> findings) {
        for (Finding finding : findings) {
            report.add(finding);
            valuesLeftOut += finding.effect() == Finding.Effect.VALUE_LEFT_OUT ? 1 : 0;
        }
    }

    /** Makes orders of the rows and stores them; orders are made while others are stored. */
    void store(OrderStore store) {
        OrderAssembly assembly = new OrderAssembly(preparation.columns(), preparation.settings());
        ProductAssembly products = new ProductAssembly(preparation.settings());
        List<CountedOrder> batch = new ArrayList<>();
        int batchRows = 0;
        Future<Stored> underWay = storing.submit(() -> store.store(List.of()));
        for (int index = 0; index < partitions.count(); index++) {
            for (RowsOfOrder order : partitions.take(index)) {
                batchRows +=
                        preparation.columns().products()
                                ? assemble(products, order, batch)
                                : assemble(assembly, order, batch);
                if (batchRows >= BATCH_ROWS || batch.size() >= BATCH_ORDERS) {
                    underWay = next(underWay, store, batch);
                    batch = new ArrayList<>();
                    batchRows = 0;
                    progress(index);
                }
            }
        }
        count(underWay);
        count(storing.submit(storeOf(store, batch)));
        progress(partitions.count());
    }

    private Future<Stored> next(
            Future<Stored> underWay, OrderStore store, List<CountedOrder> batch) {
        count(underWay);
        return storing.submit(storeOf(store, batch));
    }

    private static Callable<Stored> storeOf(OrderStore store, List<CountedOrder> batch) {
        List<CountedOrder> orders = List.copyOf(batch);
        return () -> store.store(orders);
    }

    private void count(Future<Stored> underWay) {
        try {
            Stored stored = underWay.get();
            imported = imported.plus(stored.imported().rows(), stored.imported().orders());
            unchanged = unchanged.plus(stored.unchanged().rows(), stored.unchanged().orders());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw ImportRefused.cannotRun("the import was interrupted; run the same command again");
        }
    }

    private void progress(int partition) {
        long done = imported.rows() + unchanged.rows() + rejected.rows();
        progress.accept(Phase.STORING.at(done, (double) partition / partitions.count()));
    }

    /** Products do not depend on one another: a rejected row rejects no further one. */
    private static int assemble(
            ProductAssembly assembly, RowsOfOrder rows, List<CountedOrder> batch) {
        assembly.products(rows.rows())
                .forEach(each -> batch.add(new CountedOrder(each.product(), each.rows())));
        return rows.rows().size();
    }

    /** Adds the orders that the rows make to a batch; returns how many rows they have. */
    private int assemble(OrderAssembly assembly, RowsOfOrder order, List<CountedOrder> batch) {
        List<OrderRow> orderRows = order.rows();
        if (!order.rejectedLines().isEmpty() && !(partial && !orderRows.isEmpty())) {
            rejectBecauseOf(order.rejectedLines().getFirst(), orderRows);
            return 0;
        }
        List<Assembled> orders = assembly.assembleAll(order.key(), orderRows);
        int rowsEach = orderRows.size() / orders.size();
        for (Assembled assembled : orders) {
            switch (assembled) {
                case Assembled.Complete(ImportedOrder complete) ->
                        batch.add(new CountedOrder(complete, rowsEach));
                case Assembled.Contradicting(Finding finding) -> {
                    report.add(finding);
                    rejected = rejected.plus(1, 0);
                    rejectBecauseOf(
                            finding.line(),
                            orderRows.stream()
                                    .filter(row -> row.line() != finding.line())
                                    .toList());
                }
            }
        }
        return orderRows.size();
    }

    /** Every row of a rejected order is named, because none of them was imported. */
    private void rejectBecauseOf(long line, List<OrderRow> others) {
        for (OrderRow row : others) {
            report.add(
                    new Finding(
                            row.line(),
                            preparation.columns().label(Field.ORDER_NUMBER),
                            row.has(Field.ORDER_NUMBER)
                                    ? String.valueOf(row.value(Field.ORDER_NUMBER))
                                    : "",
                            Reason.ORDER_REJECTED,
                            "line " + line,
                            Finding.Effect.ORDER_REJECTED));
        }
        rejected = rejected.plus(others.size(), 1);
    }

    long rows() {
        return rows;
    }

    ImportResult result(Duration duration) {
        List<Statement> all = new ArrayList<>(preparation.styles().assumptions());
        all.addAll(notes);
        return new ImportResult(
                preparation.settings().source(),
                preparation.columns().kind(),
                rows,
                imported,
                unchanged,
                rejected,
                valuesLeftOut,
                all,
                report.written(),
                duration);
    }

    @Override
    public void close() {
        storing.shutdownNow();
        partitions.close();
        report.close();
    }
}
