package org.stammkunde.engine;

/**
 * Who stayed from one period to the next.
 *
 * @param before customers active in the earlier period (S)
 * @param after customers active in the later period (E)
 * @param fresh of those, customers whose first order ever lies in the later period (N)
 * @param kept customers active in both periods
 */
public record Retention(long before, long after, long fresh, long kept) {

    /** No customers at all. */
    public static final Retention NOBODY = new Retention(0, 0, 0, 0);

    /**
     * The customer retention rate in the strict sense: customers active in both periods / S, 0 to
     * 1.
     */
    public Figure strict() {
        return Figure.ratio(kept, before, Figure.Reason.NO_CUSTOMERS_BEFORE);
    }

    /**
     * The customer retention rate of the textbooks: (E − N) / S.
     *
     * <p>It counts customers who come back after a pause as retained, and can therefore exceed 1.
     */
    public Figure textbook() {
        return Figure.ratio(after - fresh, before, Figure.Reason.NO_CUSTOMERS_BEFORE);
    }

    /**
     * The share of customers of the earlier period who did not order in the later one: 1 − strict
     * rate.
     */
    public Figure churn() {
        return Figure.ratio(before - kept, before, Figure.Reason.NO_CUSTOMERS_BEFORE);
    }

    /**
     * Both together: of other customers, or of another pair of periods to be averaged by weight.
     */
    public Retention plus(Retention other) {
        return new Retention(
                before + other.before, after + other.after, fresh + other.fresh, kept + other.kept);
    }
}
