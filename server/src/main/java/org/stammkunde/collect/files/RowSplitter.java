package org.stammkunde.collect.files;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.FileFormat.Layout;

/** Splits text into rows and rows into fields. */
sealed interface RowSplitter extends Closeable permits AlignedRows, DelimitedRows, WorkbookRows {

    /** The next row that is not blank, or null at the end. */
    @Nullable Row next() throws IOException;

    /** Rows of a text of which some lines have been read already. */
    static RowSplitter of(Reader text, Layout layout, int linesBefore) {
        return switch (layout) {
            case Layout.Aligned aligned -> new AlignedRows(new BufferedReader(text), linesBefore);
            case Layout.Workbook workbook ->
                    throw new IllegalArgumentException("a workbook is no text");
            case Layout.Delimited delimited -> new DelimitedRows(text, delimited, linesBefore);
        };
    }
}
