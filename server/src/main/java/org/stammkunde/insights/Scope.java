package org.stammkunde.insights;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.stream.Stream;

/**
 * What a report counts, and from which day to which.
 *
 * @param rule which purchases
 * @param currency of which currency
 * @param firstDay the day of the first of them
 * @param lastDay the last day that counts
 * @param decimals of the unit in which amounts are added up
 */
record Scope(Rule rule, Currency currency, LocalDate firstDay, LocalDate lastDay, int decimals) {

    /**
     * An earlier day is a mistake of whoever wrote it, and would stretch every series of months.
     */
    static final LocalDate FIRST_DAY_MIN = LocalDate.EPOCH;

    private static final int QUARTER_MONTHS = 3;

    /** The calendar month of the first purchase, number 0. */
    YearMonth firstMonth() {
        return YearMonth.from(firstDay);
    }

    /** How many calendar months the days touch, 1 or more. */
    int months() {
        return monthOf(lastDay) + 1;
    }

    /** All days from the first to the last. */
    Stream<LocalDate> days() {
        return firstDay.datesUntil(lastDay.plusDays(1));
    }

    /** The number of a day's month. */
    int monthOf(LocalDate day) {
        return (int) ChronoUnit.MONTHS.between(firstMonth(), YearMonth.from(day));
    }

    /** The month with this number. */
    YearMonth month(int month) {
        return firstMonth().plusMonths(month);
    }

    /** How many months, from the first on, have ended on the last day. */
    int completeMonths() {
        return monthOf(lastDay.plusDays(1));
    }

    /** The number of the calendar quarter of a month; the quarter of the first month is 0. */
    int quarterOfMonth(int month) {
        return (month + monthsBefore()) / QUARTER_MONTHS;
    }

    /** How many calendar quarters the days touch. */
    int quarters() {
        return quarterOfMonth(months() - 1) + 1;
    }

    /** The first month of a quarter, which for quarter 0 may lie before the first purchase. */
    YearMonth quarter(int quarter) {
        return firstMonth().plusMonths((long) quarter * QUARTER_MONTHS - monthsBefore());
    }

    /** Whether all three months of a quarter lie in the scope and have ended. */
    boolean isQuarterComplete(int quarter) {
        int first = quarter * QUARTER_MONTHS - monthsBefore();
        return first >= 0 && first + QUARTER_MONTHS <= completeMonths();
    }

    /** Months of the first quarter that lie before the first purchase. */
    private int monthsBefore() {
        return (firstMonth().getMonthValue() - 1) % QUARTER_MONTHS;
    }
}
