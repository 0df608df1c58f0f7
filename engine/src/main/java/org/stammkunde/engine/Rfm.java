package org.stammkunde.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recency, frequency and monetary value of customers, each scored from 1 to 5; 5 is best, so the
 * most recent order scores 5.
 *
 * <p>Revenue may be negative (more refunded than bought) and is scored all the same.
 *
 * <p>The scheme is the one of A. M. Hughes, Strategic Database Marketing (1994).
 */
public final class Rfm {

    private final Amounts revenue;
    private final byte[] recency;
    private final byte[] frequency;
    private final byte[] monetary;
    private final long[] days;
    private final long[] orders;

    private Rfm(RfmVariant variant, long[] days, long[] orders, Amounts revenue) {
        this.revenue = revenue;
        this.days = days;
        this.orders = orders;
        this.recency = variant.scores(Arrays.stream(days).map(day -> -day).toArray());
        this.frequency = variant.scores(orders);
        this.monetary = variant.scores(revenue.toArray());
    }

    /**
     * Scores customers, given by three columns of equal length.
     *
     * @param daysSinceLastOrder whole calendar days from the last order to the day after the last
     *     day counted, 1 or more
     * @param orders how many orders
     * @param revenue what they brought
     */
    public static Rfm score(
            RfmVariant variant, int[] daysSinceLastOrder, int[] orders, Amounts revenue) {
        if (daysSinceLastOrder.length != orders.length || orders.length != revenue.size()) {
            throw new IllegalArgumentException("the three columns must have the same length");
        }
        return new Rfm(variant, widened(daysSinceLastOrder), widened(orders), revenue);
    }

    private static long[] widened(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    /** How many customers were scored. */
    public int customers() {
        return revenue.size();
    }

    /** The recency score of a customer, by index. */
    public int recency(int customer) {
        return recency[customer];
    }

    /** The frequency score of a customer, by index. */
    public int frequency(int customer) {
        return frequency[customer];
    }

    /** The monetary score of a customer, by index. */
    public int monetary(int customer) {
        return monetary[customer];
    }

    /** The sum of all scores of all customers, a check sum. */
    public long scoreSum() {
        long sum = 0;
        for (int i = 0; i < customers(); i++) {
            sum += recency[i] + frequency[i] + monetary[i];
        }
        return sum;
    }

    /**
     * The cells that hold customers, in ascending order of recency, frequency and monetary score.
     */
    public List<Cell> cells() {
        int[] count = new int[cellCount()];
        long[] units = new long[cellCount()];
        for (int i = 0; i < customers(); i++) {
            int cell = cell(i);
            count[cell]++;
            units[cell] = Sums.capped(units[cell], revenue.units(i));
        }
        List<Cell> cells = new ArrayList<>();
        for (int cell = 0; cell < count.length; cell++) {
            if (count[cell] > 0) {
                cells.add(cell(cell, count[cell], revenue.decimal(units[cell])));
            }
        }
        return List.copyOf(cells);
    }

    private static int cellCount() {
        return RfmVariant.GROUPS * RfmVariant.GROUPS * RfmVariant.GROUPS;
    }

    private int cell(int customer) {
        return ((recency[customer] - 1) * RfmVariant.GROUPS + frequency[customer] - 1)
                        * RfmVariant.GROUPS
                + monetary[customer]
                - 1;
    }

    private static Cell cell(int index, int customers, BigDecimal revenue) {
        int row = index / RfmVariant.GROUPS;
        return new Cell(
                row / RfmVariant.GROUPS + 1,
                row % RfmVariant.GROUPS + 1,
                index % RfmVariant.GROUPS + 1,
                customers,
                revenue);
    }

    /** Which days since the last order the recency scores stand for. */
    public List<Range> recencyRanges() {
        return ranges(recency, Amounts.of(days, 0));
    }

    /** Which numbers of orders the frequency scores stand for. */
    public List<Range> frequencyRanges() {
        return ranges(frequency, Amounts.of(orders, 0));
    }

    /** Which revenue the monetary scores stand for. */
    public List<Range> monetaryRanges() {
        return ranges(monetary, revenue);
    }

    private static List<Range> ranges(byte[] scores, Amounts values) {
        long[] smallest = new long[RfmVariant.GROUPS + 1];
        long[] biggest = new long[RfmVariant.GROUPS + 1];
        Arrays.fill(smallest, Long.MAX_VALUE);
        Arrays.fill(biggest, Long.MIN_VALUE);
        for (int i = 0; i < scores.length; i++) {
            smallest[scores[i]] = Math.min(smallest[scores[i]], values.units(i));
            biggest[scores[i]] = Math.max(biggest[scores[i]], values.units(i));
        }
        List<Range> ranges = new ArrayList<>();
        for (int score = 1; score <= RfmVariant.GROUPS; score++) {
            if (smallest[score] <= biggest[score]) {
                ranges.add(range(score, smallest[score], biggest[score], values));
            }
        }
        return List.copyOf(ranges);
    }

    private static Range range(int score, long smallest, long biggest, Amounts values) {
        return new Range(score, values.decimal(smallest), values.decimal(biggest));
    }

    /**
     * Customers with the same three scores.
     *
     * @param recency 1 to 5
     * @param frequency 1 to 5
     * @param monetary 1 to 5
     * @param customers how many, 1 or more
     * @param revenue what they brought together
     */
    public record Cell(
            int recency, int frequency, int monetary, int customers, BigDecimal revenue) {}

    /**
     * The values that got a score.
     *
     * @param score 1 to 5
     * @param smallest the smallest such value
     * @param biggest the biggest such value
     */
    public record Range(int score, BigDecimal smallest, BigDecimal biggest) {}
}
