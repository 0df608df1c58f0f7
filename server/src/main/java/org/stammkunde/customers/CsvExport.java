package org.stammkunde.customers;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.stammkunde.web.Language;
import org.stammkunde.web.Texts;

/**
 * CSV as spreadsheets of the reader's language open it at a double click: in German with semicolons
 * and decimal commas. Begins with a byte order mark, without which Excel takes UTF-8 for something
 * else.
 *
 * <p>Text that a spreadsheet would run as a formula gets an apostrophe in front.
 */
final class CsvExport implements ExportFile {

    private static final String FORMULA_BEGINNINGS = "=+-@\t\r\n";

    private final Writer text;
    private final CsvWriter csv;
    private final Texts texts;

    CsvExport(OutputStream out, Texts texts) throws IOException {
        this.text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.texts = texts;
        text.write('\ufeff');
        this.csv = CsvWriter.builder().fieldSeparator(isGerman() ? ';' : ',').build(text);
    }

    @Override
    public void head(List<String> names) {
        csv.writeRecord(names);
    }

    @Override
    public void row(List<Cell> cells) {
        csv.writeRecord(cells.stream().map(this::field).toList());
    }

    @Override
    public void flush() throws IOException {
        csv.flush();
    }

    @Override
    public void close() throws IOException {
        csv.flush();
        text.flush();
    }

    private String field(Cell cell) {
        return switch (cell) {
            case Cell.Empty() -> "";
            case Cell.Words(String words) -> harmless(words);
            case Cell.Number(BigDecimal value, int _) -> number(value);
            case Cell.Counted(BigDecimal value, String _) -> number(value);
            case Cell.Money money -> number(money.major());
            case Cell.Date(var day) -> day.toString();
            case Cell.Day(var at) -> texts.day(at).toString();
        };
    }

    private String number(BigDecimal value) {
        String plain = value.toPlainString();
        return isGerman() ? plain.replace('.', ',') : plain;
    }

    private boolean isGerman() {
        return texts.language() == Language.GERMAN;
    }

    static String harmless(String text) {
        boolean isFormula = !text.isEmpty() && FORMULA_BEGINNINGS.indexOf(text.charAt(0)) >= 0;
        return isFormula ? "'" + text : text;
    }
}
