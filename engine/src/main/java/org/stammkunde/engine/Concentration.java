package org.stammkunde.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How unevenly revenue is spread over customers: the 80/20 question, the Lorenz curve and the Gini
 * coefficient.
 *
 * <p>Customers whose refunds exceed their purchases have negative revenue. They count as customers
 * and their amount lowers the total; the Lorenz curve then starts below zero and the Gini
 * coefficient can exceed 1. Where the total is zero or negative there are no shares and every
 * figure is undefined. Sums {@linkplain Sums#capped stop at their end}.
 *
 * @see <a href="https://doi.org/10.2307/2276207">M. O. Lorenz (1905), Methods of measuring the
 *     concentration of wealth</a>
 * @see <a href="https://doi.org/10.2307/2223319">C. Gini (1921), Measurement of inequality of
 *     incomes</a>
 */
public final class Concentration {

    private static final int HUNDRED = 100;

    private final Amounts amounts;
    private final long[] ascending;

    /** Sum of the smallest {@code i} amounts at index {@code i}, as far as it goes. */
    private final long[] cumulated;

    private Concentration(Amounts amounts, long[] ascending) {
        this.amounts = amounts;
        this.ascending = ascending;
        this.cumulated = new long[ascending.length + 1];
        for (int i = 0; i < ascending.length; i++) {
            cumulated[i + 1] = Sums.capped(cumulated[i], ascending[i]);
        }
    }

    /**
     * Measures the concentration of revenue over customers.
     *
     * @param revenue one amount per customer, in any order
     */
    public static Concentration of(Amounts revenue) {
        long[] ascending = revenue.toArray();
        Arrays.parallelSort(ascending);
        return new Concentration(revenue, ascending);
    }

    /** How many customers were measured. */
    public int customers() {
        return ascending.length;
    }

    /** The revenue of all customers measured. */
    public BigDecimal total() {
        return amounts.decimal(totalUnits());
    }

    /** How many customers have revenue below zero. */
    public int customersBelowZero() {
        int index = Arrays.binarySearch(ascending, 0);
        int first = index >= 0 ? index : -index - 1;
        while (first > 0 && ascending[first - 1] == 0) {
            first--;
        }
        return first;
    }

    /**
     * How many customers are the top {@code percent} per cent: rounded down, but at least one when
     * there is any.
     *
     * @param percent 1 to 100
     */
    public int topCustomers(int percent) {
        int rounded = (int) ((long) customers() * requirePercent(percent) / HUNDRED);
        return Math.min(customers(), Math.max(1, rounded));
    }

    /**
     * The share of revenue that the top {@code percent} per cent of customers bring, as a fraction.
     *
     * @param percent 1 to 100
     */
    public Figure topShare(int percent) {
        long top = topUnits(topCustomers(percent));
        return shared(Figure.ratio(top, totalUnits(), Figure.Reason.NO_ORDERS));
    }

    /** What the biggest customers bring: all but what the others do. */
    private long topUnits(int count) {
        return Sums.capped(totalUnits(), -cumulated[customers() - count]);
    }

    /**
     * The smallest number of customers, biggest first, who together bring at least {@code percent}
     * per cent of revenue.
     *
     * @param percent 1 to 100
     */
    public Figure customersFor(int percent) {
        long wanted = wanted(requirePercent(percent));
        int count = 0;
        while (count < customers() && topUnits(count) < wanted) {
            count++;
        }
        return shared(Figure.of(count));
    }

    /**
     * The Gini coefficient: 0 when all bring the same, close to 1 when one brings all.
     *
     * <p>G = Σ (2i − n − 1) x<sub>i</sub> / (n Σ x<sub>i</sub>) over amounts in ascending order, i
     * from 1; without the correction n/(n−1) for small samples.
     */
    public Figure gini() {
        ExactSum weighted = new ExactSum();
        for (int i = 0; i < ascending.length; i++) {
            weighted.addProduct(2L * (i + 1) - ascending.length - 1, ascending[i]);
        }
        BigInteger divisor =
                BigInteger.valueOf(customers()).multiply(BigInteger.valueOf(totalUnits()));
        return shared(Figure.ratio(weighted.value(), divisor, Figure.Reason.NO_ORDERS));
    }

    /**
     * The Lorenz curve from the smallest customers to the biggest, from (0, 0) to (1, 1).
     *
     * @param steps into how many equal steps of customers the curve is cut, at least 1; fewer
     *     points come out where there are fewer customers
     * @return the points; none where shares are undefined
     */
    public List<LorenzPoint> lorenz(int steps) {
        List<LorenzPoint> points = new ArrayList<>();
        int previous = -1;
        for (int step = 0; step <= steps && isShared(); step++) {
            int smallest = (int) ((long) customers() * step / steps);
            if (smallest > previous) {
                points.add(point(smallest));
            }
            previous = smallest;
        }
        return List.copyOf(points);
    }

    private LorenzPoint point(int smallest) {
        return new LorenzPoint(
                fraction(smallest, customers()), fraction(cumulated[smallest], totalUnits()));
    }

    private static BigDecimal fraction(long part, long whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), Figure.PRECISION);
    }

    private Figure shared(Figure figure) {
        if (customers() == 0) {
            return Figure.undefined(Figure.Reason.NO_CUSTOMERS);
        }
        return isShared() ? figure : Figure.undefined(Figure.Reason.REVENUE_NOT_POSITIVE);
    }

    private boolean isShared() {
        return totalUnits() > 0;
    }

    private long totalUnits() {
        return cumulated[customers()];
    }

    /** The least number of units that is {@code percent} per cent of the total or more. */
    private long wanted(int percent) {
        BigInteger[] parts =
                BigInteger.valueOf(totalUnits())
                        .multiply(BigInteger.valueOf(percent))
                        .divideAndRemainder(BigInteger.valueOf(HUNDRED));
        return parts[0].longValueExact() + Integer.signum(parts[1].signum());
    }

    private static int requirePercent(int percent) {
        if (percent < 1 || percent > HUNDRED) {
            throw new IllegalArgumentException("percent must be 1 to 100, not " + percent);
        }
        return percent;
    }
}
