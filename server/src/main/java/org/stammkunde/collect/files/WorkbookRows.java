package org.stammkunde.collect.files;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the first sheet of an Excel workbook (XLSX). Dates become ISO dates and numbers get a
 * decimal point, however the cells show them; of a formula its stored result counts.
 */
final class WorkbookRows implements RowSplitter {
    /** Numbers are stored as doubles; more digits than these are noise. */
    private static final MathContext DIGITS = new MathContext(15);

    private static final int PLACES_MAX = 30;

    private static final int RATIO_MAX = 200;
    private static final long ALWAYS_ALLOWED_BYTES = 64L << 20;

    /** Texts that cells share are held in memory, some times larger. */
    private static final long SHARED_TEXTS_BYTES_MAX = 100L << 20;

    private static final Pattern NO_DATE_PART = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|\\\\.");
    private static final Pattern DATE = Pattern.compile("[yYdD]");
    private static final Pattern TIME = Pattern.compile("[hH].*[mM]|[mM].*[sS]");

    private final Path file;
    private final ReadableWorkbook workbook;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
    private int columns;

    private WorkbookRows(Path file, ReadableWorkbook workbook) throws IOException {
        this.file = file;
        this.workbook = workbook;
        this.stream = workbook.getFirstSheet().openStream();
        this.rows = stream.iterator();
    }

    /** Whether a file is a workbook and no other ZIP archive. */
    static boolean isWorkbook(Path file) throws IOException {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            return archive.getEntry("xl/workbook.xml") != null;
        } catch (ZipException none) {
            return false;
        }
    }

    /**
     * Opens the first sheet.
     *
     * @throws ImportRefused if the workbook is damaged, or unpacks to what no workbook would be
     */
    static WorkbookRows open(Path file) throws IOException {
        refuseSwollen(file);
        try {
            return new WorkbookRows(
                    file, new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false)));
        } catch (ExcelReaderException damaged) {
            throw damaged(file);
        }
    }

    private static void refuseSwollen(Path file) throws IOException {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            for (ZipEntry entry :
                    (Iterable<ZipEntry>) archive.stream().map(ZipEntry.class::cast)::iterator) {
                long max =
                        entry.getName().equals("xl/sharedStrings.xml")
                                ? SHARED_TEXTS_BYTES_MAX
                                : Math.max(
                                        ALWAYS_ALLOWED_BYTES,
                                        RATIO_MAX * entry.getCompressedSize());
                if (entry.getSize() > max) {
                    throw ImportRefused.wrongUse(
                            Statement.of(
                                    "workbook-swells",
                                    "the workbook unpacks to more than a table of orders would;"
                                            + " save it as CSV"));
                }
            }
        }
    }

    private static ImportRefused damaged(Path file) {
        return ImportRefused.wrongUse(
                Statement.of(
                        "file-workbook-damaged",
                        "the workbook `%s` cannot be read; open it and save it once more, or save"
                                + " it as CSV",
                        file));
    }

    @Override
    public @Nullable Row next() {
        try {
            return nextFilled();
        } catch (ExcelReaderException damaged) {
            throw damaged(file);
        }
    }

    private @Nullable Row nextFilled() {
        while (rows.hasNext()) {
            org.dhatim.fastexcel.reader.Row row = rows.next();
            List<String> values = values(row);
            if (!values.stream().allMatch(String::isBlank)) {
                columns = Math.max(columns, values.size());
                return new Row.Fields(row.getRowNum(), values);
            }
        }
        return null;
    }

    /** Cells at the end that are empty are not in the file. */
    private List<String> values(org.dhatim.fastexcel.reader.Row row) {
        List<String> values = new ArrayList<>();
        for (int column = 0; column < row.getCellCount(); column++) {
            values.add(row.getOptionalCell(column).map(WorkbookRows::text).orElse(""));
        }
        while (columns > 0 && values.size() > columns && values.getLast().isBlank()) {
            values.removeLast();
        }
        while (values.size() < columns) {
            values.add("");
        }
        return values;
    }

    private static String text(Cell cell) {
        return switch (cell.getType()) {
            case NUMBER -> number(cell);
            case FORMULA -> cell.getRawValue() == null ? "" : formula(cell);
            case STRING -> cell.asString();
            case BOOLEAN -> String.valueOf(cell.asBoolean());
            case ERROR, EMPTY -> "";
        };
    }

    private static String formula(Cell cell) {
        return cell.getValue() instanceof BigDecimal number
                ? plain(number)
                : String.valueOf(cell.getRawValue());
    }

    private static String number(Cell cell) {
        String format = cell.getDataFormatString();
        String parts = format == null ? "" : NO_DATE_PART.matcher(format).replaceAll("");
        if (DATE.matcher(parts).find()) {
            LocalDateTime at = cell.asDate();
            return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? at.toLocalDate().toString()
                    : at.withNano(0).toString();
        }
        if (TIME.matcher(parts).find()) {
            return cell.asDate().toLocalTime().withNano(0).toString();
        }
        return plain(cell.asNumber());
    }

    /** Three decimals would look like thousands in German. */
    private static String plain(BigDecimal stored) {
        BigDecimal number = stored.round(DIGITS).stripTrailingZeros();
        if (Math.abs((long) number.scale()) > PLACES_MAX) {
            return number.toString(); // 1E+999999999 written out is no text any more
        }
        return (number.scale() == 3 ? number.setScale(4) : number).toPlainString();
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
