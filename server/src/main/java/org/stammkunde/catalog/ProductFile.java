package org.stammkunde.catalog;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stammkunde.web.Language;
import org.stammkunde.web.Texts;

/**
 * The list of products as CSV that a spreadsheet of the reader's language opens at a double click
 * and that can be imported again: its columns are called as the import understands them.
 */
final class ProductFile implements AutoCloseable {

    private static final String FORMULA_BEGINNINGS = "=+-@\t\r\n";

    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "name",
                    "category",
                    "brand",
                    "price",
                    "cost",
                    "stock",
                    "active",
                    "units",
                    "revenue",
                    "currency");

    private final Writer text;
    private final CsvWriter csv;
    private final boolean german;
    private final Currency currency;

    ProductFile(OutputStream out, Texts texts, Currency currency) throws IOException {
        this.text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.german = texts.language() == Language.GERMAN;
        this.currency = currency;
        text.write('\ufeff');
        this.csv = CsvWriter.builder().fieldSeparator(german ? ';' : ',').build(text);
        csv.writeRecord(
                COLUMNS.stream()
                        .map(column -> texts.text("catalog.export." + column))
                        .toList()
                        .toArray(String[]::new));
    }

    void add(Product product) {
        csv.writeRecord(
                harmless(product.id()),
                harmless(product.name()),
                harmless(product.category()),
                harmless(product.brand()),
                number(product.priceIsAverage() ? null : product.price()),
                number(product.cost()),
                number(product.stock()),
                product.active() ? "1" : "0",
                number(product.units()),
                number(Texts.major(product.revenueMinor(), currency)),
                currency.getCurrencyCode());
    }

    private String number(@Nullable BigDecimal value) {
        if (value == null) {
            return "";
        }
        String plain = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        return german ? plain.replace('.', ',') : plain;
    }

    /** A text that a spreadsheet does not take for a formula. */
    private static String harmless(String text) {
        boolean formula = !text.isEmpty() && FORMULA_BEGINNINGS.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        csv.flush();
        text.flush();
    }
}
