package org.stammkunde.insights;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.stammkunde.engine.Figure;
import org.stammkunde.insights.Report.ScoreRange;

/**
 * What one customer bought, to be compared with all.
 *
 * @param orders that were not cancelled
 * @param revenue net
 * @param quarters calendar quarters with an order, 1 or more
 * @param lastDay of the last order
 */
record PurchaseFigures(int orders, BigDecimal revenue, int quarters, LocalDate lastDay) {

    /** Scores of recency, frequency and monetary value, each 1 to 5. */
    record Rfm(int recency, int frequency, int monetary) {}

    /** The scores that these figures get among the customers of the report. */
    Rfm rfm(Report report) {
        Report.RfmFigures all = report.rfm();
        BigDecimal days = BigDecimal.valueOf(daysSinceLast(report.basis().asOf()));
        return new Rfm(
                best(all.recencyDays(), range -> days.compareTo(range.to()) <= 0, 1),
                first(all.orders(), BigDecimal.valueOf(orders)),
                first(all.revenue(), revenue));
    }

    /** Whole days from the last order to the day after the report's last one, 1 or more. */
    long daysSinceLast(LocalDate asOf) {
        return Math.max(1, ChronoUnit.DAYS.between(lastDay, asOf) + 1);
    }

    /**
     * Customer lifetime value: revenue per quarter with an order × lifespan, or revenue so far
     * where the lifespan of customers is not known. Nobody is worth less than what was earned.
     */
    BigDecimal lifetimeValue(Report report) {
        BigDecimal own = BigDecimal.valueOf(quarters);
        BigDecimal lifespan = report.clv().lifespanQuarters();
        return lifespan == null
                ? revenue
                : revenue.multiply(lifespan.max(own)).divide(own, Figure.PRECISION);
    }

    /** Higher is better: the first range that reaches up to the value, else the best. */
    private static int first(List<ScoreRange> ranges, BigDecimal value) {
        return ranges.stream()
                .sorted(Comparator.comparingInt(ScoreRange::score))
                .filter(range -> value.compareTo(range.to()) <= 0)
                .mapToInt(ScoreRange::score)
                .findFirst()
                .orElse(5);
    }

    private static int best(List<ScoreRange> ranges, Predicate<ScoreRange> holds, int otherwise) {
        return ranges.stream().filter(holds).mapToInt(ScoreRange::score).max().orElse(otherwise);
    }
}
