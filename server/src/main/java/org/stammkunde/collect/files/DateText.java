package org.stammkunde.collect.files;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date, with or without time and offset, as a file writes it: {@code 2026-04-03}, {@code
 * 03.04.2026 14:05}, {@code 3/4/2026 2:05 PM}, {@code 20260403}, {@code 2026-04-03T14:05:00Z}.
 *
 * @param local the date and time as written; midnight where no time is written
 * @param timed whether a time is written
 * @param offset the offset from UTC, null if none is written
 */
record DateText(LocalDateTime local, boolean timed, @Nullable ZoneOffset offset) {

    private static final Pattern FORM =
            Pattern.compile("(?:\\d{8}|(\\d{1,2}|\\d{4})([-./])\\d{1,2}\\2\\d{1,4})(?!\\d)");

    /** The date a text stands for, or null if it stands for none. */
    static @Nullable DateText parse(String text, DateStyle style, int currentYear) {
        return new Scanner(text.strip(), currentYear).dateText(style);
    }

    /**
     * How a text writes its date, such as {@code day.month.year}, {@code year-month-day} or {@code
     * yearmonthday}; empty where it does not begin with one.
     */
    static String form(String text, DateStyle style) {
        Matcher date = FORM.matcher(text.strip());
        if (!date.lookingAt()) {
            return "";
        }
        String separator = date.group(2);
        if (separator == null) {
            return "yearmonthday";
        }
        boolean monthFirst = !separator.equals(".") && style == DateStyle.MONTH_FIRST;
        return String.join(
                separator,
                date.group(1).length() == 4
                        ? List.of("year", "month", "day")
                        : monthFirst
                                ? List.of("month", "day", "year")
                                : List.of("day", "month", "year"));
    }

    /** What a text between slashes says about the order of day and month. */
    static Hint hint(String text) {
        int[] parts = new Scanner(text.strip(), 0).slashed();
        if (parts.length == 0) {
            return Hint.NONE;
        }
        boolean firstMayBeMonth = parts[0] >= 1 && parts[0] <= 12;
        boolean secondMayBeMonth = parts[1] >= 1 && parts[1] <= 12;
        if (firstMayBeMonth && secondMayBeMonth) {
            return parts[0] == parts[1] ? Hint.NONE : Hint.UNCLEAR;
        }
        return firstMayBeMonth ? Hint.MONTH_FIRST : secondMayBeMonth ? Hint.DAY_FIRST : Hint.NONE;
    }

    /** What a date says about the order of day and month. */
    enum Hint {
        NONE,
        DAY_FIRST,
        MONTH_FIRST,
        UNCLEAR
    }

    /** The time a text stands for, such as {@code 14:05} or {@code 2:05:30 PM}, or null. */
    static @Nullable LocalTime parseTime(String text) {
        Scanner scanner = new Scanner(text.strip(), 0);
        LocalTime time = scanner.time();
        return scanner.atEnd() ? time : null;
    }

    /** Reads a text from left to right; a part that does not fit leaves it before the end. */
    private static final class Scanner {
        private final String text;
        private final int currentYear;
        private int position;

        Scanner(String text, int currentYear) {
            this.text = text;
            this.currentYear = currentYear;
        }

        @Nullable DateText dateText(DateStyle style) {
            try {
                LocalDate date = date(style);
                if (date == null) {
                    return null;
                }
                boolean separated = skipToTime();
                LocalTime time = separated ? time() : null;
                ZoneOffset offset = time == null ? null : offset();
                boolean whole = atEnd() && (!separated || time != null);
                return whole
                        ? new DateText(
                                date.atTime(time == null ? LocalTime.MIDNIGHT : time),
                                time != null,
                                offset)
                        : null;
            } catch (DateTimeException noSuchDate) {
                return null;
            }
        }

        /** The first two numbers of a date with slashes; empty if it is none. */
        int[] slashed() {
            int first = number(2);
            if (first < 0 || !(accept('/') || accept('-'))) {
                return new int[0];
            }
            int second = number(2);
            return second < 0 || !(accept('/') || accept('-'))
                    ? new int[0]
                    : new int[] {first, second};
        }

        boolean atEnd() {
            return position == text.length();
        }

