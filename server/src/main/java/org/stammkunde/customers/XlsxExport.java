package org.stammkunde.customers;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.stammkunde.web.Texts;

/**
 * A workbook with numbers and days as such, so that it can be reckoned with. Text is text and never
 * a formula. A sheet that is full is followed by another one.
 */
final class XlsxExport implements ExportFile {

    /** What a sheet of the format holds, its head included. */
    private static final int ROWS_MAX = 1_048_576;

    private static final int WIDTH = 18;

    /** What a cell of the format holds. */
    private static final int LENGTH_MAX = 32_767;

    private final Workbook workbook;
    private final Texts texts;
    private final String title;
    private List<String> names = List.of();
    private Worksheet sheet;
    private int sheets;
    private int row;

    XlsxExport(OutputStream out, Texts texts, String title) {
        this.workbook = new Workbook(out, "Stammkunde", null);
        this.texts = texts;
        this.title = title;
        this.sheet = next();
    }

    @Override
    public void head(List<String> columns) {
        names = List.copyOf(columns);
        writeHead();
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        if (row == ROWS_MAX) {
            sheet.finish();
            sheet = next();
            writeHead();
        }
        for (int column = 0; column < cells.size(); column++) {
            write(column, cells.get(column));
        }
        row++;
    }

    @Override
    public void flush() throws IOException {
        sheet.flush();
    }

    @Override
    public void close() throws IOException {
        sheet.finish();
        workbook.finish();
    }

    private Worksheet next() {
        sheets++;
        row = 0;
        return workbook.newWorksheet(sheets == 1 ? title : title + " " + sheets);
    }

    private void writeHead() {
        for (int column = 0; column < names.size(); column++) {
            sheet.width(column, WIDTH);
            sheet.inlineString(0, column, names.get(column));
            sheet.style(0, column).bold().set();
        }
        sheet.freezePane(0, 1);
        row = 1;
    }

    private void writeDay(int column, LocalDate day) {
        sheet.value(row, column, day);
        sheet.style(row, column).format("yyyy-mm-dd").set();
    }

    private void write(int column, Cell cell) {
        switch (cell) {
            case Cell.Empty() -> {}
            case Cell.Words(String words) ->
                    sheet.inlineString(
                            row, column, words.substring(0, Math.min(words.length(), LENGTH_MAX)));
            case Cell.Number(BigDecimal value, int _) -> sheet.value(row, column, value);
            case Cell.Counted(BigDecimal value, String _) -> sheet.value(row, column, value);
            case Cell.Money money -> {
                sheet.value(row, column, money.major());
                sheet.style(row, column).format("#,##0.00").set();
            }
            case Cell.Date(var day) -> writeDay(column, day);
            case Cell.Day(var at) -> writeDay(column, texts.day(at));
        }
    }
}
