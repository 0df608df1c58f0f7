package org.stammkunde.collect.imports;

import java.util.List;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/**
 * The list of imports and the form for another one.
 *
 * @param more whether there are older ones
 * @param older whether this is not the beginning of the list
 * @param saved names of kept mappings
 * @param fileMax the largest file that is taken
 * @param objection why the last file was not taken
 */
record ImportsView(
        List<FileImport> imports,
        boolean more,
        boolean older,
        List<String> saved,
        DataSize fileMax,
        Optional<String> objection) {

    String following() {
        return "/imports?before=" + imports.getLast().id();
    }

    static String tone(ImportState state) {
        return switch (state) {
            case DONE -> "pill-good";
            case FAILED -> "pill-bad";
            default -> "";
        };
    }
}
