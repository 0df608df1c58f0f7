package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.stammkunde.web.Texts;

/**
 * Revenue by month, as the script {@code charts.js} draws it.
 *
 * @param categories months
 * @param incomplete places of months that are not over
 */
record SalesChart(
        String kind,
        String currency,
        List<String> categories,
        List<Series> series,
        List<Integer> incomplete,
        List<String> tips) {

    /** Months that are shown at the most. */
    private static final int MONTHS_MAX = 24;

    record Series(String name, String color, List<BigDecimal> values) {}

    /** What was sold in a month. */
    record Month(YearMonth month, BigDecimal units, long revenueMinor) {

        private Month and(SoldOn day) {
            return new Month(month, units.add(day.units()), revenueMinor + day.revenueMinor());
        }
    }

    /** The last months up to today without gaps, the earliest first. */
    static List<Month> months(Sales sales, LocalDate today) {
        NavigableMap<YearMonth, Month> months = new TreeMap<>();
        YearMonth last = YearMonth.from(today);
        YearMonth first =
                sales.days().isEmpty() ? last : YearMonth.from(sales.days().getFirst().day());
        YearMonth earliest = last.minusMonths(MONTHS_MAX - 1L);
        for (YearMonth month = first.isBefore(earliest) ? earliest : first;
                !month.isAfter(last);
                month = month.plusMonths(1)) {
            months.put(month, new Month(month, BigDecimal.ZERO, 0));
        }
        for (SoldOn day : sales.days()) {
            months.computeIfPresent(YearMonth.from(day.day()), (_, month) -> month.and(day));
        }
        return new ArrayList<>(months.values());
    }

    static SalesChart of(List<Month> months, Currency currency, Texts texts) {
        return new SalesChart(
                "stacked",
                currency.getCurrencyCode(),
                months.stream().map(month -> texts.monthShort(month.month())).toList(),
                List.of(
                        new Series(
                                texts.text("catalog.revenue"),
                                "accent",
                                months.stream()
                                        .map(month -> Texts.major(month.revenueMinor(), currency))
                                        .toList())),
                months.isEmpty() ? List.of() : List.of(months.size() - 1),
                months.stream()
                        .map(month ->
                                texts.text(
                                        "catalog.months.tip",
                                        texts.month(month.month()),
                                        texts.money(month.revenueMinor(), currency),
                                        texts.decimal(month.units(), 2)))
                        .toList());
    }
}
