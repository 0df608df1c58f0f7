package org.stammkunde.catalog;

import gg.jte.Content;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stammkunde.catalog.ProductRecord.SourceStatement;
import org.stammkunde.web.Texts;

/**
 * The page of one product.
 *
 * @param months what the chart of sales shows
 * @param panels what later modules add
 */
record ProductView(
        ProductFigures figures,
        PriceChart prices,
        List<SalesChart.Month> months,
        SalesChart chart,
        List<Content> panels) {

    /**
     * A line of the table behind the chart of prices.
     *
     * @param what message key
     * @param source who said it, null for what was paid
     */
    record PriceLine(Instant at, String what, BigDecimal amount, @Nullable String source) {}

    /** What the chart of prices shows, the latest first. */
    List<PriceLine> priceLines(Texts texts) {
        List<PriceLine> lines = new ArrayList<>();
        for (Measure measure : List.of(Measure.PRICE, Measure.COST)) {
            figures.product()
                    .changes(measure, figures.currency().getCurrencyCode())
                    .forEach(change ->
                            lines.add(
                                    new PriceLine(
                                            change.saidAt(),
                                            "catalog.measure." + measure.code(),
                                            change.value(),
                                            change.source())));
        }
        for (SoldOn day : figures.sales().days()) {
            BigDecimal paid = day.lowest();
            if (paid != null) {
                Instant at = day.day().atStartOfDay(texts.merchant().zone()).toInstant();
                lines.add(new PriceLine(at, "catalog.chart.paid", paid, null));
            }
        }
        lines.sort(Comparator.comparing(PriceLine::at).reversed());
        return lines;
    }

    /** What each source says now, by its name. */
    Map<String, List<SourceStatement>> bySource() {
        Map<String, List<SourceStatement>> bySource = new TreeMap<>();
        figures.product().latest().stream()
                .sorted(Comparator.comparing(SourceStatement::measure))
                .forEach(one ->
                        bySource.computeIfAbsent(one.source(), _ -> new ArrayList<>()).add(one));
        return bySource;
    }

    String money(Optional<BigDecimal> amount, Texts texts) {
        return amount.map(value -> texts.money(value, figures.currency())).orElse("–");
    }

    /** A statement as people read it. */
    static String said(SourceStatement one, Texts texts) {
        return switch (one.measure()) {
            case PRICE, COST -> texts.money(one.value(), Currency.getInstance(one.currency()));
            case TAX -> texts.decimal(one.value(), 2) + "\u00a0%";
            case STOCK -> texts.decimal(one.value(), 3);
        };
    }
}
