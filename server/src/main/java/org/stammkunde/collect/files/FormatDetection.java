package org.stammkunde.collect.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.collect.files.FileFormat.Encoding;
import org.stammkunde.collect.files.FileFormat.Layout;

/** Finds out from the first bytes of a file how it is to be read. */
final class FormatDetection {
    /** Enough for some hundred rows, and for the first special character of most files. */
    private static final int SAMPLE_BYTES = 1 << 17;

    /** In the order in which they win when they fit equally well; a space means aligned columns. */
    private static final List<Character> DELIMITERS = List.of(';', '\t', '|', ',', ' ');

    /** A text with a few broken characters is still a text, however short. */
    private static final int STRANGE_MAX = 10;

    private static final List<Character> QUOTES = List.of('"', '\'');

    private FormatDetection() {}

    /** What a user has said about the format; null is to be detected. */
    record Known(@Nullable Charset charset, @Nullable Character delimiter) {
        static final Known NOTHING = new Known(null, null);
    }

    /**
     * The format of a file.
     *
     * @throws ImportRefused if there is no such file, or it is empty, binary or damaged
     */
    static FileFormat detect(Path file, Known known) {
        refuseNoFile(file);
        try {
            if (WorkbookRows.isWorkbook(file)) {
                return new FileFormat(
                        false,
                        new Encoding(StandardCharsets.UTF_8, 0, false),
                        new Layout.Workbook(),
                        0);
            }
            boolean gzip = isGzip(file);
            byte[] sample = sample(file, gzip);
            refuseBinary(file, sample);
            Encoding encoding = encoding(sample, known.charset());
            String text = completeLines(decode(sample, encoding), sample.length);
            return format(file, gzip, encoding, text, known.delimiter());
        } catch (IOException problem) {
            throw TableReader.unreadable(file, problem);
        }
    }

    private static void refuseNoFile(Path file) {
        if (!Files.exists(file)) {
            throw ImportRefused.wrongUse(
                    "there is no file `%s`; check the name and the folder".formatted(file));
        }
        if (Files.isDirectory(file)) {
            throw ImportRefused.wrongUse(
                    "`%s` is a folder; name the files in it, for example %s/*.csv"
                            .formatted(file, file));
        }
    }

