package org.stammkunde.collect.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of a table, from which its columns are understood.
 *
 * @param header the columns
 * @param rows at most {@value #ROWS_MAX}, without the header
 */
record Sample(Header header, List<Row.Fields> rows) {
    static final int ROWS_MAX = 2_000;

    private static final Set<String> KNOWN_NAMES =
            Arrays.stream(RowKind.values())
                    .flatMap(kind ->
                            Arrays.stream(Field.values())
                                    .filter(field -> field.isOf(kind))
                                    .flatMap(field -> field.headerNames(kind).stream()))
                    .collect(Collectors.toUnmodifiableSet());

    /**
     * Reads the first rows of a file.
     *
     * @param hasHeader whether the first row holds names; null is to be found out
     * @throws ImportRefused if there is no row
     */
    static Sample of(Path file, FileFormat format, @Nullable Boolean hasHeader) {
        List<Row.Fields> rows = new ArrayList<>();
        try (TableReader reader = TableReader.open(file, format)) {
            Row row = reader.next();
            while (row != null && rows.size() <= ROWS_MAX) {
                if (row instanceof Row.Fields fields) {
                    rows.add(fields);
                }
                row = reader.next();
            }
        }
        Sample sample = parted(rows, hasHeader);
        if (sample.rows.isEmpty()) {
            throw ImportRefused.wrongUse(
                    Statement.of(
                            "no-rows", "`%s` has no rows below its header", file.getFileName()));
        }
        return sample;
    }

    private static Sample parted(List<Row.Fields> rows, @Nullable Boolean known) {
        if (rows.isEmpty()) {
            return new Sample(new Header(List.of(), 0), List.of());
        }
        List<String> first = rows.getFirst().values();
        List<Row.Fields> rest = rows.subList(1, rows.size());
        boolean named = known == null ? looksLikeHeader(first, rest) : known;
        return named
                ? new Sample(new Header(first, first.size()), rest)
                : new Sample(new Header(List.of(), first.size()), rows);
    }

    /** Names hold no numbers or dates; either one of them is known, or numbers stand below them. */
    private static boolean looksLikeHeader(List<String> first, List<Row.Fields> rest) {
        boolean allNames = first.stream().noneMatch(Sample::isValue);
        long known = first.stream().map(Header::fold).filter(KNOWN_NAMES::contains).count();
        boolean valuesBelow =
                rest.stream()
                        .limit(20)
                        .flatMap(row -> row.values().stream())
                        .anyMatch(Sample::isValue);
        return allNames && (known > 0 || valuesBelow);
    }

    private static boolean isValue(String text) {
        return DecimalStyle.ENGLISH.parse(text) != null
                || DecimalStyle.GERMAN.parse(text) != null
                || DateText.parse(text, DateStyle.DAY_FIRST, 2000) != null
                || DateText.parse(text, DateStyle.MONTH_FIRST, 2000) != null
                || text.contains("@");
    }

    /** The values of a column that are not blank. */
    Stream<String> values(int column) {
        return rows.stream()
                .map(Row.Fields::values)
                .filter(values -> column < values.size() && !values.get(column).isBlank())
                .map(values -> values.get(column).strip());
    }
}
