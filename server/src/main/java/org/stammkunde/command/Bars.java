package org.stammkunde.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/** Small graphics of block characters. */
final class Bars {

    private static final String HEIGHTS = "▁▂▃▄▅▆▇█";
    private static final String SHADES = " ░▒▓█";

    private Bars() {}

    /**
     * A curve, one character per value.
     *
     * @param values fractions; what is below 0 or above 1 is drawn as 0 or 1
     */
    static String curve(List<BigDecimal> values) {
        return values.stream().map(Bars::height).collect(Collectors.joining());
    }

    private static String height(BigDecimal value) {
        int index = scaled(value, HEIGHTS.length() - 1);
        return HEIGHTS.substring(index, index + 1);
    }

    /** A character whose darkness shows a fraction; empty only for zero. */
    static String shade(BigDecimal fraction) {
        int darkest = SHADES.length() - 1;
        int index = fraction.signum() > 0 ? Math.max(1, scaled(fraction, darkest)) : 0;
        return SHADES.substring(index, index + 1);
    }

    /** A bar of parts, each drawn by its own character; parts below zero are left out. */
    static String stacked(List<BigDecimal> parts, String characters, BigDecimal most, int width) {
        StringBuilder bar = new StringBuilder();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < parts.size(); i++) {
            sum = sum.add(parts.get(i).max(BigDecimal.ZERO));
            int end =
                    most.signum() > 0
                            ? scaled(sum.divide(most, 6, RoundingMode.HALF_UP), width)
                            : 0;
            bar.append(characters.substring(i, i + 1).repeat(Math.max(0, end - bar.length())));
        }
        return bar.toString();
    }

    /** A fraction of a whole number of steps, between none and all. */
    private static int scaled(BigDecimal fraction, int steps) {
        int step =
                fraction.multiply(BigDecimal.valueOf(steps))
                        .setScale(0, RoundingMode.HALF_UP)
                        .intValue();
        return Math.clamp(step, 0, steps);
    }
}
