package org.stammkunde.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.stammkunde.merchant.Merchant;

/**
 * Texts, numbers, money and dates as one reader reads them: in the reader's language and the
 * merchant's time zone. Immutable.
 */
public final class Texts {

    private static final Logger LOG = LoggerFactory.getLogger(Texts.class);

    private final MessageSource messages;
    private final Language language;
    private final Merchant merchant;

    Texts(MessageSource messages, Language language, Merchant merchant) {
        this.messages = messages;
        this.language = language;
        this.merchant = merchant;
    }

    public Language language() {
        return language;
    }

    /** The merchant whose name, zone and currency the pages show. */
    public Merchant merchant() {
        return merchant;
    }

    /**
     * The text with the given key, its arguments put in. A missing text shows as its key in double
     * brackets, so that a page never fails for it; tests do.
     */
    public String text(String key, Object... arguments) {
        String text = messages.getMessage(key, arguments, null, locale());
        if (text != null) {
            return text;
        }
        LOG.error("No text `{}` in {}", key, language.code());
        return "⟦" + key + "⟧";
    }

    /** Whether there is a text with the given key. */
    public boolean knows(String key) {
        return messages.getMessage(key, null, null, locale()) != null;
    }

    /** A whole number with grouping, such as 1,234. */
    public String number(long value) {
        return NumberFormat.getIntegerInstance(locale()).format(value);
    }

    /** A number rounded half up to at most the given decimal places; no zeros are appended. */
    public String decimal(BigDecimal value, int placesMax) {
        NumberFormat format = NumberFormat.getNumberInstance(locale());
        format.setRoundingMode(RoundingMode.HALF_UP);
        format.setMaximumFractionDigits(placesMax);
        return format.format(value);
    }

    /** A number rounded half up to exactly the given decimal places. */
    public String decimal(double value, int places) {
        NumberFormat format = NumberFormat.getNumberInstance(locale());
        format.setRoundingMode(RoundingMode.HALF_UP);
        format.setMinimumFractionDigits(places);
        format.setMaximumFractionDigits(places);
        return format.format(value);
    }

    /** A share, 0 to 1, as a percentage with the given decimal places. */
    public String percent(double share, int places) {
        NumberFormat format = NumberFormat.getPercentInstance(locale());
        format.setRoundingMode(RoundingMode.HALF_UP);
        format.setMinimumFractionDigits(places);
        format.setMaximumFractionDigits(places);
        return format.format(share);
    }

    /** An amount in minor units of its currency, to the last minor unit. */
    public String money(long minor, Currency currency) {
        return moneyFormat(currency).format(major(minor, currency));
    }

    /** An amount in major units, rounded half up to the minor unit. */
    public String money(BigDecimal amount, Currency currency) {
        return moneyFormat(currency).format(amount);
    }

    /** An amount in major units, rounded half up to whole ones. */
    public String moneyRounded(BigDecimal amount, Currency currency) {
        NumberFormat format = moneyFormat(currency);
        format.setMinimumFractionDigits(0);
        format.setMaximumFractionDigits(0);
        return format.format(amount);
    }

    /** An amount in minor units of its currency, rounded half up to major units. */
    public String moneyRounded(long minor, Currency currency) {
        return moneyRounded(major(minor, currency), currency);
    }

    /** The amount in major units of its currency, exactly. */
    public static BigDecimal major(long minor, Currency currency) {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }

    public String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale())
                .format(date);
    }

    /** A date with its day of the week, such as Monday, March 7, 2011. */
    public String weekday(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(locale())
                .format(date);
    }

    /** The day, in the merchant's zone, that the instant falls on. */
    public String date(Instant instant) {
        return date(day(instant));
    }

    /** The day in the merchant's zone. */
    public LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, zone());
    }

    /** Day and minute in the merchant's zone. */
    public String dateTime(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale())
                .format(instant.atZone(zone()));
    }

    /** The minute of the day in the merchant's zone. */
    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale())
                .format(instant.atZone(zone()));
    }

    /** A month with its year, such as March 2011. */
    public String month(YearMonth month) {
        return DateTimeFormatter.ofPattern("MMMM yyyy", locale()).format(month);
    }

    /** A month with its year for narrow places such as axes, such as Mar 2011. */
    public String monthShort(YearMonth month) {
        return DateTimeFormatter.ofPattern("MMM yyyy", locale()).format(month);
    }

    private NumberFormat moneyFormat(Currency currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale());
        format.setCurrency(currency);
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }

    private ZoneId zone() {
        return merchant.zone();
    }

    private Locale locale() {
        return language.locale();
    }
}
