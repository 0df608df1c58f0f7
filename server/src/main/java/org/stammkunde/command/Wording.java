package org.stammkunde.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Texts, numbers and dates of the terminal in one language. */
final class Wording {

    /** Stands for a figure that is not defined. */
    static final String NOTHING = "–";

    private static final int MONTHS_OF_QUARTER = 3;

    private final Locale locale;
    private final ResourceBundle texts;

    private Wording(Locale locale) {
        this.locale = locale;
        this.texts =
                ResourceBundle.getBundle(
                        "i18n.report",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** German or English. */
    static Wording of(Locale locale) {
        return new Wording(locale);
    }

    String text(String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), locale).format(arguments);
    }

    String number(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /** A number with so many decimals, rounded half up; a dash for none. */
    String decimal(@Nullable BigDecimal value, int decimals) {
        if (value == null) {
            return NOTHING;
        }
        return exact(NumberFormat.getNumberInstance(locale), decimals).format(value);
    }

    /** A fraction as a percentage with one decimal; a dash for none. */
    String percent(@Nullable BigDecimal fraction) {
        return fraction == null
                ? NOTHING
                : exact(NumberFormat.getPercentInstance(locale), 1).format(fraction);
    }

    /** An amount to the minor unit of its currency, without its sign; a dash for none. */
    String amount(@Nullable BigDecimal amount, Currency currency) {
        return decimal(amount, Math.max(0, currency.getDefaultFractionDigits()));
    }

    /** An amount with the currency's sign. */
    String money(@Nullable BigDecimal amount, Currency currency) {
        if (amount == null) {
            return NOTHING;
        }
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        return exact(format, Math.max(0, currency.getDefaultFractionDigits())).format(amount);
    }

    private static NumberFormat exact(NumberFormat format, int decimals) {
        format.setRoundingMode(RoundingMode.HALF_UP);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format;
    }

    String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(date);
    }

    String time(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(instant.atZone(zone));
    }

    /** A month such as Dec 2010. */
    String month(YearMonth month) {
        return DateTimeFormatter.ofPattern("LLL yyyy", locale).format(month);
    }

    /** A month within a sentence, such as December 2010. */
    String fullMonth(YearMonth month) {
        return DateTimeFormatter.ofPattern("LLLL yyyy", locale).format(month);
    }

    /** The calendar quarter that begins with this month, such as Q1 2011. */
    String quarter(YearMonth month) {
        return "Q%d %d"
                .formatted((month.getMonthValue() - 1) / MONTHS_OF_QUARTER + 1, month.getYear());
    }
}
