package org.stammkunde.insights;

import java.math.BigDecimal;
import java.util.function.Function;
import org.stammkunde.engine.Definition;
import org.stammkunde.engine.Figure;
import org.stammkunde.engine.Retention;
import org.stammkunde.engine.SimpleClv;
import org.stammkunde.engine.SimpleClv.MarginTiming;

/**
 * Customer lifetime value of an average customer and of single ones, by calendar quarters.
 *
 * <p>Frequency and lifespan fit together: a lifespan is a number of quarters with an order in a
 * row, and a frequency counts orders per quarter with an order.
 *
 * @param customers how many there are
 * @param orders of these customers
 * @param revenue of these customers
 * @param activeQuarters in how many quarters each had an order, added up
 * @param retention from quarter to quarter, over all pairs of complete quarters
 */
record LifetimeValue(
        long customers, long orders, BigDecimal revenue, long activeQuarters, Retention retention) {

    /** Ten per cent a year. */
    static final BigDecimal DISCOUNT_PER_YEAR = new BigDecimal("0.1");

    private static final BigDecimal DISCOUNT_PER_QUARTER =
            BigDecimal.valueOf(Math.expm1(Math.log1p(DISCOUNT_PER_YEAR.doubleValue()) / 4));

    static LifetimeValue of(CustomerColumns columns, BigDecimal revenue, Retention retention) {
        long orders = 0;
        long quarters = 0;
        for (int i = 0; i < columns.size(); i++) {
            orders += columns.orders(i);
            quarters += columns.activeQuarters(i);
        }
        return new LifetimeValue(columns.size(), orders, revenue, quarters, retention);
    }

    Figure averageOrderValue() {
        return Figure.ratio(revenue, BigDecimal.valueOf(orders), Figure.Reason.NO_CUSTOMERS);
    }

    /** Orders per quarter with an order. */
    Figure ordersPerQuarter() {
        return Figure.ratio(orders, activeQuarters, Figure.Reason.NO_CUSTOMERS);
    }

    Figure churn() {
        return retention.before() == 0
                ? Figure.undefined(Figure.Reason.NO_COMPLETE_PERIODS)
                : retention.churn();
    }

    Figure lifespan() {
        return then(churn(), SimpleClv::lifespan);
    }

    /** Average order value × orders per customer so far. */
    Figure byOrders() {
        Figure perCustomer = Figure.ratio(orders, customers, Figure.Reason.NO_CUSTOMERS);
        return then(
                averageOrderValue(),
                value -> then(perCustomer, count -> SimpleClv.ofOrders(value, count)));
    }

    /** Average order value × orders per quarter × lifespan. */
    Figure byLifespan() {
        return then(
                averageOrderValue(),
                value -> then(ordersPerQuarter(), frequency -> byLifespan(value, frequency)));
    }

    private Figure byLifespan(BigDecimal value, BigDecimal frequency) {
        return then(lifespan(), span -> SimpleClv.ofLifespan(value, frequency, span));
    }

    /** With churn and discount. */
    Figure discounted(MarginTiming timing) {
        Figure perQuarter =
                Figure.ratio(
                        revenue, BigDecimal.valueOf(activeQuarters), Figure.Reason.NO_CUSTOMERS);
        return then(
                perQuarter, margin -> then(churn(), churn -> discounted(margin, churn, timing)));
    }

    private static Figure discounted(BigDecimal margin, BigDecimal churn, MarginTiming timing) {
        BigDecimal kept = BigDecimal.ONE.subtract(churn);
        return SimpleClv.discounted(margin, kept, DISCOUNT_PER_QUARTER, timing);
    }

    /** The formula by which single customers are valued: by lifespan where there is one. */
    Definition formula() {
        return lifespan() instanceof Figure.Known ? Definition.CLV_LIFESPAN : Definition.CLV_ORDERS;
    }

    /** Values single customers, all by the same lifespan. */
    ByCustomer byCustomer() {
        return new ByCustomer(lifespan());
    }

    /**
     * The value of single customers by {@link #formula}: revenue per quarter with an order ×
     * lifespan, or revenue so far.
     *
     * <p>The lifespan is the expected one, or the customer's own quarters where they are more
     * already: nobody is worth less than what was earned.
     */
    record ByCustomer(Figure lifespan) {

        BigDecimal value(BigDecimal revenue, int activeQuarters) {
            BigDecimal quarters = BigDecimal.valueOf(activeQuarters);
            return switch (lifespan) {
                case Figure.Known(BigDecimal span) ->
                        revenue.multiply(span.max(quarters)).divide(quarters, Figure.PRECISION);
                case Figure.Undefined _ -> revenue;
            };
        }
    }

    private static Figure then(Figure figure, Function<BigDecimal, Figure> next) {
        return switch (figure) {
            case Figure.Known(BigDecimal value) -> next.apply(value);
            case Figure.Undefined undefined -> undefined;
        };
    }
}
