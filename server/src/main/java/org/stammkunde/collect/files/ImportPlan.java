package org.stammkunde.collect.files;

import java.util.List;
import java.util.Optional;

/**
 * How a file would be imported, to be looked at before.
 *
 * @param format how the file is read, in words
 * @param recognized name of the ready-made mapping that was chosen by the columns' names
 * @param kind what the rows belong to
 * @param source name of the source the orders belong to
 * @param currency of amounts without one
 * @param zone of times without offset
 * @param columns which column is which field
 * @param unused labels of columns that are not imported
 * @param assumptions what the file leaves open and how it is decided, in words
 * @param orders the first orders, customers or products as they would be imported, in words
 */
public record ImportPlan(
        String format,
        Optional<String> recognized,
        RowKind kind,
        String source,
        String currency,
        String zone,
        List<PlannedColumn> columns,
        List<String> unused,
        List<Statement> assumptions,
        List<String> orders) {

    /**
     * A column and its field.
     *
     * @param field name of the field
     * @param column label of the column
     * @param origin who says so
     * @param reading how its values are read, empty if as they stand
     * @param examples the first values
     */
    public record PlannedColumn(
            String field, String column, String origin, String reading, List<String> examples) {}
}
