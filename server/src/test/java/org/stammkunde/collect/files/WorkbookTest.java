package org.stammkunde.collect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Excel workbooks, and archives that unpack to more than they should. */
class WorkbookTest {

    private static final String SHEET =
            """
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>\
            <c r="D1" t="inlineStr"><is><t>Menge</t></is></c><c r="E1" t="inlineStr"><is><t>Preis</t></is></c></row>
            <row r="3"><c r="A3"><v>4711</v></c><c r="B3" s="1"><v>46115.5</v></c>\
            <c r="C3" t="inlineStr"><is><t>K1</t></is></c><c r="D3"><v>2</v></c><c r="E3"><v>19.899999999999999</v></c></row>
            <row r="4"><c r="A4"><v>4712</v></c><c r="B4" s="1"><v>46116</v></c><c r="E4"><f>1+1</f><v>2.125</v></c></row>
            </sheetData></worksheet>
            """;

    private static final Map<String, String> PACKAGE =
            Map.of(
                    "[Content_Types].xml",
                    """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                    <Default Extension="xml" ContentType="application/xml"/>\
                    <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
                    <Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>\
                    <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>\
                    </Types>\
                    """,
                    "_rels/.rels",
                    """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                    <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>\
                    </Relationships>\
                    """,
                    "xl/workbook.xml",
                    """
                    <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
                    <sheets><sheet name="Orders" sheetId="1" r:id="r1"/></sheets></workbook>\
                    """,
                    "xl/_rels/workbook.xml.rels",
                    """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                    <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>\
                    <Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>\
                    <Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>\
                    </Relationships>\
                    """,
                    "xl/styles.xml",
                    """
                    <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
                    <numFmts count="1"><numFmt numFmtId="170" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/></numFmts>\
                    <cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>\
                    """,
                    "xl/sharedStrings.xml",
                    """
                    <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
                    <si><t>Bestellnummer</t></si><si><t>Datum</t></si><si><t>Kunde</t></si></sst>\
                    """);

    @TempDir private Path folder;

    @Test
    void cellsAreReadByWhatTheyHoldAndNotByHowTheyLook() throws IOException {
        ReadFile file = ReadFile.of(ImportRequest.of(workbook(SHEET, new byte[0])));

        assertThat(file.findings())
                .extracting(Finding::line, Finding::reason)
                .containsExactly(tuple(4L, Reason.VALUE_MISSING));
        ImportedOrder order = file.onlyOrder();
        assertThat(order.number()).isEqualTo("4711");
        assertThat(order.placedAt()).isEqualTo("2026-04-03T10:00:00Z");
        assertThat(order.amount()).isEqualByComparingTo("39.80");
        assertThat(order.identifiers().getFirst().value()).isEqualTo("K1");
    }

    @Test
    void aNumberOfABillionDigitsIsNoNumberAndFillsNoMemory() throws IOException {
        String absurd = SHEET.replace("<v>19.899999999999999</v>", "<v>1E999999999</v>");

        ReadFile file = ReadFile.of(ImportRequest.of(workbook(absurd, new byte[0])));

        assertThat(file.findings())
                .extracting(Finding::line, Finding::reason)
                .contains(tuple(3L, Reason.NUMBER_UNREADABLE));
    }

    @Test
    void archivesThatSwellAreRefused() throws IOException {
        Path bomb = workbook(SHEET, new byte[110 << 20]);
        assertThatThrownBy(() -> ReadFile.of(ImportRequest.of(bomb)))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("unpacks to more than");

        Path swelling = folder.resolve("orders.csv.gz");
        byte[] rows = "1;2026-04-03;1,00\n".repeat(4_000).getBytes(StandardCharsets.UTF_8);
        try (OutputStream text = new GZIPOutputStream(Files.newOutputStream(swelling))) {
            for (int count = 0; count < 1_000; count++) {
                text.write(rows);
            }
        }
        assertThatThrownBy(() -> readToTheEnd(swelling))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("unpacks to more than");
    }

    private static void readToTheEnd(Path file) {
        FileFormat format = FormatDetection.detect(file, FormatDetection.Known.NOTHING);
        try (TableReader reader = TableReader.open(file, format)) {
            while (reader.next() != null) {}
        }
    }

    @Test
    void whatOnlyLooksLikeAWorkbookIsRefused() throws IOException {
        Path cut = folder.resolve("cut.xlsx");
        Files.write(cut, "PK\u0003\u0004rest".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> ReadFile.of(ImportRequest.of(cut)))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("ZIP");
    }

    private Path workbook(String sheet, byte[] more) throws IOException {
        Path file = folder.resolve("bestellungen.xlsx");
        Map<String, String> parts = new TreeMap<>(PACKAGE);
        parts.put("xl/worksheets/sheet1.xml", sheet);
        try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                archive.putNextEntry(new ZipEntry(part.getKey()));
                archive.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
            archive.putNextEntry(new ZipEntry("xl/media/image1.png"));
            archive.write(more);
        }
        return file;
    }
}
