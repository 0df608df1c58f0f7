package org.stammkunde.segments;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stammkunde.web.Texts;

/** Writes all members of a segment into a file for spreadsheets. */
@Component
class MemberExport {

    private final SegmentTable table;

    MemberExport(SegmentTable table) {
        this.table = table;
    }

    void write(SegmentDefinition segment, Texts texts, HttpServletResponse response)
            throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"" + segment.key() + ".csv\"");
        Currency currency = texts.merchant().currency();
        Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        // spreadsheets take a file for UTF-8 only with this mark
        writer.write('\ufeff');
        try (CsvWriter csv = CsvWriter.builder().fieldSeparator(';').build(writer)) {
            csv.writeRecord(head(texts));
            table.eachMember(
                    segment.key(),
                    currency,
                    member -> csv.writeRecord(line(member, currency, texts)));
        }
    }

    private static List<String> head(Texts texts) {
        return Stream.of(
                        "segments.column.number",
                        "segments.column.name",
                        "segments.column.email",
                        "segments.column.phone",
                        "segments.column.city",
                        "segments.column.orders",
                        "segments.column.revenue",
                        "segments.column.lastOrder")
                .map(texts::text)
                .toList();
    }

    private static List<String> line(SegmentMember member, Currency currency, Texts texts) {
        return List.of(
                Long.toString(member.customer()),
                harmless(member.name()),
                harmless(member.email()),
                harmless(member.phone()),
                harmless(member.city()),
                Long.toString(member.orders()),
                texts.decimal(
                        Texts.major(member.revenueMinor(), currency),
                        currency.getDefaultFractionDigits()),
                member.lastOrderAt() == null ? "" : texts.day(member.lastOrderAt()).toString());
    }

    /** What people typed shall not be run as a formula; phone numbers begin with a plus. */
    private static String harmless(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return text.matches("(?s)[=+\\-@\\t\\r].*") && !text.matches("\\+\\d+") ? "'" + text : text;
    }
}
