package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * What was sold of a product in one currency.
 *
 * @param days the earliest first
 */
record Sales(List<SoldOn> days) {

    /** How many days tell how fast a product sells. */
    static final int RECENT_DAYS = 90;

    private static final int DAYS_LEFT_MAX = 9_999;

    static Sales in(Currency currency, List<SoldOn> all) {
        return new Sales(
                all.stream()
                        .filter(day -> day.currency().equals(currency.getCurrencyCode()))
                        .toList());
    }

    BigDecimal units() {
        return days.stream().map(SoldOn::units).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    long revenueMinor() {
        return days.stream().mapToLong(SoldOn::revenueMinor).sum();
    }

    /** What one brought on average, in minor units; empty if none remained sold. */
    Optional<Long> averageMinor() {
        BigDecimal units = units();
        return units.signum() <= 0
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(revenueMinor())
                                .divide(units, 0, RoundingMode.HALF_UP)
                                .longValue());
    }

    /**
     * How many days the stock lasts if it goes on selling as in the last {@value #RECENT_DAYS}
     * days; empty if none was sold in these.
     */
    Optional<Integer> daysLeft(BigDecimal stock, LocalDate today) {
        LocalDate from = today.minusDays(RECENT_DAYS);
        BigDecimal recent =
                days.stream()
                        .filter(day -> day.day().isAfter(from))
                        .map(SoldOn::units)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (recent.signum() <= 0 || stock.signum() < 0) {
            return Optional.empty();
        }
        BigDecimal left =
                stock.multiply(BigDecimal.valueOf(RECENT_DAYS))
                        .divide(recent, 0, RoundingMode.DOWN);
        return Optional.of(left.min(BigDecimal.valueOf(DAYS_LEFT_MAX)).intValue());
    }
}
