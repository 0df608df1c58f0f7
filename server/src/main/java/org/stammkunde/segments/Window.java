package org.stammkunde.segments;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The days of which something counts, seen from the day on which is asked. */
public sealed interface Window {

    /** All days. */
    record Ever() implements Window {}

    /** Today and the days before, so many in all. */
    record LastDays(int days) implements Window {}

    /** The hours before the instant at which is asked, so many in all; for events only. */
    record LastHours(int hours) implements Window {}

    /**
     * The days that lie between so many and so many days back.
     *
     * @param from the further end, included
     * @param to the nearer end, included
     */
    record DaysAgo(int from, int to) implements Window {}

    /** The month, quarter or year of today, or the one before. */
    record Calendar(Unit unit, boolean previous) implements Window {}

    /**
     * Between two dates, both included.
     *
     * @param from null for any earlier day
     * @param to null for any later day
     */
    record Dates(@Nullable LocalDate from, @Nullable LocalDate to) implements Window {}

    /** A part of the calendar. */
    enum Unit {
        MONTH(1),
        QUARTER(3),
        YEAR(12);

        private final int months;

        Unit(int months) {
            this.months = months;
        }

        /** The stable name in JSON. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The first day of the unit that holds the day. */
        LocalDate start(LocalDate day) {
            int month = (day.getMonthValue() - 1) / months * months + 1;
            return LocalDate.of(day.getYear(), month, 1);
        }

        /** The first day of a unit that lies so many units later. */
        LocalDate plus(LocalDate start, int units) {
            return start.plus((long) units * months, ChronoUnit.MONTHS);
        }
    }

    /** All days. */
    Window EVER = new Ever();

    /** The window as days, on a day; hours have none. */
    default Span on(LocalDate day) {
        return switch (this) {
            case Ever() -> new Span(null, null, null, null);
            case LastDays(int days) -> sliding(day, days - 1, 0);
            case LastHours _ -> throw new IllegalArgumentException("hours are no days");
            case DaysAgo(int from, int to) -> sliding(day, from, to);
            case Calendar(Unit unit, boolean previous) -> {
                LocalDate start = unit.plus(unit.start(day), previous ? -1 : 0);
                yield new Span(
                        start,
                        unit.plus(start, 1).minusDays(1),
                        null,
                        unit.plus(unit.start(day), 1));
            }
            case Dates(LocalDate from, LocalDate to) -> new Span(from, to, null, null);
        };
    }

    private static Span sliding(LocalDate day, int from, int to) {
        return new Span(day.minusDays(from), day.minusDays(to), new Sliding(from, to), null);
    }

    /**
     * A window on a day.
     *
     * @param from the first day that counts, null for all earlier ones
     * @param to the last day that counts, null for all later ones
     * @param sliding how the window moves on with every day; null when it does not
     * @param turnsOn the day on which it jumps; null when it does not
     */
    record Span(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Sliding sliding,
            @Nullable LocalDate turnsOn) {

        /** The same as it was known on a day gone by: nothing later counts. */
        Span until(LocalDate day) {
            return new Span(from, to == null || to.isAfter(day) ? day : to, sliding, turnsOn);
        }

        /** Whether a day counts. */
        boolean holds(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }
    }

    /** The ends of a window that moves on with every day, in days ago. */
    record Sliding(int from, int to) {}
}
