package org.stammkunde.customers;

import java.io.IOException;
import java.util.List;

/** A file that the list is written into, row by row, without holding it. */
interface ExportFile extends AutoCloseable {

    /** Writes the names of the columns; comes first. */
    void head(List<String> names) throws IOException;

    void row(List<Cell> cells) throws IOException;

    /** Sends what was gathered, so that memory stays the same for any number of rows. */
    void flush() throws IOException;

    /** Ends the file; the stream below stays open. */
    @Override
    void close() throws IOException;
}
