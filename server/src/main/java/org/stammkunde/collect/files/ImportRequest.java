package org.stammkunde.collect.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants imported, in the user's own words; they are checked when the import begins.
 *
 * @param file the table of orders
 * @param mapping name of a ready-made mapping or file of a saved one; null to find the columns out
 * @param columns {@code field=column} each, the column by name or number, empty to take a field
 *     away
 * @param words {@code field:word=meaning} each, for the fields status, kind and channel
 * @param settings what holds for the whole file, by the keys of mapping files such as {@code
 *     currency}; they win over the mapping
 * @param partial whether orders are imported without their rejected rows
 * @param report where the row report goes; null for beside the file
 * @param saveMapping where the mapping that was used is kept; null for nowhere
 * @param temporary folder for temporary files
 * @param message what the facts of this import are named by, so that it can be undone; null if it
 *     cannot
 */
public record ImportRequest(
        Path file,
        @Nullable String mapping,
        List<String> columns,
        List<String> words,
        Map<String, String> settings,
        boolean partial,
        @Nullable Path report,
        @Nullable Path saveMapping,
        Path temporary,
        @Nullable String message) {

    /** A request without any options. */
    public static ImportRequest of(Path file) {
        return new ImportRequest(
                file,
                null,
                List.of(),
                List.of(),
                Map.of(),
                false,
                null,
                null,
                Path.of(System.getProperty("java.io.tmpdir")),
                null);
    }

    /** The same with a mapping. */
    public ImportRequest withMapping(String name) {
        return new ImportRequest(
                file,
                name,
                columns,
                words,
                settings,
                partial,
                report,
                saveMapping,
                temporary,
                message);
    }

    /** The same with settings. */
    public ImportRequest withSettings(Map<String, String> values) {
        return new ImportRequest(
                file,
                mapping,
                columns,
                words,
                values,
                partial,
                report,
                saveMapping,
                temporary,
                message);
    }

    /** The same with columns. */
    public ImportRequest withColumns(String... columnsOfFields) {
        return new ImportRequest(
                file,
                mapping,
                List.of(columnsOfFields),
                words,
                settings,
                partial,
                report,
                saveMapping,
                temporary,
                message);
    }

    /** The same, importing orders without their rejected rows. */
    public ImportRequest withPartialOrders() {
        return new ImportRequest(
                file,
                mapping,
                columns,
                words,
                settings,
                true,
                report,
                saveMapping,
                temporary,
                message);
    }

    /** The same as part of an import that can be undone. */
    public ImportRequest withMessage(@Nullable String name) {
        return new ImportRequest(
                file,
                mapping,
                columns,
                words,
                settings,
                partial,
                report,
                saveMapping,
                temporary,
                name);
    }
}
