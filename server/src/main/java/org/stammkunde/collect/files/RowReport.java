package org.stammkunde.collect.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.FileFormat.Layout;

/**
 * The row report: one line for everything in the file that was not imported.
 *
 * <p>It is a table itself, with the delimiter of the file and a byte order mark, so that the
 * spreadsheet that opens the one opens the other. It is written only where there is something to
 * report; an older report of the same name is removed, so that none remains of an import that is
 * mended.
 */
final class RowReport implements Closeable {
    private static final String[] HEADER = {
        "line", "column", "value", "effect", "code", "reason", "accepted"
    };

    private final Path file;
    private final char delimiter;
    private @Nullable CsvWriter writer;
    private long lines;

    /**
     * A report that replaces an older one at once.
     *
     * @throws ImportRefused if something else stands at its place
     */
    RowReport(Path file, Layout layout) {
        this.file = file;
        this.delimiter =
                layout instanceof Layout.Delimited(char between, char quote) ? between : ',';
        removeOlder();
    }

    /** Where the report of a file is written if nothing else is said. */
    static Path beside(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        String name = file.getFileName() + ".rejected.csv";
        return folder != null && Files.isWritable(folder)
                ? file.resolveSibling(name)
                : Path.of(name);
    }

    private void removeOlder() {
        try {
            if (Files.exists(file) && !isReport()) {
                throw ImportRefused.wrongUse(
                        "`%s` is no row report and is not overwritten; name another file with --report"
                                .formatted(file));
            }
            Files.deleteIfExists(file);
        } catch (IOException | UncheckedIOException problem) {
            throw unwritable(problem);
        }
    }

    private boolean isReport() throws IOException {
        byte[] start = new byte[16];
        try (var bytes = Files.newInputStream(file)) {
            int count = bytes.readNBytes(start, 0, start.length);
            return new String(start, 0, count, StandardCharsets.UTF_8).startsWith("\uFEFFline");
        }
    }

    private ImportRefused unwritable(Exception problem) {
        return ImportRefused.cannotRun(
                "the row report cannot be written to `%s`: %s; name another place with --report"
                        .formatted(file, problem.getMessage()));
    }

    void add(Finding finding) {
        try {
            CsvWriter open = writer == null ? open() : writer;
            writer = open;
            lines++;
            open.writeRecord(
                    String.valueOf(finding.line()),
                    harmless(finding.column()),
                    harmless(finding.value()),
                    finding.effect().code(),
                    finding.reason().code(),
                    finding.reason().text()
                            + (finding.detail().isEmpty() ? "" : " (" + finding.detail() + ")"),
                    finding.reason().accepted());
        } catch (IOException | UncheckedIOException problem) {
            throw unwritable(problem);
        }
    }

    private CsvWriter open() throws IOException {
        Writer text = Files.newBufferedWriter(file);
        text.write('\uFEFF');
        CsvWriter opened = CsvWriter.builder().fieldSeparator(delimiter).build(text);
        opened.writeRecord(HEADER);
        return opened;
    }

    /** Signed, with nothing that could calculate. */
    private static final Pattern NUMBER = Pattern.compile("[+-][\\d\\s.,%€$£]*");

    /** A text that a spreadsheet does not take for a formula. */
    private static String harmless(String text) {
        boolean formula = !text.isEmpty() && "=@\t\r".indexOf(text.charAt(0)) >= 0;
        boolean signed = text.length() > 1 && "+-".indexOf(text.charAt(0)) >= 0;
        boolean number = signed && NUMBER.matcher(text).matches();
        return formula || (signed && !number) ? "'" + text : text;
    }

    /** Where the report is; empty if there was nothing to report. */
    Optional<Path> written() {
        return lines == 0 ? Optional.empty() : Optional.of(file);
    }

    @Override
    public void close() {
        CsvWriter open = writer;
        if (open != null) {
            try {
                open.close();
            } catch (IOException | UncheckedIOException problem) {
                throw unwritable(problem);
            }
        }
    }
}
