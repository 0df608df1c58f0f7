package org.stammkunde.console;

import java.math.BigDecimal;
import java.util.List;
import org.stammkunde.engine.LorenzPoint;
import org.stammkunde.web.Texts;

/**
 * How revenue is spread over customers, as the script {@code charts.js} draws it.
 *
 * @param kind of chart
 * @param points share of customers and of revenue, the smallest customers first
 * @param tips what the tooltip of each point says
 * @param markFrom where the best fifth of the customers begins
 * @param smallest the lowest point, below zero where refunds outweigh
 */
record LorenzChart(
        String kind,
        List<List<BigDecimal>> points,
        List<String> tips,
        BigDecimal markFrom,
        BigDecimal smallest) {

    private static final BigDecimal BEST_FROM = new BigDecimal("0.8");

    static LorenzChart of(List<LorenzPoint> curve, Texts texts) {
        return new LorenzChart(
                "lorenz",
                curve.stream().map(point -> List.of(point.customers(), point.revenue())).toList(),
                curve.stream().map(point -> tip(point, texts)).toList(),
                BEST_FROM,
                curve.stream().map(LorenzPoint::revenue).reduce(BigDecimal.ZERO, BigDecimal::min));
    }

    private static String tip(LorenzPoint point, Texts texts) {
        BigDecimal best = BigDecimal.ONE.subtract(point.customers());
        BigDecimal theirs = BigDecimal.ONE.subtract(point.revenue());
        return texts.text(
                "console.lorenz.tip",
                texts.percent(best.doubleValue(), 0),
                texts.percent(theirs.doubleValue(), 1));
    }
}
