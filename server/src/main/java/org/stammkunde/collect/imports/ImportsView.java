package org.stammkunde.collect.imports;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.util.unit.DataSize;
import org.stammkunde.web.Texts;

/**
 * The list of imports and the form for another one.
 *
 * @param reported which have a row report
 * @param more whether there are older ones
 * @param older whether this is not the beginning of the list
 * @param saved names of kept mappings
 * @param fileMax the largest file that is taken
 * @param objection why the last file was not taken
 */
record ImportsView(
        List<FileImport> imports,
        Set<Long> reported,
        boolean more,
        boolean older,
        List<String> saved,
        DataSize fileMax,
        Optional<String> objection) {

    String following() {
        return "/imports?before=" + imports.getLast().id();
    }

    /** The largest file, as people say it. */
    String fileMax(Texts texts) {
        long megabytes = fileMax.toMegabytes();
        return megabytes % 1024 == 0
                ? texts.text("imports.gigabytes", megabytes / 1024)
                : texts.text("imports.megabytes", megabytes);
    }

    /** How long an import took, to the second; what took less is told so. */
    static String duration(FileImport each, Texts texts) {
        return each.duration()
                .map(took ->
                        took.toSeconds() < 1
                                ? texts.text("imports.took.less")
                                : took.toMinutes() < 1
                                        ? texts.text("imports.took.seconds", took.toSeconds())
                                        : took.toHours() < 1
                                                ? texts.text(
                                                        "imports.took.minutes",
                                                        took.toMinutes(),
                                                        took.toSecondsPart())
                                                : texts.text(
                                                        "imports.took.hours",
                                                        took.toHours(),
                                                        took.toMinutesPart()))
                .orElse("–");
    }

    static String tone(ImportState state) {
        return switch (state) {
            case DONE -> "pill-good";
            case FAILED, INTERRUPTED -> "pill-bad";
            default -> "";
        };
    }
}
