package org.stammkunde.collect.imports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.FileLook;
import org.stammkunde.collect.files.ImportProgress;
import org.stammkunde.collect.files.ImportResult;
import org.stammkunde.web.Texts;

/** Imports as the API tells them. */
final class ImportDocuments {

    private ImportDocuments() {}

    /** A file that was handed in, and what became of it. */
    record ImportDocument(
            long id,
            @Schema(example = "orders.csv") String fileName,
            long fileBytes,
            @Nullable String source,
            String enteredBy,
            @Schema(description = "whether a command runs it, and not the server")
                    boolean byCommand,
            @Schema(
                            description =
                                    "`draft`, `rehearsing`, `waiting`, `running`, `interrupted`,"
                                            + " `done`, `failed`, `undoing`, `undone` or"
                                            + " `restoring`; `interrupted` when its command was"
                                            + " stopped, the same command again goes on with it",
                            example = "done")
                    String state,
            @Schema(description = "whether rows that are wrong are left out") boolean partial,
            Instant createdAt,
            @Schema(description = "when it, or what was left of it, was begun last")
                    @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant undoneAt,
            @Nullable String undoneBy,
            @Nullable Instant restoredAt,
            @Nullable String restoredBy,
            @Schema(description = "what became of its rows, or of a draft what would")
                    @Nullable ImportCounts counts,
            @Schema(description = "what is to be said about the file, in the reader's language")
                    List<String> notes,
            @Schema(description = "why it failed, in the reader's language")
                    @Nullable String failure,
            boolean canBeUndone,
            @Schema(description = "whether there is a row report") boolean hasReport,
            @Schema(description = "while the server is at work on it")
                    @Nullable ImportProgressDocument progress) {}

    /** Rows and orders; of a file of customers, orders are customers. */
    record ImportCounts(
            long rows,
            ImportCount imported,
            ImportCount unchanged,
            ImportCount rejected,
            long valuesLeftOut) {

        static ImportCounts of(FileImport.Counts counts) {
            return new ImportCounts(
                    counts.rows(),
                    ImportCount.of(counts.imported()),
                    ImportCount.of(counts.unchanged()),
                    ImportCount.of(counts.rejected()),
                    counts.valuesLeftOut());
        }
    }

    /** Rows, and the orders they belong to. */
    record ImportCount(long rows, long orders) {

        static ImportCount of(ImportResult.Count count) {
            return new ImportCount(count.rows(), count.orders());
        }
    }

    /** How far the work is. */
    record ImportProgressDocument(
            @Schema(example = "storing") String phase,
            long rows,
            @Schema(description = "from 0 to 1", example = "0.4") double fraction) {

        static ImportProgressDocument of(ImportProgress progress) {
            return new ImportProgressDocument(
                    progress.phase().name().toLowerCase(Locale.ROOT),
                    progress.rows(),
                    progress.fraction());
        }
    }

    /** How a draft is understood so far. */
    record ImportLook(
            @Schema(description = "name of a known kind of file, such as an export of a shop")
                    @Nullable String recognized,
            String charset,
            String source,
            String currency,
            String zone,
            @Schema(description = "whether its rows are customers and not orders")
                    boolean customers,
            List<ImportColumn> columns,
            @Schema(description = "the first rows") List<List<String>> rows,
            @Schema(description = "what no column says yet, such as `placed-at`")
                    List<String> missing,
            @Schema(description = "what the file leaves open and how it is decided")
                    List<String> assumptions,
            @Schema(description = "the first orders as they would be imported")
                    List<ImportLookOrder> orders,
            @Schema(description = "the mapping, as the text of a mapping file") String mapping) {

        static ImportLook of(FileLook look, Texts texts) {
            return new ImportLook(
                    look.recognized().orElse(null),
                    look.charset(),
                    look.source(),
                    look.currency(),
                    look.zone(),
                    look.customers(),
                    look.columns().stream().map(ImportColumn::of).toList(),
                    look.rows(),
                    look.missing(),
                    look.assumptions().stream().map(said -> ImportView.said(said, texts)).toList(),
                    look.orders().stream().map(ImportLookOrder::of).toList(),
                    look.mapping());
        }
    }

    /** A column; its field is empty when it is not imported. */
    record ImportColumn(
            @Schema(description = "from 1") int number,
            @Schema(example = "Bestellnummer") String label,
            @Schema(example = "order-number") String field,
            @Schema(description = "who says so: `option`, `mapping`, `name`, `values`, or empty")
                    String origin,
            @Schema(description = "how its values are read; empty if as they stand") String reading,
            List<String> examples) {

        static ImportColumn of(FileLook.LookedColumn column) {
            return new ImportColumn(
                    column.number(),
                    column.label(),
                    column.field(),
                    column.origin(),
                    column.reading(),
                    column.examples());
        }
    }

    /** One of the first orders, as it would be imported. */
    record ImportLookOrder(
            String number,
            String name,
            boolean credit,
            boolean cancelled,
            Instant placedAt,
            @Schema(description = "the strongest identifier, empty for a guest") String who,
            BigDecimal amount,
            String currency,
            int lines,
            String product) {

        static ImportLookOrder of(FileLook.LookedOrder order) {
            return new ImportLookOrder(
                    order.number(),
                    order.name(),
                    order.credit(),
                    order.cancelled(),
                    order.placedAt(),
                    order.who(),
                    order.amount(),
                    order.currency(),
                    order.lines(),
                    order.product());
        }
    }

    /** How a draft shall be read. */
    record MappingChange(
            @Schema(description = "name of a mapping that was kept; instead of all others")
                    @Nullable String saved,
            @Schema(
                            description =
                                    "what is so for the whole file: `kind`, `source`, `currency`,"
                                            + " `decimals`, `dates`, `channel`, `credit-prefix`",
                            example = "{\"source\": \"till\", \"currency\": \"EUR\"}")
                    @Nullable Map<String, String> settings,
            @Schema(
                            description =
                                    "number of a column to its field; those left out are not"
                                            + " imported; without `columns` they stay as they are",
                            example = "{\"1\": \"order-number\", \"2\": \"placed-at\"}")
                    @Nullable Map<Integer, String> columns,
            @Schema(description = "whether rows that are wrong are left out")
                    @Nullable Boolean partial,
            @Schema(description = "keeps the mapping under this name for the next file")
                    @Nullable String keepAs) {}
}
