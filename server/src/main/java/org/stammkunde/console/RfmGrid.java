package org.stammkunde.console;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.stammkunde.insights.Report.RfmFigures;
import org.stammkunde.insights.Report.ScoreRange;

/**
 * Customers by recency and frequency as a grid; the most recent on top, the most frequent on the
 * right.
 *
 * @param rows by recency, 5 first
 * @param frequencies the range of each column, 1 first
 */
record RfmGrid(List<Row> rows, List<Optional<ScoreRange>> frequencies) {

    static final int SCORES = 5;

    /**
     * A row.
     *
     * @param recency score
     * @param days since the last order, empty when no customer has this score
     * @param cells by frequency, 1 first
     */
    record Row(int recency, Optional<ScoreRange> days, List<Cell> cells) {}

    /**
     * Customers with the same two scores.
     *
     * @param heat 0 for nobody, 1 to 5 by how many there are
     */
    record Cell(int frequency, int customers, BigDecimal revenue, int heat) {}

    static RfmGrid of(RfmFigures rfm) {
        int most =
                IntStream.rangeClosed(1, SCORES * SCORES)
                        .map(i -> rfm.customers((i - 1) / SCORES + 1, (i - 1) % SCORES + 1))
                        .max()
                        .orElse(0);
        return new RfmGrid(
                IntStream.rangeClosed(1, SCORES)
                        .map(index -> SCORES + 1 - index)
                        .mapToObj(recency -> row(rfm, recency, most))
                        .toList(),
                IntStream.rangeClosed(1, SCORES)
                        .mapToObj(score -> range(rfm.orders(), score))
                        .toList());
    }

    private static Row row(RfmFigures rfm, int recency, int most) {
        return new Row(
                recency,
                range(rfm.recencyDays(), recency),
                IntStream.rangeClosed(1, SCORES)
                        .mapToObj(frequency -> cell(rfm, recency, frequency, most))
                        .toList());
    }

    private static Cell cell(RfmFigures rfm, int recency, int frequency, int most) {
        int customers = rfm.customers(recency, frequency);
        int heat = customers == 0 ? 0 : 1 + (int) ((SCORES - 1L) * customers / most);
        return new Cell(frequency, customers, rfm.revenue(recency, frequency), heat);
    }

    private static Optional<ScoreRange> range(List<ScoreRange> ranges, int score) {
        return ranges.stream().filter(range -> range.score() == score).findFirst();
    }
}
