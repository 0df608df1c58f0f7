package org.stammkunde.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Currency;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.stammkunde.merchant.Merchant;

class TextsTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency GBP = Currency.getInstance("GBP");
    private static final Currency JPY = Currency.getInstance("JPY");

    @Test
    void figuresAreWrittenAsTheReaderWritesThem() {
        check(texts -> texts.number(1_234_567), "1.234.567", "1,234,567");
        check(texts -> texts.number(-5), "-5", "-5");
        check(texts -> texts.decimal(new BigDecimal("4.50"), 2), "4,5", "4.5");
        check(texts -> texts.decimal(2.25, 1), "2,3", "2.3");
        check(texts -> texts.percent(0.65432, 1), "65,4 %", "65.4%");
        check(texts -> texts.percent(1, 0), "100 %", "100%");
    }

    @Test
    void moneyIsExactToItsMinorUnit() {
        check(texts -> texts.money(123_450, EUR), "1.234,50 €", "€1,234.50");
        check(texts -> texts.money(-1, GBP), "-0,01 £", "-£0.01");
        check(texts -> texts.money(1_234, JPY), "1.234 ¥", "¥1,234");
        check(texts -> texts.moneyRounded(150, EUR), "2 €", "€2");
        check(
                texts -> texts.money(9_007_199_254_740_993L, EUR),
                "90.071.992.547.409,93 €",
                "€90,071,992,547,409.93");
    }

    @Test
    void timesAreThoseOfTheMerchantsZone() {
        Instant lateInBerlin = Instant.parse("2011-03-01T23:30:00Z");

        check(texts -> texts.date(lateInBerlin), "02.03.2011", "Mar 2, 2011");
        check(texts -> texts.dateTime(lateInBerlin), "02.03.2011, 00:30", "Mar 2, 2011, 12:30 AM");
        check(texts -> texts.time(lateInBerlin), "00:30", "12:30 AM");
        check(texts -> texts.date(LocalDate.of(2011, 12, 9)), "09.12.2011", "Dec 9, 2011");
        check(texts -> texts.month(YearMonth.of(2011, 3)), "März 2011", "March 2011");
        check(texts -> texts.monthShort(YearMonth.of(2011, 3)), "März 2011", "Mar 2011");
    }

    @Test
    void pluralsAreFormedAndMissingTextsStandOut() {
        check(
                texts -> texts.text("security.setUp.mend", 1),
                "Ein Feld ist noch nicht in Ordnung.",
                "One field needs your attention.");
        check(
                texts -> texts.text("security.setUp.mend", 2),
                "2 Felder sind noch nicht in Ordnung.",
                "2 fields need your attention.");
        check(texts -> texts.text("no.such.text"), "⟦no.such.text⟧", "⟦no.such.text⟧");
    }

    private static void check(Function<Texts, String> format, String german, String english) {
        assertThat(plain(format.apply(texts(Language.GERMAN)))).isEqualTo(german);
        assertThat(plain(format.apply(texts(Language.ENGLISH)))).isEqualTo(english);
    }

    /** Which of the many spaces stands between number and sign is the formatter's business. */
    private static String plain(String text) {
        return text.replaceAll("[\\u00a0\\u202f]", " ");
    }

    private static Texts texts(Language language) {
        Merchant merchant = new Merchant("Feinkost Lindner", ZoneId.of("Europe/Berlin"), EUR);
        return new Texts(WebConfiguration.messageSource(), language, merchant);
    }
}
