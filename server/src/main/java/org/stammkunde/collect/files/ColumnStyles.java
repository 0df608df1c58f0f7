package org.stammkunde.collect.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.Columns.Column;
import org.stammkunde.collect.files.FileFormat.Layout;

/**
 * How each column writes its numbers and dates.
 *
 * <p>A column is understood by the values that only one style can have written, 1,5 or 25/12/2026,
 * in the first rows; where these leave it open, by the whole file; then by the other columns, and
 * for dates by the order of the rows. What remains is an assumption and is said aloud.
 *
 * @param decimals of the columns with decimal numbers
 * @param dates of the columns with dates
 * @param pointZeros columns of numbers such as 17850.0, of which the end is dropped
 * @param assumptions what could not be decided, in words
 */
record ColumnStyles(
        Map<Field, DecimalStyle> decimals,
        Map<Field, DateStyle> dates,
        Set<Field> pointZeros,
        List<Statement> assumptions) {

    /** What a user has said; null is to be found out. */
    record Known(@Nullable DecimalStyle decimals, @Nullable DateStyle dates) {}

    static ColumnStyles of(
            Path file, FileFormat format, Sample sample, Columns columns, Known known) {
        Map<Field, ColumnEvidence> first = evidence(columns);
        sample.rows().forEach(row -> add(first, columns, row.values()));
        Map<Field, ColumnEvidence> evidence =
                isOpen(first, columns, known) ? wholeFile(file, format, columns) : first;
        return new Decision(columns, evidence, format, known).styles();
    }

    private static Map<Field, ColumnEvidence> evidence(Columns columns) {
        Map<Field, ColumnEvidence> evidence = new EnumMap<>(Field.class);
        columns.byField().keySet().forEach(field -> evidence.put(field, new ColumnEvidence()));
        return evidence;
    }

    private static void add(
            Map<Field, ColumnEvidence> evidence, Columns columns, List<String> values) {
        for (Map.Entry<Field, ColumnEvidence> each : evidence.entrySet()) {
            Column column = Objects.requireNonNull(columns.column(each.getKey()));
            if (column.index() < values.size()) {
                each.getValue().add(each.getKey().content(), values.get(column.index()));
            }
        }
    }

    private static boolean isOpen(
            Map<Field, ColumnEvidence> evidence, Columns columns, Known known) {
        Set<Field> decimals = columns.with(Field.Content.DECIMAL);
        boolean noneDecided =
                decimals.stream().allMatch(field -> at(evidence, field).decimalStyle() == null);
        boolean oneUnclear =
                decimals.stream()
                        .map(field -> at(evidence, field))
                        .anyMatch(each -> each.hasUnclearDecimals() && each.decimalStyle() == null);
        boolean dateUnclear =
                columns.with(Field.Content.DATE).stream()
                        .map(field -> at(evidence, field))
                        .anyMatch(each -> each.hasUnclearDates() && each.dateStyle() == null);
        return (known.decimals() == null && (noneDecided || oneUnclear))
                || (known.dates() == null && dateUnclear);
    }

    private static ColumnEvidence at(Map<Field, ColumnEvidence> evidence, Field field) {
        return Objects.requireNonNull(evidence.get(field));
    }

    private static Map<Field, ColumnEvidence> wholeFile(
            Path file, FileFormat format, Columns columns) {
        Map<Field, ColumnEvidence> evidence = evidence(columns);
        try (TableReader reader = TableReader.open(file, format)) {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                if (row instanceof Row.Fields fields) {
                    add(evidence, columns, fields.values());
                }
            }
        }
        return evidence;
    }

    /** Draws the conclusions from the evidence. */
    private record Decision(
            Columns columns,
            Map<Field, ColumnEvidence> evidence,
            FileFormat format,
            Known known,
            List<Statement> assumptions) {

        Decision(
                Columns columns,
                Map<Field, ColumnEvidence> evidence,
                FileFormat format,
                Known known) {
            this(columns, evidence, format, known, new ArrayList<>());
        }

        ColumnStyles styles() {
            Map<Field, DecimalStyle> decimals = new EnumMap<>(Field.class);
            DecimalStyle ofFile = decimalsOfFile();
            for (Field field : columns.with(Field.Content.DECIMAL)) {
                decimals.put(field, decimals(field, ofFile));
            }
            Map<Field, DateStyle> dates = new EnumMap<>(Field.class);
            for (Field field : columns.with(Field.Content.DATE)) {
                dates.put(field, dates(field));
            }
            return new ColumnStyles(decimals, dates, pointZeros(), List.copyOf(assumptions));
        }

        private @Nullable DecimalStyle decimalsOfFile() {
            int german = 0;
            int english = 0;
            for (Field field : columns.with(Field.Content.DECIMAL)) {
                german += at(evidence, field).decimalStyle() == DecimalStyle.GERMAN ? 1 : 0;
                english += at(evidence, field).decimalStyle() == DecimalStyle.ENGLISH ? 1 : 0;
            }
            return german == english
                    ? null
                    : german > english ? DecimalStyle.GERMAN : DecimalStyle.ENGLISH;
        }

        private DecimalStyle decimals(Field field, @Nullable DecimalStyle ofFile) {
            ColumnEvidence column = at(evidence, field);
            DecimalStyle own = column.decimalStyle();
            if (known.decimals() != null) {
                return known.decimals();
            }
            if (own != null) {
                sayContradiction(field, own, column);
                return own;
            }
            return ofFile != null ? ofFile : assumedDecimals(field, column);
        }

        private void sayContradiction(Field field, DecimalStyle style, ColumnEvidence column) {
            int others =
                    column.count(
                            style == DecimalStyle.GERMAN
                                    ? DecimalStyle.Hint.ENGLISH
                                    : DecimalStyle.Hint.GERMAN);
            if (others > 0) {
                assumptions.add(
                        Statement.of(
                                "numbers-mixed",
                                "`%s` writes most numbers as %s and %d otherwise; those are"
                                        + " rejected",
                                columns.label(field),
                                style.example(),
                                others));
            }
        }

        private DecimalStyle assumedDecimals(Field field, ColumnEvidence column) {
            boolean semicolon =
                    format.layout() instanceof Layout.Delimited(char delimiter, char quote)
                            && delimiter == ';';
            DecimalStyle style = semicolon ? DecimalStyle.GERMAN : DecimalStyle.ENGLISH;
            if (column.hasUnclearDecimals()) {
                assumptions.add(
                        Statement.of(
                                "numbers-assumed",
                                "`%s` can be read in two ways (1.234 as a thousand or with"
                                        + " decimals); read as %s, --decimals says otherwise",
                                columns.label(field),
                                style.example()));
            }
            return style;
        }

        private DateStyle dates(Field field) {
            ColumnEvidence column = at(evidence, field);
            DateStyle own = column.dateStyle();
            if (known.dates() != null) {
                return known.dates();
            }
            if (own != null) {
                return own;
            }
            DateStyle sorted = column.sortedStyle();
            DateStyle style = sorted == null ? DateStyle.DAY_FIRST : sorted;
            if (column.hasUnclearDates()) {
                assumptions.add(
                        Statement.of(
                                sorted == null ? "dates-assumed" : "dates-sorted",
                                "`%s` can be read in two ways (3/4 as 3 April or 4 March); read as"
                                        + " %s"
                                        + (sorted == null ? "" : ", in which the rows are sorted")
                                        + ", --dates says otherwise",
                                columns.label(field),
                                style.pattern()));
            }
            return style;
        }

        private Set<Field> pointZeros() {
            Set<Field> fields = EnumSet.noneOf(Field.class);
            for (Field field : columns.with(Field.Content.NUMBER)) {
                if (at(evidence, field).isAllPointZero()) {
                    fields.add(field);
                }
            }
            return fields;
        }
    }
}
