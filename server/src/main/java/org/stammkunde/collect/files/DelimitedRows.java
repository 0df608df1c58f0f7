package org.stammkunde.collect.files;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.FileFormat.Layout;

/**
 * Rows whose fields are separated by a delimiter and may be quoted.
 *
 * <p>A line whose quotes do not match is given back as malformed and reading goes on with the line
 * after it, so that one stray quote costs one row and not the rest of the file. For that the text
 * since the start of the row at hand is kept, at most what the parser has read ahead.
 */
final class DelimitedRows implements RowSplitter {
    /** Longest field; a longer one is a quote that was never closed. */
    static final int FIELD_CHARACTERS_MAX = 1 << 18;

    private final Layout.Delimited layout;
    private final ReplayReader text;
    private final Fields fields = new Fields();
    private CloseableIterator<Row> rows;

    /** Rows of a text that supports going back by one character. */
    DelimitedRows(Reader text, Layout.Delimited layout, int linesBefore) {
        this.layout = layout;
        this.text = new ReplayReader(text, linesBefore);
        this.rows = parse();
    }

    private CloseableIterator<Row> parse() {
        fields.linesBefore = text.linesBefore();
        return CsvReader.builder()
                .fieldSeparator(layout.delimiter())
                .quoteCharacter(layout.quote())
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(true)
                .maxBufferSize(FIELD_CHARACTERS_MAX)
                .build(fields, text)
                .iterator();
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            try {
                if (!rows.hasNext()) {
                    return null;
                }
                Row row = rows.next();
                text.forgetBefore(row.line());
                if (!isBlank(row)) {
                    return row;
                }
            } catch (CsvParseException mismatch) {
                // the parser wraps what the stream throws, too; a refused file has no next row
                if (mismatch.getCause() instanceof ImportRefused refused) {
                    throw refused;
                }
                return malformed(fields.line);
            }
        }
    }

    private Row malformed(long line) throws IOException {
        text.replayAfter(line);
        rows = parse();
        return new Row.Malformed(line);
    }

    private static boolean isBlank(Row row) {
        if (row instanceof Row.Fields(long line, List<String> values)) {
            for (String value : values) {
                if (!value.isBlank()) {
                    return false;
                }
            }
            return true;
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    /** Collects the fields of a row as the parser meets them. */
    private static final class Fields extends AbstractBaseCsvCallbackHandler<Row> {
        private long linesBefore;
        private long line;
        private List<String> values = new ArrayList<>();

        @Override
        protected void handleBegin(long startingLine) {
            line = linesBefore + startingLine;
            values = new ArrayList<>(Math.max(4, values.size()));
        }

        @Override
        protected void handleField(
                int index, char[] buffer, int offset, int length, boolean quoted) {
            values.add(new String(buffer, offset, length));
        }

        @Override
        protected Row buildRecord() {
            return new Row.Fields(line, values);
        }
    }

    /** A reader that can go back to the start of a line that was read a moment ago. */
    private static final class ReplayReader extends Reader {
        private static final int FORGET_CHARACTERS = 1 << 16;

        private final Reader text;
        private char[] recent = new char[2 * FORGET_CHARACTERS];
        private int length;

        /** Number of lines before the first character of {@link #recent}. */
        private long linesBefore;

        /** Where in {@link #recent} reading goes on. */
        private int position;

        ReplayReader(Reader text, long linesBefore) {
            this.text = text;
            this.linesBefore = linesBefore;
        }

        long linesBefore() {
            return linesBefore;
        }

        @Override
        public int read(char[] target, int offset, int max) throws IOException {
            if (position < length) {
                int known = Math.min(max, length - position);
                System.arraycopy(recent, position, target, offset, known);
                position += known;
                return known;
            }
            int count = text.read(target, offset, max);
            if (count > 0) {
                remember(target, offset, count);
                position = length;
            }
            return count;
        }

        private void remember(char[] source, int offset, int count) {
            if (length + count > recent.length) {
                recent = Arrays.copyOf(recent, Math.max(length + count, 2 * recent.length));
            }
            System.arraycopy(source, offset, recent, length, count);
            length += count;
        }

        void forgetBefore(long line) {
            if (length > FORGET_CHARACTERS && line - linesBefore > 1) {
                dropLines(line - linesBefore - 1);
            }
        }

        void replayAfter(long line) throws IOException {
            boolean whole = dropLines(line - linesBefore);
            position = 0;
            if (!whole) {
                skipRestOfLine();
            }
        }

        /** Of a line so long that its end was not read yet. */
        private void skipRestOfLine() throws IOException {
            for (int each = text.read(); each >= 0 && each != '\n'; each = text.read()) {
                if (each == '\r') {
                    text.mark(1);
                    if (text.read() != '\n') {
                        text.reset();
                    }
                    return;
                }
            }
        }

        /** Returns whether the last of the dropped lines was there up to its end. */
        private boolean dropLines(long lines) {
            int end = 0;
            for (long line = 0; line < lines && end < length; line++) {
                end = endOfLine(end);
            }
            boolean whole = end > 0 && (recent[end - 1] == '\n' || recent[end - 1] == '\r');
            System.arraycopy(recent, end, recent, 0, length - end);
            length -= end;
            position = Math.max(0, position - end);
            linesBefore += lines;
            return whole;
        }

        private int endOfLine(int start) {
            int end = start;
            while (end < length && recent[end] != '\n' && recent[end] != '\r') {
                end++;
            }
            boolean pair = end + 1 < length && recent[end] == '\r' && recent[end + 1] == '\n';
            return Math.min(length, pair ? end + 2 : end + 1);
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }
}
