package org.stammkunde.segments;

import java.time.Instant;
import java.time.LocalDate;
import org.stammkunde.merchant.Merchant;

/**
 * The day for which a condition is asked, seen from today.
 *
 * @param day for which is asked
 * @param today of the merchant
 * @param merchant whose zone parts the days and whose currency amounts are in
 */
record Moment(LocalDate day, LocalDate today, Merchant merchant) {

    static Moment at(Instant now, Merchant merchant) {
        LocalDate today = LocalDate.ofInstant(now, merchant.zone());
        return new Moment(today, today, merchant);
    }

    Moment on(LocalDate other) {
        return new Moment(other, today, merchant);
    }

    /** Whether only facts up to the day count, because it has gone by. */
    boolean isPast() {
        return day.isBefore(today);
    }

    boolean isToday() {
        return day.equals(today);
    }

    /** The window's days; of a day gone by nothing later. */
    Window.Span span(Window window) {
        return isPast() ? window.on(day).until(day) : window.on(day);
    }

    /** The instant at which the day ends. */
    Instant end() {
        return day.plusDays(1).atStartOfDay(merchant.zone()).toInstant();
    }

    /** How many decimal places the reporting currency has. */
    int minorDigits() {
        return Math.max(0, merchant.currency().getDefaultFractionDigits());
    }
}
