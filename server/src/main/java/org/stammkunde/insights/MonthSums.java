package org.stammkunde.insights;

import org.stammkunde.engine.Sums;

/** Orders and revenue of one calendar month, by who bought. */
final class MonthSums {

    int orders;
    int newCustomers;
    int activeCustomers;
    long newUnits;
    long returningUnits;
    long guestUnits;

    long units() {
        return Sums.capped(Sums.capped(newUnits, returningUnits), guestUnits);
    }
}
