package org.stammkunde.insights;

import java.util.Arrays;
import org.stammkunde.engine.Amounts;

/** What each customer bought, column by column: 32 bytes per customer. */
final class CustomerColumns {

    private static final int FIRST_CAPACITY = 1024;

    private long[] customers = new long[FIRST_CAPACITY];
    private long[] units = new long[FIRST_CAPACITY];
    private int[] orders = new int[FIRST_CAPACITY];
    private int[] orderDays = new int[FIRST_CAPACITY];
    private int[] activeQuarters = new int[FIRST_CAPACITY];
    private int[] daysSinceLast = new int[FIRST_CAPACITY];
    private int size;

    /**
     * Adds a customer.
     *
     * @param customer number
     * @param units revenue
     * @param orders 1 or more
     * @param orderDays different days with an order
     * @param activeQuarters calendar quarters with an order
     * @param daysSinceLast from the last order to the day after the last day that counts
     */
    void add(
            long customer,
            long units,
            int orders,
            int orderDays,
            int activeQuarters,
            int daysSinceLast) {
        if (size == customers.length) {
            grow();
        }
        this.customers[size] = customer;
        this.units[size] = units;
        this.orders[size] = orders;
        this.orderDays[size] = orderDays;
        this.activeQuarters[size] = activeQuarters;
        this.daysSinceLast[size] = daysSinceLast;
        size++;
    }

    private void grow() {
        int capacity = size * 2;
        customers = Arrays.copyOf(customers, capacity);
        units = Arrays.copyOf(units, capacity);
        orders = Arrays.copyOf(orders, capacity);
        orderDays = Arrays.copyOf(orderDays, capacity);
        activeQuarters = Arrays.copyOf(activeQuarters, capacity);
        daysSinceLast = Arrays.copyOf(daysSinceLast, capacity);
    }

    int size() {
        return size;
    }

    long customer(int index) {
        return customers[index];
    }

    long units(int index) {
        return units[index];
    }

    int orders(int index) {
        return orders[index];
    }

    int orderDays(int index) {
        return orderDays[index];
    }

    int activeQuarters(int index) {
        return activeQuarters[index];
    }

    int daysSinceLast(int index) {
        return daysSinceLast[index];
    }

    Amounts revenue(int decimals) {
        return Amounts.of(Arrays.copyOf(units, size), decimals);
    }

    int[] orders() {
        return Arrays.copyOf(orders, size);
    }

    int[] daysSinceLast() {
        return Arrays.copyOf(daysSinceLast, size);
    }
}
