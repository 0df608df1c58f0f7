package org.stammkunde.database;

/**
 * What went into or came out of an export file.
 *
 * @param tables how many
 * @param rows of all tables
 * @param bytes of all rows in the text format of COPY, not compressed
 */
public record Copied(int tables, long rows, long bytes) {

    static Copied of(ExportManifest manifest) {
        return new Copied(
                manifest.tables().size(),
                manifest.rows(),
                manifest.tables().stream().mapToLong(ExportManifest.Content::bytes).sum());
    }
}