        private @Nullable LocalDate date(DateStyle style) {
            int start = position;
            int first = number(8);
            int digits = position - start;
            if (first < 0) {
                return null;
            }
            if (digits == 8) {
                return LocalDate.of(first / 10_000, first / 100 % 100, first % 100);
            }
            char separator = atEnd() ? 0 : text.charAt(position);
            if ("-/.".indexOf(separator) < 0) {
                return null;
            }
            return digits == 4
                    ? yearFirst(first, separator)
                    : yearLast(first, digits, separator, style);
        }

        private @Nullable LocalDate yearFirst(int year, char separator) {
            position++;
            int month = number(2);
            if (month < 0 || !accept(separator)) {
                return null;
            }
            int day = number(2);
            return day < 0 ? null : LocalDate.of(year, month, day);
        }

        private @Nullable LocalDate yearLast(
                int first, int digits, char separator, DateStyle style) {
            position++;
            int second = number(2);
            if (second < 0 || digits > 2 || !accept(separator)) {
                return null;
            }
            int year = year();
            boolean monthFirst = separator != '.' && style == DateStyle.MONTH_FIRST;
            return year < 0
                    ? null
                    : LocalDate.of(year, monthFirst ? first : second, monthFirst ? second : first);
        }

        /** Two digits mean the last hundred years, this year included. */
        private int year() {
            int start = position;
            int year = number(4);
            int digits = position - start;
            if (digits == 2) {
                int century = currentYear - currentYear % 100;
                return century + year > currentYear ? century + year - 100 : century + year;
            }
            return digits == 4 ? year : -1;
        }

        private boolean skipToTime() {
            int start = position;
            accept(',');
            while (accept(' ')) {}
            return position > start ? !atEnd() : accept('T');
        }

        private @Nullable LocalTime time() {
            int hour = number(2);
            if (hour < 0 || !accept(':')) {
                return null;
            }
            int minute = number(2);
            int second = accept(':') ? number(2) : 0;
            int nano = second >= 0 && (accept('.') || accept(',')) ? fraction() : 0;
            if (minute < 0 || second < 0 || nano < 0) {
                return null;
            }
            int half = half();
            return half < 0 || (hour >= 1 && hour <= 12)
                    ? time(half < 0 ? hour : hour % 12 + half, minute, second, nano)
                    : null;
        }

        private static @Nullable LocalTime time(int hour, int minute, int second, int nano) {
            boolean valid = hour < 24 && minute < 60 && second < 60;
            return valid ? LocalTime.of(hour, minute, second, nano) : null;
        }

        private int fraction() {
            int start = position;
            int value = number(9);
            int digits = position - start;
            return value < 0 ? -1 : value * (int) Math.pow(10, 9 - digits);
        }

        /** Hours to add for AM (0) or PM (12); -1 where neither is written. */
        private int half() {
            int start = position;
            while (accept(' ')) {}
            for (String half : new String[] {"am", "pm"}) {
                if (text.regionMatches(true, position, half, 0, 2)) {
                    position += 2;
                    return half.startsWith("p") ? 12 : 0;
                }
            }
            position = start;
            return -1;
        }

        private @Nullable ZoneOffset offset() {
            int start = position;
            while (accept(' ')) {}
            if (accept('Z') || acceptWord("UTC") || acceptWord("GMT")) {
                return ZoneOffset.UTC;
            }
            int sign = accept('+') ? 1 : accept('-') ? -1 : 0;
            int hours = sign == 0 ? -1 : number(2);
            if (hours < 0) {
                position = start;
                return null;
            }
            accept(':');
            int minutes = Math.max(0, number(2));
            return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
        }

        private int number(int digitsMax) {
            int start = position;
            int value = 0;
            while (!atEnd() && position - start < digitsMax && isDigit(text.charAt(position))) {
                value = 10 * value + text.charAt(position++) - '0';
            }
            return position == start ? -1 : value;
        }

        private static boolean isDigit(char character) {
            return character >= '0' && character <= '9';
        }

        private boolean accept(char character) {
            boolean found = !atEnd() && text.charAt(position) == character;
            position += found ? 1 : 0;
            return found;
        }

        private boolean acceptWord(String word) {
            boolean found = text.startsWith(word, position);
            position += found ? word.length() : 0;
            return found;
        }
    }
}
