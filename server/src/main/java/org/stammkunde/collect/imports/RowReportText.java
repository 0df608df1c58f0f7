package org.stammkunde.collect.imports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.stammkunde.web.Texts;

/** A row report in the reader's language. Values keep the guard against formulas they have. */
final class RowReportText {

    private static final List<String> COLUMNS =
            List.of("line", "column", "value", "effect", "code", "reason", "accepted");

    private final Texts texts;

    RowReportText(Texts texts) {
        this.texts = texts;
    }

    /** Writes the report with semicolons in German and commas in English, as spreadsheets want. */
    void write(Path report, OutputStream into) throws IOException {
        char between = texts.language().code().equals("de") ? ';' : ',';
        try (CsvReader<CsvRecord> rows =
                        CsvReader.builder().fieldSeparator(delimiter(report)).ofCsvRecord(report);
                Writer text = new OutputStreamWriter(into, StandardCharsets.UTF_8)) {
            text.write('\uFEFF');
            CsvWriter writer = CsvWriter.builder().fieldSeparator(between).build(text);
            writer.writeRecord(
                    COLUMNS.stream().map(name -> texts.text("imports.report." + name)).toList());
            rows.stream().skip(1).forEach(row -> writer.writeRecord(translated(row)));
            writer.flush();
        }
    }

    private static char delimiter(Path report) throws IOException {
        try (Stream<String> lines = Files.lines(report)) {
            String header = lines.findFirst().orElse("");
            return header.charAt(header.indexOf("line") + "line".length());
        }
    }

    private List<String> translated(CsvRecord row) {
        String code = row.getField(4);
        return List.of(
                row.getField(0),
                row.getField(1),
                row.getField(2),
                texts.text("imports.effect." + row.getField(3)),
                code,
                texts.text("imports.reason." + code) + detail(row.getField(5)),
                texts.text("imports.accepted." + code));
    }

    /** What is more known stands in brackets at the end, such as another line. */
    private String detail(String reason) {
        int start = reason.lastIndexOf(" (");
        if (start < 0) {
            return "";
        }
        String detail = reason.substring(start + 2, reason.length() - 1);
        for (String known : List.of("line", "this column writes", "the order is in", "times")) {
            if (detail.startsWith(known + " ")) {
                String rest = detail.substring(known.length() + 1);
                return " (" + texts.text("imports.detail." + known.replace(' ', '-'), rest) + ")";
            }
        }
        return " (" + detail + ")";
    }
}
