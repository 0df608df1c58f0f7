package org.stammkunde.collect.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stammkunde.collect.files.DateText.Hint;

class DateTextTest {
    private static final int YEAR = 2026;

    @Test
    void datesOfEveryStyleAreRead() {
        check("2026-04-03", "2026-04-03T00:00 date");
        check("2010-12-01 08:26:00", "2010-12-01T08:26 time");
        check("2026/4/3 8:05", "2026-04-03T08:05 time");
        check("2026-04-03T14:05:06.5Z", "2026-04-03T14:05:06.500 time Z");
        check("2026-04-03 14:05:06 +0200", "2026-04-03T14:05:06 time +02:00");
        check("2026-04-03T14:05:06-05:30", "2026-04-03T14:05:06 time -05:30");
        check("2026-04-03 14:05:06 UTC", "2026-04-03T14:05:06 time Z");
        check("03.04.2026", "2026-04-03T00:00 date");
        check("3.4.2026 14:05", "2026-04-03T14:05 time");
        check("03.04.26 14:05", "2026-04-03T14:05 time");
        check("03.04.27", "1927-04-03T00:00 date");
        check("03.04.2026, 14:05:06", "2026-04-03T14:05:06 time");
        check("3/4/2026", "2026-04-03T00:00 date");
        check("3/4/2026 2:05 PM", "2026-04-03T14:05 time");
        check("12/4/2026 12:05am", "2026-04-12T00:05 time");
        check("19970101", "1997-01-01T00:00 date");
        check("19970101 0:00", "1997-01-01T00:00 time");
    }

    @Test
    void monthComesFirstWhereTheColumnSaysSo() {
        assertThat(shown(DateText.parse("3/4/2026", DateStyle.MONTH_FIRST, YEAR)))
                .isEqualTo("2026-03-04T00:00 date");
        assertThat(shown(DateText.parse("3.4.2026", DateStyle.MONTH_FIRST, YEAR)))
                .isEqualTo("2026-04-03T00:00 date");
        assertThat(DateText.parse("13/4/2026", DateStyle.MONTH_FIRST, YEAR)).isNull();
    }

    @Test
    void theFormOfADateIsTold() {
        checkForm("2026-04-03T14:05", "year-month-day");
        checkForm("2026/4/3", "year/month/day");
        checkForm("03.04.26 14:05", "day.month.year");
        checkForm("3/4/2026", "day/month/year");
        checkForm("19970101 0:00", "yearmonthday");
        checkForm("197001011", "");
        checkForm("heute", "");
        assertThat(DateText.form("3/4/2026", DateStyle.MONTH_FIRST)).isEqualTo("month/day/year");
        assertThat(DateText.form("3.4.2026", DateStyle.MONTH_FIRST)).isEqualTo("day.month.year");
    }

    private static void checkForm(String text, String form) {
        assertThat(DateText.form(text, DateStyle.DAY_FIRST)).as(text).isEqualTo(form);
    }

    @Test
    void whatIsNoDateIsNone() {
        for (String text :
                new String[] {
                    "",
                    "x",
                    "2026",
                    "2026-13-01",
                    "2026-02-30",
                    "31.04.2026",
                    "1.2",
                    "45292",
                    "2026-04-03 25:00",
                    "2026-04-03 14:60",
                    "2026-04-03 14",
                    "2026-04-03 x",
                    "2026-04-03T",
                    "2026-04-03 13:05 PM",
                    "03.04.2026 14:05 +99:99",
                    "1.2.345",
                    "0000-00-00",
                    "0000-00-00 00:00:00"
                }) {
            assertThat(DateText.parse(text, DateStyle.DAY_FIRST, YEAR)).as(text).isNull();
        }
    }

    @Test
    void orderOfDayAndMonthIsToldByNumbersAboveTwelve() {
        checkHint("25/12/2026", Hint.DAY_FIRST);
        checkHint("12/25/2026", Hint.MONTH_FIRST);
        checkHint("3/4/2026", Hint.UNCLEAR);
        checkHint("3/3/2026", Hint.NONE);
        checkHint("13/13/2026", Hint.NONE);
        checkHint("2026-04-03", Hint.NONE);
        checkHint("03.04.2026", Hint.NONE);
    }

    @Test
    void rubbishIsNoDateButNeverFails() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "0123456789./-: TZ+,apmPM";
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(22); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                DateText parsed = DateText.parse(text.toString(), DateStyle.DAY_FIRST, YEAR);
                assertThat(parsed == null || parsed.local().getYear() <= 9999).isTrue();
            } catch (RuntimeException failed) {
                throw new AssertionError("seed %d, text `%s`".formatted(seed, text), failed);
            }
        }
    }

    private static void check(String text, String expected) {
        assertThat(shown(DateText.parse(text, DateStyle.DAY_FIRST, YEAR)))
                .as(text)
                .isEqualTo(expected);
    }

    private static String shown(@Nullable DateText date) {
        if (date == null) {
            return "none";
        }
        String offset = date.offset() == null ? "" : " " + date.offset();
        return date.local() + (date.timed() ? " time" : " date") + offset;
    }

    private static void checkHint(String text, Hint expected) {
        assertThat(DateText.hint(text)).as(text).isEqualTo(expected);
    }
}
