package org.stammkunde.collect.files;

import java.util.List;

/** A line of the table, or several where a quoted field has line breaks. */
sealed interface Row {

    /** Number of its first line in the file, from 1. */
    long line();

    /** A row that was split into fields. */
    record Fields(long line, List<String> values) implements Row {}

    /** A line that could not be split, because its quotes do not match. */
    record Malformed(long line) implements Row {}
}
