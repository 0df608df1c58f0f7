package org.stammkunde.segments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.stammkunde.merchant.Merchant;

/**
 * The time for which a condition is asked, seen from today.
 *
 * @param day for which is asked
 * @param now the instant of that day for which is asked, where hours count
 * @param today of the merchant
 * @param merchant whose zone parts the days and whose currency amounts are in
 */
record Moment(LocalDate day, Instant now, LocalDate today, Merchant merchant) {

    static Moment at(Instant now, Merchant merchant) {
        LocalDate today = LocalDate.ofInstant(now, merchant.zone());
        return new Moment(today, now, today, merchant);
    }

    /** Today as it stands, the last instant of a day gone by, the first one of a day to come. */
    Moment on(LocalDate other) {
        if (other.equals(day)) {
            return this;
        }
        Moment moment = new Moment(other, now, today, merchant);
        return moment.isPast()
                ? new Moment(other, moment.end().minus(1, ChronoUnit.MICROS), today, merchant)
                : new Moment(
                        other, other.atStartOfDay(merchant.zone()).toInstant(), today, merchant);
    }

    /** A later instant. */
    Moment later(Instant instant) {
        return new Moment(LocalDate.ofInstant(instant, merchant.zone()), instant, today, merchant);
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
