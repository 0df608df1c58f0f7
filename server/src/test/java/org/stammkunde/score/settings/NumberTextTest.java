package org.stammkunde.score.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NumberTextTest {

    @Test
    void numbersAreReadAsPeopleTypeThem() {
        check("5", "5", "5");
        check("0,5", "0.5", "0.5");
        check("0.5", "0.5", "0.5");
        check("1.000", "1000", "1.000");
        check("1,000", "1.000", "1000");
        check("1.000,5", "1000.5", null);
        check("12.500.000", "12500000", null);
        check("−15", "-15", "-15");
        check(" 1 000 ", "1000", "1000");
        check("", null, null);
        check("viel", null, null);
        check("1e9", null, null);
        check("--5", null, null);
        check("1,2,3", null, null);
        check("9999999999999999999999", null, null);
    }

    private static void check(String text, @Nullable String german, @Nullable String english) {
        checkIn(Locale.GERMANY, text, german);
        checkIn(Locale.US, text, english);
    }

    private static void checkIn(Locale locale, String text, @Nullable String expected) {
        assertThat(NumberText.parse(text, locale))
                .as("`%s` in %s", text, locale)
                .isEqualTo(java.util.Optional.ofNullable(expected).map(BigDecimal::new));
    }
}