    private static boolean isGzip(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.read() == 0x1f && bytes.read() == 0x8b;
        }
    }

    private static byte[] sample(Path file, boolean gzip) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = gzip ? new GZIPInputStream(bytes) : bytes) {
            return plain.readNBytes(SAMPLE_BYTES);
        }
    }

    private static void refuseBinary(Path file, byte[] sample) {
        if (sample.length == 0) {
            throw ImportRefused.wrongUse(Statement.of("file-empty", "`%s` is empty", file));
        }
        String advice = BinaryKind.advice(sample);
        if (advice != null) {
            throw ImportRefused.wrongUse(
                    Statement.of("file-binary", "`%s` is no text file: %s", file, advice));
        }
    }

    private static Encoding encoding(byte[] sample, @Nullable Charset known) {
        Encoding detected = detectEncoding(sample);
        if (known == null) {
            return detected;
        }
        boolean sameMark = detected.charset().equals(known);
        return new Encoding(known, sameMark ? detected.byteOrderMarkBytes() : 0, false);
    }

    private static Encoding detectEncoding(byte[] sample) {
        if (startsWith(sample, 0xEF, 0xBB, 0xBF)) {
            return new Encoding(StandardCharsets.UTF_8, 3, false);
        }
        if (startsWith(sample, 0xFF, 0xFE)) {
            return new Encoding(StandardCharsets.UTF_16LE, 2, false);
        }
        if (startsWith(sample, 0xFE, 0xFF)) {
            return new Encoding(StandardCharsets.UTF_16BE, 2, false);
        }
        return withoutMark(sample);
    }

    /** ASCII in UTF-16 has a zero at every other byte, which no other encoding of text has. */
    private static Encoding withoutMark(byte[] sample) {
        if (zeroShare(sample, 1) > 0.3 && zeroShare(sample, 0) < 0.05) {
            return new Encoding(StandardCharsets.UTF_16LE, 0, false);
        }
        if (zeroShare(sample, 0) > 0.3 && zeroShare(sample, 1) < 0.05) {
            return new Encoding(StandardCharsets.UTF_16BE, 0, false);
        }
        boolean ascii = isAscii(sample);
        if (!ascii && !Utf8OrWindowsReader.isMostlyUtf8(ByteBuffer.wrap(sample))) {
            return new Encoding(Utf8OrWindowsReader.WINDOWS, 0, false);
        }
        return new Encoding(StandardCharsets.UTF_8, 0, ascii);
    }

    private static double zeroShare(byte[] sample, int first) {
        int zeros = 0;
        for (int index = first; index < sample.length; index += 2) {
            zeros += sample[index] == 0 ? 1 : 0;
        }
        return 2.0 * zeros / sample.length;
    }

    private static boolean isAscii(byte[] sample) {
        for (byte each : sample) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] sample, int... mark) {
        if (sample.length < mark.length) {
            return false;
        }
        for (int index = 0; index < mark.length; index++) {
            if ((sample[index] & 0xFF) != mark[index]) {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] sample, Encoding encoding) {
        int skip = encoding.byteOrderMarkBytes();
        return new String(sample, skip, sample.length - skip, encoding.charset());
    }

    private static String completeLines(String text, int bytes) {
        int end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
        return bytes < SAMPLE_BYTES || end < 0 ? text : text.substring(0, end + 1);
    }

    private static FileFormat format(
            Path file,
            boolean gzip,
            Encoding encoding,
            String text,
            @Nullable Character delimiter) {
        if (text.isBlank()) {
            throw ImportRefused.wrongUse(
                    Statement.of("file-blank", "`%s` has no rows, only blank lines", file));
        }
        refuseNoText(file, text);
        String first = text.lines().findFirst().orElseThrow();
        String lowered = first.strip().replace("\"", "").toLowerCase(Locale.ROOT);
        if (lowered.startsWith("sep=") && lowered.length() <= 5) {
            char separator = lowered.length() == 5 ? lowered.charAt(4) : '\t';
            String rest = text.substring(first.length()).stripLeading();
            return new FileFormat(gzip, encoding, delimited(rest, separator), 1);
        }
        Layout layout = delimiter == null ? layout(text) : delimited(text, delimiter);
        return new FileFormat(gzip, encoding, layout, 0);
    }

    private static Layout delimited(String text, char delimiter) {
        return delimiter == ' '
                ? new Layout.Aligned()
                : new Layout.Delimited(delimiter, quote(text, delimiter));
    }

    /** Refuses what has more control characters than a table that was damaged in places. */
    private static void refuseNoText(Path file, String text) {
        long strange = text.chars().filter(FormatDetection::isStrange).count();
        if (strange > STRANGE_MAX && strange * 50 > text.length()) {
            throw ImportRefused.wrongUse(
                    Statement.of(
                            "file-no-text",
                            "`%s` does not look like text; export the orders as CSV",
                            file));
        }
    }

    private static boolean isStrange(int character) {
        boolean space =
                character == '\t' || character == '\n' || character == '\r' || character == '\f';
        return character == 0xFFFD || (character < 0x20 && !space);
    }

    private static char quote(String text, char delimiter) {
        return QUOTES.stream()
                .max(Comparator.comparingInt(quote -> quotedFields(text, delimiter, quote)))
                .orElseThrow();
    }

    private static int quotedFields(String text, char delimiter, char quote) {
        String opened = delimiter + String.valueOf(quote);
        String closed = quote + String.valueOf(delimiter);
        return Math.min(count(text, opened), count(text, closed));
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            count++;
        }
        return count;
    }

    /** The layout under which most rows have as many fields as the first. */
    private static Layout layout(String text) {
        Layout best = new Layout.Delimited(',', '"');
        double bestScore = 0;
        for (Layout candidate : candidates(text)) {
            double score = score(TableReader.rowsOf(text, candidate));
            if (score > bestScore + 1e-9) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static List<Layout> candidates(String text) {
        return DELIMITERS.stream().map(delimiter -> delimited(text, delimiter)).toList();
    }

    /**
     * Share of rows that have the most frequent number of fields, at least two; lower where the
     * first row has another number, as it has when a delimiter only occurs inside values.
     */
    private static double score(List<Row> rows) {
        int[] counts = rows.stream().mapToInt(FormatDetection::fieldCount).toArray();
        if (counts.length == 0) {
            return 0;
        }
        Map<Integer, Integer> frequency = new HashMap<>();
        Arrays.stream(counts).forEach(count -> frequency.merge(count, 1, Integer::sum));
        int mode =
                frequency.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey();
        double share = (double) frequency.getOrDefault(mode, 0) / counts.length;
        return mode < 2 ? 0 : counts[0] == mode ? share : share / 2;
    }

    private static int fieldCount(Row row) {
        return switch (row) {
            case Row.Fields fields -> fields.values().size();
            case Row.Malformed malformed -> 0;
        };
    }
}
