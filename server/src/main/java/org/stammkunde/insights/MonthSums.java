package org.stammkunde.insights;

/** Orders and revenue of one calendar month, by who bought. */
final class MonthSums {

    int orders;
    int newCustomers;
    int activeCustomers;
    long newUnits;
    long returningUnits;
    long guestUnits;

    long units() {
        return Math.addExact(Math.addExact(newUnits, returningUnits), guestUnits);
    }
}
