package org.stammkunde.engine;

/**
 * Sums that stop at an end, where others would fail or turn over.
 *
 * <p>Nobody earns so much. But the write key of a web page is known to all the world, and whoever
 * has it can make up orders that add up to more than 64 bits hold; they must not take the figures
 * away from everybody else. Between the ends sums are exact.
 */
public final class Sums {

    /** Sums that a database makes end here, too, and the negative of it is a number as well. */
    private static final long END = 9_000_000_000_000_000_000L;

    private Sums() {}

    /** The sum of two numbers, at most 9 × 10<sup>18</sup> and at least the negative of it. */
    public static long capped(long left, long right) {
        long sum = left + right;
        boolean turnedOver = ((left ^ sum) & (right ^ sum)) < 0;
        if (turnedOver) {
            return left < 0 ? -END : END;
        }
        return Math.clamp(sum, -END, END);
    }
}
