package org.stammkunde.example;

import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The time in which people buy: it runs fast before Christmas and slowly in summer. Purchases that
 * come evenly in this time come with the seasons in the calendar, and stay a Poisson process.
 */
final class Season {

    private static final Map<Month, Double> SPEED =
            Map.ofEntries(
                    Map.entry(Month.JANUARY, 0.85),
                    Map.entry(Month.FEBRUARY, 0.8),
                    Map.entry(Month.MARCH, 0.95),
                    Map.entry(Month.APRIL, 1.0),
                    Map.entry(Month.MAY, 1.0),
                    Map.entry(Month.JUNE, 0.9),
                    Map.entry(Month.JULY, 0.85),
                    Map.entry(Month.AUGUST, 0.85),
                    Map.entry(Month.SEPTEMBER, 0.95),
                    Map.entry(Month.OCTOBER, 1.0),
                    Map.entry(Month.NOVEMBER, 1.3),
                    Map.entry(Month.DECEMBER, 1.55));

    /** Holidays on fixed dates in the whole country. */
    private static final Set<MonthDay> HOLIDAYS =
            Set.of(
                    MonthDay.of(1, 1),
                    MonthDay.of(5, 1),
                    MonthDay.of(10, 3),
                    MonthDay.of(12, 25),
                    MonthDay.of(12, 26));

    private final LocalDate from;
    private final double[] passed;

    /** The days from the first up to, but not including, the last. */
    Season(LocalDate from, LocalDate until) {
        this.from = from;
        this.passed = new double[(int) ChronoUnit.DAYS.between(from, until) + 1];
        for (int day = 1; day < passed.length; day++) {
            passed[day] = passed[day - 1] + speed(from.plusDays(day - 1));
        }
    }

    /** How much of the time passes on this day; 1 on average. */
    static double speed(LocalDate day) {
        return SPEED.getOrDefault(day.getMonth(), 1.0);
    }

    /** Whether discounts are given on this day: winter and summer sale, and the end of November. */
    static boolean sale(LocalDate day) {
        MonthDay date = MonthDay.from(day);
        return within(date, MonthDay.of(1, 7), MonthDay.of(1, 31))
                || within(date, MonthDay.of(7, 8), MonthDay.of(7, 31))
                || within(date, MonthDay.of(11, 22), MonthDay.of(11, 30));
    }

    /** The first day from the given one on which stores are open. */
    static LocalDate storeDay(LocalDate day) {
        LocalDate open = day;
        while (open.getDayOfWeek() == java.time.DayOfWeek.SUNDAY
                || HOLIDAYS.contains(MonthDay.from(open))) {
            open = open.plusDays(1);
        }
        return open;
    }

    /** The time that has passed at the beginning of the day. */
    double passedAt(LocalDate day) {
        return passed[(int) ChronoUnit.DAYS.between(from, day)];
    }

    /** The day on which that much has passed; empty beyond the last one. */
    Optional<LocalDate> dayAt(double time) {
        int at = Arrays.binarySearch(passed, time);
        int day = at >= 0 ? at : -at - 2;
        return day < passed.length - 1 ? Optional.of(from.plusDays(day)) : Optional.empty();
    }

    private static boolean within(MonthDay date, MonthDay first, MonthDay last) {
        return !date.isBefore(first) && !date.isAfter(last);
    }
}
