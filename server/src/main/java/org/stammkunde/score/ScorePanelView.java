package org.stammkunde.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.stammkunde.score.ScoreExplanation.Part;

/**
 * The score on the customer page. Points are shown with two decimals, rounded down; what that takes
 * away from the parts stands in a line of its own, so that the column adds up.
 *
 * @param rows an activity each, the one that brings most first
 * @param total the score as shown
 * @param rounding what the parts lack to the total
 */
record ScorePanelView(
        ScoreExplanation score, List<Row> rows, BigDecimal total, BigDecimal rounding) {

    private static final int DECIMALS = 2;

    /**
     * A line of the breakdown.
     *
     * @param points as shown
     */
    record Row(Part part, BigDecimal points) {

        /** Whether caps or fading leave less than count × value. */
        boolean isReduced() {
            return !part.full().equals(part.points());
        }

        boolean isCapped() {
            return !part.full().equals(part.capped());
        }

        String title(Locale locale) {
            return part.activity().title(locale);
        }
    }

    static ScorePanelView of(ScoreExplanation score) {
        List<Row> rows =
                score.parts().stream()
                        .map(part -> new Row(part, shown(part.points())))
                        .sorted((one, other) -> other.points().compareTo(one.points()))
                        .toList();
        BigDecimal total = shown(score.points());
        BigDecimal sum = rows.stream().map(Row::points).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new ScorePanelView(score, rows, total, total.subtract(sum));
    }

    /** Where the facts behind a row are told. */
    String factsOf(Row row) {
        return "/customers/%d/score/%s".formatted(score.customer(), row.part().activity().code());
    }

    ActivityPoints threshold() {
        return score.rules().rules().threshold();
    }

    boolean isRounded() {
        return rounding.signum() != 0;
    }

    /** How far the score is on its way to the threshold, 0 to 100. */
    int percentOfThreshold() {
        return score.points()
                .toDecimal()
                .multiply(BigDecimal.valueOf(100))
                .divide(threshold().toDecimal(), 0, RoundingMode.FLOOR)
                .max(BigDecimal.ZERO)
                .min(BigDecimal.valueOf(100))
                .intValueExact();
    }

    private static BigDecimal shown(ActivityPoints points) {
        return points.toDecimal().setScale(DECIMALS, RoundingMode.FLOOR);
    }
}
