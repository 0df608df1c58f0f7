package org.stammkunde.engine;

import java.math.BigDecimal;

/**
 * Customer lifetime value by the simple formulas; all amounts in the unit in which they are given.
 *
 * <p>They describe an average customer whose habits do not change. In particular 1 / churn is the
 * expected lifespan only where everyone leaves at the same constant rate; where customers differ it
 * is too short.
 *
 * @see <a href="https://doi.org/10.1287/mksc.1080.0482">P. S. Fader, B. G. S. Hardie (2010),
 *     Customer-base valuation in a contractual setting: the perils of ignoring heterogeneity</a>
 */
public final class SimpleClv {

    private SimpleClv() {}

    /** When a period's margin is earned. */
    public enum MarginTiming {
        /** The first margin comes at once. */
        START_OF_PERIOD,
        /**
         * The first margin comes at the end of the first period, if the customer is still there.
         */
        END_OF_PERIOD
    }

    /**
     * Average order value × orders in a lifespan.
     *
     * @param lifespanOrders orders of a customer in a lifespan, 0 or more
     */
    public static Figure ofOrders(BigDecimal averageOrderValue, BigDecimal lifespanOrders) {
        return lifespanOrders.signum() < 0
                ? Figure.undefined(Figure.Reason.OUT_OF_RANGE)
                : Figure.of(averageOrderValue.multiply(lifespanOrders, Figure.PRECISION));
    }

    /**
     * Average order value × frequency × lifespan.
     *
     * @param frequency orders per period, 0 or more
     * @param lifespan periods, 0 or more
     */
    public static Figure ofLifespan(
            BigDecimal averageOrderValue, BigDecimal frequency, BigDecimal lifespan) {
        return frequency.signum() < 0 || lifespan.signum() < 0
                ? Figure.undefined(Figure.Reason.OUT_OF_RANGE)
                : ofOrders(averageOrderValue, frequency.multiply(lifespan, Figure.PRECISION));
    }

    /**
     * The expected lifespan in periods when every customer leaves at the same constant rate: 1 /
     * churn.
     *
     * @param churn the share of customers who leave per period, 0 to 1; 0 has no end and is
     *     undefined
     */
    public static Figure lifespan(BigDecimal churn) {
        return isFraction(churn)
                ? Figure.ratio(BigDecimal.ONE, churn, Figure.Reason.DIVERGES)
                : Figure.undefined(Figure.Reason.OUT_OF_RANGE);
    }

    /**
     * The present value of a margin per period with churn and discount.
     *
     * <p>m r / (1 + d − r) when the first margin comes at the end of the first period, m (1 + d) /
     * (1 + d − r) when it comes at its start.
     *
     * @param margin m, earned per period
     * @param retention r, the share of customers who stay per period, 0 to 1
     * @param discount d, per the same period, 0 or more (0.02 is 2 %)
     */
    public static Figure discounted(
            BigDecimal margin, BigDecimal retention, BigDecimal discount, MarginTiming timing) {
        if (!isFraction(retention) || discount.signum() < 0) {
            return Figure.undefined(Figure.Reason.OUT_OF_RANGE);
        }
        BigDecimal growth = discount.add(BigDecimal.ONE);
        BigDecimal first =
                switch (timing) {
                    case START_OF_PERIOD -> growth;
                    case END_OF_PERIOD -> retention;
                };
        return Figure.ratio(
                margin.multiply(first), growth.subtract(retention), Figure.Reason.DIVERGES);
    }

    private static boolean isFraction(BigDecimal rate) {
        return rate.signum() >= 0 && rate.compareTo(BigDecimal.ONE) <= 0;
    }
}
