package org.stammkunde.console;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.stammkunde.insights.Report.Month;
import org.stammkunde.web.Texts;

/**
 * Revenue per month by who bought, as the script {@code charts.js} draws it.
 *
 * @param kind of chart
 * @param currency ISO code
 * @param categories names of the months
 * @param tips what the tooltip of each month says
 * @param incomplete indices of months that have not ended
 */
record RevenueChart(
        String kind,
        String currency,
        List<String> categories,
        List<Series> series,
        List<String> tips,
        List<Integer> incomplete) {

    /**
     * A part of each bar.
     *
     * @param color name of a color of the style sheet
     */
    record Series(String name, String color, List<BigDecimal> values) {}

    static RevenueChart of(List<Month> months, Currency currency, Texts texts) {
        return new RevenueChart(
                "stacked",
                currency.getCurrencyCode(),
                months.stream().map(month -> texts.monthShort(month.month())).toList(),
                List.of(
                        series("returning", "accent", months, Month::returningRevenue, texts),
                        series("new", "second", months, Month::newRevenue, texts),
                        series("guests", "line-strong", months, Month::guestRevenue, texts)),
                months.stream().map(month -> tip(month, currency, texts)).toList(),
                IntStream.range(0, months.size())
                        .filter(index -> !months.get(index).complete())
                        .boxed()
                        .toList());
    }

    private static Series series(
            String key,
            String color,
            List<Month> months,
            Function<Month, BigDecimal> value,
            Texts texts) {
        return new Series(
                texts.text("console.months." + key), color, months.stream().map(value).toList());
    }

    private static String tip(Month month, Currency currency, Texts texts) {
        String title = texts.month(month.month());
        return String.join(
                "\n",
                month.complete() ? title : texts.text("console.months.incomplete", title),
                line("returning", month.returningRevenue(), currency, texts),
                line("new", month.newRevenue(), currency, texts),
                line("guests", month.guestRevenue(), currency, texts),
                line("sum", month.revenue(), currency, texts));
    }

    private static String line(String key, BigDecimal value, Currency currency, Texts texts) {
        return texts.text(
                "console.months.tip",
                texts.text("console.months." + key),
                texts.moneyRounded(value, currency));
    }
}
