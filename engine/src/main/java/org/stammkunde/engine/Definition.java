package org.stammkunde.engine;

/**
 * The exact meaning of a figure, with a stable id. Where a figure has variants, each has its own
 * definition, so that a number always names the one it follows.
 */
public enum Definition {
    AVERAGE_ORDER_VALUE("aov", "revenue / orders, both counted by the same rule"),
    ORDERS_PER_CUSTOMER("orders-per-customer", "orders of customers / customers with an order"),
    REPEAT_PURCHASE_RATE(
            "repeat-purchase-rate-orders",
            "customers with two orders or more / customers with an order"),
    REPEAT_PURCHASE_RATE_BY_DAYS(
            "repeat-purchase-rate-days",
            "customers who ordered on two calendar days or more / customers with an order"),
    TOP_SHARE(
            "top-share",
            "revenue of the biggest p % of customers (their number rounded down, at least one) / revenue"
                    + " of all customers; negative revenue of a customer counts as it is"),
    CUSTOMERS_FOR_SHARE(
            "customers-for-share",
            "the smallest number of customers, biggest first, whose revenue reaches q % of the revenue of"
                    + " all customers"),
    LORENZ_CURVE(
            "lorenz-curve",
            "share of revenue brought by the given share of customers, smallest customers first"),
    GINI(
            "gini",
            "sum of (2i - n - 1) x_i / (n sum of x_i), x ascending, i from 1; no small-sample correction"),
    RETENTION_STRICT(
            "retention-strict",
            "customers with an order in both periods / customers with an order in the earlier period"),
    RETENTION_TEXTBOOK(
            "retention-textbook",
            "(E - N) / S: customers of the later period without those new in it / customers of the"
                    + " earlier period; counts customers who come back after a pause, can exceed 1"),
    COHORTS(
            "cohorts-first-order-month",
            "customers by the calendar month of their first order; per month since then how many of them"
                    + " ordered; a month that has not ended is marked, a month that has not begun is absent"),
    RFM_VALUE_THRESHOLDS(
            "rfm-value-thresholds",
            "scores 1 to 5: one more than the number of 20/40/60/80 % quantiles (nearest rank) below the"
                    + " value, so equal values share a score; recency reversed, 5 is most recent"),
    RFM_RANK(
            "rfm-rank",
            "scores 1 to 5 by NTILE(5) over the ranked customers, ties in ascending order of the shop's"
                    + " customer id; recency reversed, 5 is most recent"),
    CLV_ORDERS("clv-aov-orders", "average order value x orders per customer so far"),
    CLV_LIFESPAN(
            "clv-aov-frequency-lifespan",
            "average order value x orders per quarter with an order x lifespan in quarters; revenue, not"
                    + " margin"),
    CLV_DISCOUNTED_START(
            "clv-retention-discount-start",
            "m (1 + d) / (1 + d - r): revenue m per quarter, the first at once, retention r, discount d"),
    CLV_DISCOUNTED_END(
            "clv-retention-discount-end",
            "m r / (1 + d - r): revenue m per quarter, the first at the end of the first quarter,"
                    + " retention r, discount d"),
    LIFESPAN(
            "lifespan-constant-churn",
            "1 / (1 - retention) quarters; right only where everyone leaves at the same constant rate");

    private final String id;
    private final String text;

    Definition(String id, String text) {
        this.id = id;
        this.text = text;
    }

    /** The stable id: lower case, never changed once released. */
    public String id() {
        return id;
    }

    /** The definition in English. */
    public String text() {
        return text;
    }
}
