package org.stammkunde.database;

import java.time.Instant;
import java.util.List;

/**
 * What an export file says about itself, as {@code manifest.json}.
 *
 * @param format of the file; a program reads its own format and older ones
 * @param program version that wrote it
 * @param createdAt when
 * @param modules whose tables it holds, in the order of dependence
 * @param tables in an order in which they can be filled
 * @param sequences that have counted
 */
record ExportManifest(
        int format,
        String program,
        Instant createdAt,
        List<Module> modules,
        List<Content> tables,
        List<Catalog.Sequence> sequences) {

    static final int FORMAT = 1;
    static final String ENTRY = "manifest.json";

    /**
     * A module and how its tables came about.
     *
     * @param name of the module and its schema
     * @param migrations that were applied, in their order
     */
    record Module(String name, List<Migration> migrations) {}

    /**
     * One applied migration.
     *
     * @param version such as 1
     * @param checksum of its text
     */
    record Migration(String version, int checksum) {}

    /**
     * The rows of one table, in an entry of the table's name in the text format of COPY.
     *
     * @param schema the module
     * @param name of the table
     * @param columns in the order of the rows' values
     * @param rows how many
     * @param bytes of the entry, not compressed
     * @param sha256 of the entry, hexadecimal
     */
    record Content(
            String schema,
            String name,
            List<String> columns,
            long rows,
            long bytes,
            String sha256) {

        Catalog.Table table() {
            return new Catalog.Table(schema, name, columns);
        }

        String entry() {
            return "tables/" + schema + "." + name + ".copy";
        }
    }

    long rows() {
        return tables.stream().mapToLong(Content::rows).sum();
    }
}
