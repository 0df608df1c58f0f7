package org.stammkunde.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;

/**
 * An amount of activity points, in whole millionths so that sums are exact. Not spendable.
 *
 * @param micro millionths of a point, also negative
 */
public record ActivityPoints(long micro) implements Comparable<ActivityPoints> {

    public static final ActivityPoints ZERO = new ActivityPoints(0);

    static final int DECIMALS = 6;

    /**
     * The amount that a decimal number such as {@code "0.5"} names.
     *
     * @throws IllegalArgumentException when it is no number, has more than six decimals or does not
     *     fit
     */
    public static ActivityPoints of(String decimal) {
        try {
            BigDecimal micro = new BigDecimal(decimal.strip()).movePointRight(DECIMALS);
            return new ActivityPoints(micro.longValueExact());
        } catch (ArithmeticException | NumberFormatException notPoints) {
            throw new IllegalArgumentException(
                    "`%s` is no amount of points; a number with at most six decimals is one"
                            .formatted(decimal),
                    notPoints);
        }
    }

    /** The sum. */
    public ActivityPoints plus(ActivityPoints other) {
        return new ActivityPoints(Math.addExact(micro, other.micro));
    }

    /** This amount less the other. */
    public ActivityPoints minus(ActivityPoints other) {
        return new ActivityPoints(Math.subtractExact(micro, other.micro));
    }

    /** So many times this amount. */
    public ActivityPoints times(long count) {
        return new ActivityPoints(Math.multiplyExact(micro, count));
    }

    /** The exact decimal number without trailing zeros. */
    public BigDecimal toDecimal() {
        BigDecimal points = BigDecimal.valueOf(micro, DECIMALS).stripTrailingZeros();
        return points.scale() < 0 ? points.setScale(0) : points;
    }

    /** For people: at most two decimals, rounded down so that 99.999 never reads as 100. */
    public String format(Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(2);
        format.setRoundingMode(RoundingMode.FLOOR);
        return format.format(toDecimal());
    }

    @Override
    public int compareTo(ActivityPoints other) {
        return Long.compare(micro, other.micro);
    }

    /** The exact decimal number, such as {@code 12.5}. */
    @Override
    public String toString() {
        return toDecimal().toPlainString();
    }
}
