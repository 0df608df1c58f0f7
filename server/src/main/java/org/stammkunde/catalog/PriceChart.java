package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stammkunde.catalog.ProductRecord.SourceStatement;
import org.stammkunde.web.Texts;

/**
 * Prices and cost over time, as the script {@code charts.js} draws them: steps for what was said,
 * points for what was paid.
 *
 * @param kind of chart
 * @param currency of all amounts
 */
record PriceChart(String kind, String currency, List<Series> series) {

    /**
     * A line or cloud of points.
     *
     * @param steps whether a value holds until the next one
     * @param color name of a color of the theme
     * @param points day or moment, and the value
     * @param tips what the tooltip of each point says
     */
    record Series(
            String name,
            boolean steps,
            String color,
            List<List<Object>> points,
            List<String> tips) {}

    static PriceChart of(
            ProductRecord product, List<SoldOn> days, Currency currency, Instant now, Texts texts) {
        List<Series> series = new ArrayList<>();
        String code = currency.getCurrencyCode();
        bySource(product.changes(Measure.PRICE, code))
                .forEach((source, prices) ->
                        series.add(
                                steps(
                                        texts.text("catalog.chart.price", source),
                                        "accent",
                                        prices,
                                        currency,
                                        now,
                                        texts)));
        bySource(product.changes(Measure.COST, code))
                .forEach((source, costs) ->
                        series.add(
                                steps(
                                        texts.text("catalog.chart.cost", source),
                                        "ink-soft",
                                        costs,
                                        currency,
                                        now,
                                        texts)));
        List<SoldOn> bought = days.stream().filter(day -> day.lowest() != null).toList();
        if (!bought.isEmpty()) {
            series.add(paid(bought, currency, texts));
        }
        return new PriceChart("prices", code, series);
    }

    private static Map<String, List<SourceStatement>> bySource(List<SourceStatement> statements) {
        Map<String, List<SourceStatement>> bySource = new TreeMap<>();
        statements.forEach(
                one -> bySource.computeIfAbsent(one.source(), _ -> new ArrayList<>()).add(one));
        return bySource;
    }

    private static Series steps(
            String name,
            String color,
            List<SourceStatement> changes,
            Currency currency,
            Instant now,
            Texts texts) {
        List<List<Object>> points = new ArrayList<>();
        List<String> tips = new ArrayList<>();
        for (SourceStatement change : changes) {
            points.add(List.of(change.saidAt().toString(), change.value()));
            tips.add(
                    texts.text(
                            "catalog.chart.tip",
                            name,
                            texts.date(change.saidAt()),
                            texts.money(change.value(), currency)));
        }
        SourceStatement last = changes.getLast();
        points.add(List.of(now.toString(), last.value()));
        tips.add(texts.text("catalog.chart.tip.now", name, texts.money(last.value(), currency)));
        return new Series(name, true, color, points, tips);
    }

    private static Series paid(List<SoldOn> days, Currency currency, Texts texts) {
        List<List<Object>> points = new ArrayList<>();
        List<String> tips = new ArrayList<>();
        String name = texts.text("catalog.chart.paid");
        for (SoldOn day : days) {
            BigDecimal lowest = day.lowest();
            if (lowest != null) {
                points.add(List.of(day.day().toString(), lowest));
                tips.add(
                        texts.text(
                                "catalog.chart.tip",
                                name,
                                texts.date(day.day()),
                                texts.money(lowest, currency)));
            }
        }
        return new Series(name, false, "second", points, tips);
    }

    boolean isEmpty() {
        return series.isEmpty();
    }
}
