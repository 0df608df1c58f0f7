package org.stammkunde.collect.files;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.FileFormat.Layout;

/** The rows of a file, one after the other; only the row at hand is in memory. */
final class TableReader implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final CountingStream bytes;
    private final RowSplitter rows;

    private TableReader(Path file, CountingStream bytes, RowSplitter rows) {
        this.file = file;
        this.bytes = bytes;
        this.rows = rows;
    }

    /**
     * Opens a file for reading.
     *
     * @throws ImportRefused if it cannot be read
     */
    static TableReader open(Path file, FileFormat format) {
        try {
            CountingStream bytes = new CountingStream(Files.newInputStream(file));
            if (format.layout() instanceof Layout.Workbook) {
                return new TableReader(file, bytes, WorkbookRows.open(file));
            }
            BufferedReader text = new BufferedReader(reader(bytes, format), BUFFER_BYTES);
            for (int line = 0; line < format.linesToSkip(); line++) {
                text.readLine();
            }
            return new TableReader(
                    file, bytes, RowSplitter.of(text, format.layout(), format.linesToSkip()));
        } catch (IOException problem) {
            throw unreadable(file, problem);
        }
    }

    private static Reader reader(CountingStream bytes, FileFormat format) throws IOException {
        InputStream plain =
                format.gzip()
                        ? new BoundedGzip(bytes)
                        : new BufferedInputStream(bytes, BUFFER_BYTES);
        plain.skipNBytes(format.encoding().byteOrderMarkBytes());
        return format.encoding().orWindows()
                ? new Utf8OrWindowsReader(plain)
                : new InputStreamReader(plain, format.encoding().charset());
    }

    /** The rows of a text that is in memory. */
    static List<Row> rowsOf(String text, Layout layout) {
        List<Row> rows = new ArrayList<>();
        try (RowSplitter splitter = RowSplitter.of(new StringReader(text), layout, 0)) {
            for (Row row = splitter.next(); row != null; row = splitter.next()) {
                rows.add(row);
            }
            return rows;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * The next row, or null at the end; blank lines are skipped.
     *
     * @throws ImportRefused if the file cannot be read any further
     */
    @Nullable Row next() {
        try {
            return rows.next();
        } catch (IOException problem) {
            throw unreadable(file, problem);
        } catch (UncheckedIOException problem) {
            Throwable cause = problem.getCause();
            throw unreadable(file, cause == null ? problem : cause);
        }
    }

    /** How many bytes of the file, compressed as they are, were read. */
    long bytesRead() {
        return bytes.count;
    }

    @Override
    public void close() {
        try {
            rows.close();
            bytes.close();
        } catch (IOException problem) {
            throw unreadable(file, problem);
        }
    }

    static ImportRefused unreadable(Path file, Throwable problem) {
        return switch (problem) {
            case AccessDeniedException denied ->
                    ImportRefused.wrongUse(
                            "`%s` may not be read by this user; change its permissions"
                                    .formatted(file));
            case EOFException early ->
                    ImportRefused.wrongUse(
                            Statement.of(
                                    "gzip-short",
                                    "`%s` ends in the middle of its gzip data; copy it again",
                                    file));
            case ZipException damaged ->
                    ImportRefused.wrongUse(
                            Statement.of(
                                    "gzip-damaged",
                                    "the gzip data of `%s` is damaged; copy it again",
                                    file));
            default ->
                    ImportRefused.cannotRun(
                            "`%s` cannot be read: %s".formatted(file, problem.getMessage()));
        };
    }

    /** Gzip data that does not swell: a few bytes can be made to fill every disk. */
    private static final class BoundedGzip extends FilterInputStream {
        private static final int RATIO_MAX = 200;
        private static final long ALWAYS_ALLOWED_BYTES = 64L << 20;

        private final CountingStream compressed;
        private long count;

        BoundedGzip(CountingStream compressed) throws IOException {
            super(new GZIPInputStream(compressed, BUFFER_BYTES));
            this.compressed = compressed;
        }

        @Override
        public int read() throws IOException {
            int each = super.read();
            count += each < 0 ? 0 : 1;
            return each;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            if (count > ALWAYS_ALLOWED_BYTES && count / RATIO_MAX > compressed.count) {
                throw ImportRefused.wrongUse(
                        Statement.of(
                                "gzip-swells",
                                "the gzip data unpacks to more than %s times its size, which no"
                                        + " table of orders does; unpack and check it",
                                RATIO_MAX));
            }
            return read;
        }
    }

    private static final class CountingStream extends FilterInputStream {
        private volatile long count;

        CountingStream(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read() throws IOException {
            int each = super.read();
            count += each < 0 ? 0 : 1;
            return each;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
