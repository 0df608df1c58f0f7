package org.stammkunde.collect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stammkunde.collect.files.FormatDetection.Known;

class FileReadingTest {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @TempDir private Path folder;

    @Test
    void everyEncodingReadsAlike() {
        String text = "Nummer;Straße;Betrag\n1;Müllerweg 3;4,50 €\n";
        List<List<String>> rows =
                List.of(
                        List.of("Nummer", "Straße", "Betrag"),
                        List.of("1", "Müllerweg 3", "4,50 €"));

        checkRows(text.getBytes(StandardCharsets.UTF_8), rows);
        checkRows(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8), rows);
        checkRows(text.getBytes(WINDOWS), rows);
        checkRows(text.getBytes(StandardCharsets.UTF_16LE), rows);
        checkRows(text.getBytes(StandardCharsets.UTF_16BE), rows);
        checkRows(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE), rows);
        checkRows(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE), rows);
        checkRows(TemporaryFile.gzip(text.getBytes(StandardCharsets.UTF_8)), rows);
        checkRows(TemporaryFile.gzip(text.getBytes(WINDOWS)), rows);
    }

    @Test
    void encodingIsToldByCharactersFarBehindTheSample() {
        String plain = "id;name\n" + "1;Hammer\n".repeat(50_000);

        checkLastRow((plain + "2;Schürze\n").getBytes(StandardCharsets.UTF_8), "Schürze");
        checkLastRow((plain + "2;Schürze\n").getBytes(WINDOWS), "Schürze");
        checkLastRow((plain + "2;5 €\n").getBytes(WINDOWS), "5 €");
    }

    @Test
    void oneBrokenByteDoesNotTurnUtf8IntoWindows() {
        byte[] umlauts = "id;name\n1;Schürze\n2;x#x\n3;Größe\n".getBytes(StandardCharsets.UTF_8);
        byte[] broken = umlauts.clone();
        broken[new String(umlauts, StandardCharsets.ISO_8859_1).indexOf('#')] = (byte) 0xFC;

        checkRows(
                broken,
                List.of(
                        List.of("id", "name"),
                        List.of("1", "Schürze"),
                        List.of("2", "x\uFFFDx"),
                        List.of("3", "Größe")));
    }

    @Test
    void delimitersQuotesAndLineEndsAreFound() {
        List<List<String>> rows = List.of(List.of("a", "b", "c"), List.of("1", "2,5;x", "3"));

        checkText("a,b,c\n1,\"2,5;x\",3\n", rows);
        checkText("a;b;c\r\n1;\"2,5;x\";3\r\n", rows);
        checkText("a\tb\tc\r1\t2,5;x\t3\r", rows);
        checkText("a|b|c\n\n1|2,5;x|3", rows);
        checkText("'a','b','c'\n'1','2,5;x','3'\n", rows);
        checkText("a, \"b\" , c\n1, \"2,5;x\" ,3\n", List.of(List.of("a", "b", " c"), rows.get(1)));
        checkText("sep=;\na;b;c\n1;\"2,5;x\";3\n", rows);
        checkText("\"a\",\"b\",\"c\"\n\"1\",\"2,5;x\",\"3\"\n", rows);
        checkText(
                "a;b\n1;\"two \"\"quoted\"\"\nlines\"\n",
                List.of(List.of("a", "b"), List.of("1", "two \"quoted\"\nlines")));
    }

    @Test
    void decimalCommasDoNotHideTheSemicolon() {
        checkText(
                "nr;a;b\n1;2,50;3,40\n2;1,00;0,99\n",
                List.of(
                        List.of("nr", "a", "b"),
                        List.of("1", "2,50", "3,40"),
                        List.of("2", "1,00", "0,99")));
    }

    @Test
    void alignedColumnsAreFound() {
        checkText(
                " 00001 19970101  1   11.77\r\n 00002 19970112  1   12.00\r\n",
                List.of(
                        List.of("00001", "19970101", "1", "11.77"),
                        List.of("00002", "19970112", "1", "12.00")));
    }

    @Test
    void strayQuoteCostsOneRowOnly() {
        List<Row> rows = readAll("a;b\n1;x\n2;\"broken\" quote\n3;y\n4;\"two\nlines\"\n5;z\n");

        assertThat(rows)
                .containsExactly(
                        new Row.Fields(1, List.of("a", "b")),
                        new Row.Fields(2, List.of("1", "x")),
                        new Row.Malformed(3),
                        new Row.Fields(4, List.of("3", "y")),
                        new Row.Fields(5, List.of("4", "two\nlines")),
                        new Row.Fields(7, List.of("5", "z")));
    }

    @Test
    void quoteThatIsNeverClosedCostsOneRowOnly() {
        String rest = "3;y\n".repeat(100_000);

        List<Row> rows = readAll("a;b\n1;x\n2;\"never closed\n" + rest);

        assertThat(rows).hasSize(100_003);
        assertThat(rows.get(2)).isEqualTo(new Row.Malformed(3));
        assertThat(rows.getLast()).isEqualTo(new Row.Fields(100_003, List.of("3", "y")));
    }

    @Test
    void overlongLineCostsOneRowOnly() {
        String longField = "x".repeat(1_000_000);

        List<Row> rows = readAll("a;b\n1;" + longField + "\r\n2;y\n3;\"" + longField + "\"\n4;z\n");

        assertThat(rows)
                .containsExactly(
                        new Row.Fields(1, List.of("a", "b")),
                        new Row.Malformed(2),
                        new Row.Fields(3, List.of("2", "y")),
                        new Row.Malformed(4),
                        new Row.Fields(5, List.of("4", "z")));
    }

    @Test
    void whatIsNoTableIsRefusedWithAdvice() {
        checkRefused(new byte[0], "is empty");
        checkRefused("\n\n  \n".getBytes(StandardCharsets.UTF_8), "only blank lines");
        checkRefused(new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0}, "ZIP archive");
        checkRefused("%PDF-1.7 …".getBytes(StandardCharsets.UTF_8), "PDF");
        checkRefused("{\"orders\":[]}".getBytes(StandardCharsets.UTF_8), "JSON");
        checkRefused("<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8), "web page");
        checkRefused(randomBytes(10_000, 7), "does not look like text");
        byte[] gzip = TemporaryFile.gzip("a;b\n1;2\n".repeat(10).getBytes(StandardCharsets.UTF_8));
        checkRefused(Arrays.copyOf(gzip, gzip.length - 12), "middle of its gzip data");
        checkRefused(TemporaryFile.gzip(gzip), "gzip twice");
    }

    @Test
    void missingFilesAndFoldersAreRefused() {
        assertThatThrownBy(() -> FormatDetection.detect(folder.resolve("none.csv"), Known.NOTHING))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("there is no file");
        assertThatThrownBy(() -> FormatDetection.detect(folder, Known.NOTHING))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void damagedGzipIsRefusedWhereItBreaks() {
        byte[] text = new byte[3_000_000];
        byte[] random = randomBytes(text.length, 3);
        for (int index = 0; index < text.length; index++) {
            text[index] =
                    (byte)
                            (index % 10 == 9
                                    ? '\n'
                                    : index % 10 == 4 ? ';' : 'a' + (random[index] & 15));
        }
        byte[] gzip = TemporaryFile.gzip(text);
        Path file = TemporaryFile.of(folder, "cut.csv.gz", Arrays.copyOf(gzip, gzip.length / 2));

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("ends in the middle of its gzip data");
    }

    @Test
    void rubbishIsReadOrRefusedButNeverFails() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] rubbish = rubbish(random);
            try {
                List<Row> rows = read(TemporaryFile.of(folder, "rubbish", rubbish));
                assertThat(rows).isNotNull();
            } catch (ImportRefused refused) {
                assertThat(refused.getMessage()).contains("rubbish");
            } catch (RuntimeException failed) {
                throw new AssertionError("seed %d, round %d".formatted(seed, round), failed);
            }
        }
    }

    /** Bytes that look a little like a table. */
    private static byte[] rubbish(Random random) {
        String alphabet = "ab1.,;\t|\"'\n\r é€\u0000\uFEFF-/:";
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(300);
        for (int index = 0; index < length; index++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        Charset[] charsets = {
            StandardCharsets.UTF_8, WINDOWS, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE
        };
        byte[] bytes = text.toString().getBytes(charsets[random.nextInt(charsets.length)]);
        return random.nextInt(10) == 0 ? randomBytes(length, random.nextLong()) : bytes;
    }

    private static byte[] randomBytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void checkText(String text, List<List<String>> expected) {
        checkRows(text.getBytes(StandardCharsets.UTF_8), expected);
    }

    private void checkRows(byte[] bytes, List<List<String>> expected) {
        assertThat(read(TemporaryFile.of(folder, "table", bytes)))
                .extracting(row -> ((Row.Fields) row).values())
                .isEqualTo(expected);
    }

    private void checkLastRow(byte[] bytes, String expected) {
        List<Row> rows = read(TemporaryFile.of(folder, "table", bytes));
        assertThat(((Row.Fields) rows.getLast()).values().get(1)).isEqualTo(expected);
    }

    private void checkRefused(byte[] bytes, String expected) {
        Path file = TemporaryFile.of(folder, "table", bytes);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining(expected);
    }

    private List<Row> readAll(String text) {
        return read(TemporaryFile.of(folder, "table", text, StandardCharsets.UTF_8));
    }

    private static List<Row> read(Path file) {
        FileFormat format = FormatDetection.detect(file, Known.NOTHING);
        List<Row> rows = new ArrayList<>();
        try (TableReader reader = TableReader.open(file, format)) {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
