package org.stammkunde.collect.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows whose fields are separated by spaces. */
final class AlignedRows implements RowSplitter {
    /** Longest line; a longer one is no line of a table. */
    private static final int LINE_CHARACTERS_MAX = 1 << 16;

    private final BufferedReader text;
    private long line;
    private boolean tooLong;

    AlignedRows(BufferedReader text, int linesBefore) {
        this.text = text;
        this.line = linesBefore;
    }

    @Override
    public @Nullable Row next() throws IOException {
        for (String each = readLine(); each != null; each = readLine()) {
            line++;
            if (tooLong) {
                return new Row.Malformed(line);
            }
            if (!each.isBlank()) {
                return new Row.Fields(line, List.of(each.strip().split("\\s+")));
            }
        }
        return null;
    }

    private @Nullable String readLine() throws IOException {
        StringBuilder characters = new StringBuilder();
        tooLong = false;
        int each = text.read();
        if (each < 0) {
            return null;
        }
        for (; each >= 0 && each != '\n'; each = text.read()) {
            tooLong = characters.length() >= LINE_CHARACTERS_MAX;
            if (!tooLong) {
                characters.append((char) each);
            }
        }
        return characters.toString();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
