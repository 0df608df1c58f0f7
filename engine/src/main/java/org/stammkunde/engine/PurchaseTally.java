package org.stammkunde.engine;

/**
 * Counts of customers and their orders.
 *
 * @param customers customers with at least one order
 * @param orders their orders
 * @param repeaters customers with two orders or more
 * @param repeatersByDays customers who ordered on two days or more
 */
public record PurchaseTally(long customers, long orders, long repeaters, long repeatersByDays) {

    /** Nobody yet. */
    public static final PurchaseTally NOBODY = new PurchaseTally(0, 0, 0, 0);

    /**
     * One customer.
     *
     * @param orders how many orders, 1 or more
     * @param orderDays on how many different days, 1 to {@code orders}
     */
    public static PurchaseTally customer(int orders, int orderDays) {
        if (orderDays < 1 || orderDays > orders) {
            throw new IllegalArgumentException(
                    orders
                            + " orders on "
                            + orderDays
                            + " days: expected 1 to "
                            + orders
                            + " days");
        }
        return new PurchaseTally(1, orders, orders > 1 ? 1 : 0, orderDays > 1 ? 1 : 0);
    }

    /** These and other customers; both must be different people. */
    public PurchaseTally plus(PurchaseTally other) {
        return new PurchaseTally(
                customers + other.customers,
                orders + other.orders,
                repeaters + other.repeaters,
                repeatersByDays + other.repeatersByDays);
    }

    /** Orders per customer. */
    public Figure ordersPerCustomer() {
        return Figure.ratio(orders, customers, Figure.Reason.NO_CUSTOMERS);
    }

    /** The share of customers with two orders or more. */
    public Figure repeatPurchaseRate() {
        return Figure.ratio(repeaters, customers, Figure.Reason.NO_CUSTOMERS);
    }

    /** The share of customers who ordered on two days or more: orders of one day count once. */
    public Figure repeatPurchaseRateByDays() {
        return Figure.ratio(repeatersByDays, customers, Figure.Reason.NO_CUSTOMERS);
    }
}
