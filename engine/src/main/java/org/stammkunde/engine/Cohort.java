package org.stammkunde.engine;

import java.util.List;

/**
 * Customers whose first order lies in the same period.
 *
 * @param period the period of their first order, numbered from 0
 * @param size how many customers
 * @param cells how many of them were active at which age; none for periods that have not begun
 */
public record Cohort(int period, long size, List<Cell> cells) {

    /**
     * A cohort's activity at one age.
     *
     * @param age periods since the first order, from 0
     * @param active customers of the cohort with an order in that period
     * @param complete whether that period has ended; if not, the number can still grow
     */
    public record Cell(int age, long active, boolean complete) {

        /** The fraction of the cohort that was active. */
        public Figure rate(Cohort cohort) {
            return Figure.ratio(active, cohort.size, Figure.Reason.NO_CUSTOMERS);
        }
    }
}
