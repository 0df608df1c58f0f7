package org.stammkunde.collect.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stammkunde.collect.files.DecimalStyle.Hint;

class DecimalStyleTest {

    @Test
    void germanNumbersAreReadExactly() {
        check(DecimalStyle.GERMAN, "0", "0");
        check(DecimalStyle.GERMAN, "1.234,56", "1234.56");
        check(DecimalStyle.GERMAN, "1.234", "1234");
        check(DecimalStyle.GERMAN, "1234,5", "1234.5");
        check(DecimalStyle.GERMAN, ",5", "0.5");
        check(DecimalStyle.GERMAN, "5,", "5.0");
        check(DecimalStyle.GERMAN, "-12,50 €", "-12.50");
        check(DecimalStyle.GERMAN, "12,50-", "-12.50");
        check(DecimalStyle.GERMAN, "(12,50)", "-12.50");
        check(DecimalStyle.GERMAN, "+3", "3");
        check(DecimalStyle.GERMAN, "EUR 1 234,56", "1234.56");
        check(DecimalStyle.GERMAN, "1\u00a0234,56", "1234.56");
        check(DecimalStyle.GERMAN, "\u22123,00", "-3.00");
        checkNone(DecimalStyle.GERMAN, "1.5");
        checkNone(DecimalStyle.GERMAN, "1,234.56");
        checkNone(DecimalStyle.GERMAN, "1.2345,6");
    }

    @Test
    void englishNumbersAreReadExactly() {
        check(DecimalStyle.ENGLISH, "1,234.56", "1234.56");
        check(DecimalStyle.ENGLISH, "1.234", "1.234");
        check(DecimalStyle.ENGLISH, "$12.50", "12.50");
        check(DecimalStyle.ENGLISH, "-11062.06", "-11062.06");
        check(DecimalStyle.ENGLISH, "CHF 1'234.50", "1234.50");
        checkNone(DecimalStyle.ENGLISH, "1,5");
        checkNone(DecimalStyle.ENGLISH, "12,50");
        checkNone(DecimalStyle.ENGLISH, "1.234,56");
    }

    @Test
    void whatIsNoNumberIsNone() {
        for (String text :
                new String[] {
                    "", " ", "-", ".", ",", "abc", "1E+05", "12 %", "1/2", "--5", "€", "()", "1-2",
                    "0x10", "١٢", "NaN", "1.2.3"
                }) {
            checkNone(DecimalStyle.ENGLISH, text);
        }
    }

    @Test
    void columnsAreToldApartByWhatOnlyOneStyleWrites() {
        checkHint("12", Hint.NONE);
        checkHint("1.234,56", Hint.GERMAN);
        checkHint("1,234.56", Hint.ENGLISH);
        checkHint("1.234.567", Hint.GERMAN);
        checkHint("1,234,567", Hint.ENGLISH);
        checkHint("2.55", Hint.ENGLISH);
        checkHint("2,55", Hint.GERMAN);
        checkHint("0.125", Hint.ENGLISH);
        checkHint("1234.567", Hint.ENGLISH);
        checkHint("1.234", Hint.UNCLEAR);
        checkHint("-1,234 €", Hint.UNCLEAR);
        checkHint("St. Price, EUR", Hint.NONE);
    }

    @Test
    void shortestFormIsThatOfTheParsedNumber() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "0123459.,-";
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(9); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            for (DecimalStyle style : DecimalStyle.values()) {
                BigDecimal number = style.parse(text.toString());
                String expected =
                        number == null
                                ? null
                                : number.signum() == 0
                                        ? "0"
                                        : number.stripTrailingZeros().toPlainString();
                assertThat(style.plain(text.toString()))
                        .as("seed %d, `%s` %s", seed, text, style)
                        .isEqualTo(expected);
            }
        }
    }

    private static void check(DecimalStyle style, String text, String expected) {
        assertThat(style.parse(text)).as(text).isEqualTo(new BigDecimal(expected));
    }

    private static void checkNone(DecimalStyle style, String text) {
        assertThat(style.parse(text)).as(text).isNull();
    }

    private static void checkHint(String text, Hint expected) {
        assertThat(DecimalStyle.hint(text)).as(text).isEqualTo(expected);
    }
}
