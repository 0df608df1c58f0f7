package org.stammkunde.collect.imports;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.FileLook;
import org.stammkunde.collect.files.Statement;
import org.stammkunde.web.Texts;

/**
 * One import.
 *
 * @param look how a draft is read; empty for what is no draft
 * @param hasReport whether there is a row report to download
 * @param saved names of kept mappings
 * @param leaning later imports that found orders of this one as they were
 */
record ImportView(
        FileImport entry,
        Optional<Look> look,
        boolean hasReport,
        List<String> saved,
        List<FileImport> leaning,
        Progress progress) {

    /**
     * How far the work in the background is.
     *
     * @param fraction from 0 to 1; less than 0 where nobody here knows
     */
    record Progress(boolean busy, double fraction, String text) {}

    /** How a draft is read, or why it cannot be. */
    record Look(@Nullable FileLook file, ChosenMapping chosen, @Nullable Statement refusal) {

        Look(FileLook file, ChosenMapping chosen) {
            this(file, chosen, null);
        }

        Look(Statement refusal) {
            this(null, ChosenMapping.of(null), refusal);
        }

        boolean isComplete() {
            return file != null && file.missing().isEmpty();
        }
    }

    /** What a field is called; the price of a product is no price of a line. */
    static String fieldName(String field, FileLook file, Texts texts) {
        String ofProducts = "imports.field.products." + field;
        return file.ofProducts() && texts.knows(ofProducts)
                ? texts.text(ofProducts)
                : texts.text("imports.field." + field);
    }

    /** As what the values of a column are read, dates with the form that they are written in. */
    static String readAs(FileLook.LookedColumn column, Texts texts) {
        String reading = column.reading();
        if (reading.isEmpty()) {
            return texts.text("imports.read.plain");
        }
        if (reading.equals("without .0")) {
            return texts.text("imports.read.pointZero");
        }
        return reading.contains("month")
                ? texts.text(
                        "imports.read.date",
                        reading.replace("day", texts.text("imports.read.day"))
                                .replace("month", texts.text("imports.read.month"))
                                .replace("year", texts.text("imports.read.year")))
                : reading;
    }

    /** What is said about a file, in the reader's language; file names without their folder. */
    static String said(Statement statement, Texts texts) {
        String key = "imports.said." + statement.code();
        boolean namesFile = statement.code().matches("(file|gzip|no)-.*");
        Object[] arguments =
                statement.arguments().stream()
                        .map(each -> namesFile ? each.substring(each.lastIndexOf('/') + 1) : each)
                        .toArray();
        return texts.knows(key) ? texts.text(key, arguments) : statement.english();
    }
}
