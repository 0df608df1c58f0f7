package org.stammkunde.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** A figure of a report: a number, or the reason why there is none. */
public sealed interface Figure {

    /** Digits of every quotient: 34 significant ones, half even. */
    MathContext PRECISION = MathContext.DECIMAL128;

    /** A number, unrounded but for the 34 significant digits of a quotient. */
    record Known(BigDecimal value) implements Figure {}

    /** No number follows from what is known. */
    record Undefined(Reason reason) implements Figure {}

    /** Why a figure is undefined. */
    enum Reason {
        NO_CUSTOMERS("there is no customer with an order"),
        NO_ORDERS("there is no order"),
        REVENUE_NOT_POSITIVE("the revenue is zero or negative, so it has no shares"),
        NO_CUSTOMERS_BEFORE("no customer ordered in the earlier period"),
        NO_COMPLETE_PERIODS("there are no two complete quarters in a row yet"),
        OUT_OF_RANGE("a rate lies outside of its range"),
        DIVERGES("nobody leaves and nothing is discounted, so the sum has no end");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The reason in English, to follow "because". */
        public String text() {
            return text;
        }
    }

    /** A known figure. */
    static Figure of(BigDecimal value) {
        return new Known(value);
    }

    /** A known whole number. */
    static Figure of(long value) {
        return new Known(BigDecimal.valueOf(value));
    }

    /** No figure, for this reason. */
    static Figure undefined(Reason reason) {
        return new Undefined(reason);
    }

    /**
     * The quotient of two numbers.
     *
     * @param whenZero why there is no figure when the divisor is zero
     */
    static Figure ratio(BigDecimal dividend, BigDecimal divisor, Reason whenZero) {
        return divisor.signum() == 0
                ? undefined(whenZero)
                : of(dividend.divide(divisor, PRECISION));
    }

    /** The quotient of two whole numbers. */
    static Figure ratio(long dividend, long divisor, Reason whenZero) {
        return ratio(BigDecimal.valueOf(dividend), BigDecimal.valueOf(divisor), whenZero);
    }

    /** The quotient of two whole numbers of any size. */
    static Figure ratio(BigInteger dividend, BigInteger divisor, Reason whenZero) {
        return ratio(new BigDecimal(dividend), new BigDecimal(divisor), whenZero);
    }
}
