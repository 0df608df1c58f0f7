package org.stammkunde.collect.files;

import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the values of one column say about how it is written. */
final class ColumnEvidence {
    private static final int NO_YEAR = 2000;

    private final Map<DecimalStyle.Hint, Integer> decimals = new EnumMap<>(DecimalStyle.Hint.class);
    private final Map<DateText.Hint, Integer> dates = new EnumMap<>(DateText.Hint.class);
    private final Map<DateStyle, Integer> stepsBack = new EnumMap<>(DateStyle.class);
    private final Map<DateStyle, LocalDateTime> last = new EnumMap<>(DateStyle.class);
    private int values;
    private int wholeWithPointZero;

    void add(Field.Content content, String text) {
        if (text.isBlank()) {
            return;
        }
        values++;
        switch (content) {
            case DECIMAL -> decimals.merge(DecimalStyle.hint(text.strip()), 1, Integer::sum);
            case DATE -> addDate(text);
            case NUMBER -> wholeWithPointZero += WholeNumber.hasPointZero(text.strip()) ? 1 : 0;
            case TEXT, TIME -> {}
        }
    }

    private void addDate(String text) {
        dates.merge(DateText.hint(text), 1, Integer::sum);
        for (DateStyle style : DateStyle.values()) {
            DateText date = DateText.parse(text, style, NO_YEAR);
            if (date != null) {
                LocalDateTime before = last.put(style, date.local());
                boolean back = before != null && date.local().isBefore(before);
                stepsBack.merge(style, back ? 1 : 0, Integer::sum);
            }
        }
    }

    int count(DecimalStyle.Hint hint) {
        return decimals.getOrDefault(hint, 0);
    }

    int count(DateText.Hint hint) {
        return dates.getOrDefault(hint, 0);
    }

    /** The style that only one reading allows; where the values contradict, that of most. */
    @Nullable DecimalStyle decimalStyle() {
        int german = count(DecimalStyle.Hint.GERMAN);
        int english = count(DecimalStyle.Hint.ENGLISH);
        return german == english
                ? null
                : german > english ? DecimalStyle.GERMAN : DecimalStyle.ENGLISH;
    }

    /** Whether there are numbers that mean something else in each style. */
    boolean hasUnclearDecimals() {
        return count(DecimalStyle.Hint.UNCLEAR) > 0;
    }

    /** The order that only one reading allows; where the values contradict, that of most. */
    @Nullable DateStyle dateStyle() {
        int dayFirst = count(DateText.Hint.DAY_FIRST);
        int monthFirst = count(DateText.Hint.MONTH_FIRST);
        return dayFirst == monthFirst
                ? null
                : dayFirst > monthFirst ? DateStyle.DAY_FIRST : DateStyle.MONTH_FIRST;
    }

    boolean hasUnclearDates() {
        return count(DateText.Hint.UNCLEAR) > 0;
    }

    /** The order in which the dates of a sorted file do not step back; null if both or neither. */
    @Nullable DateStyle sortedStyle() {
        boolean dayFirst = stepsBack.getOrDefault(DateStyle.DAY_FIRST, 0) == 0;
        boolean monthFirst = stepsBack.getOrDefault(DateStyle.MONTH_FIRST, 0) == 0;
        return dayFirst == monthFirst
                ? null
                : dayFirst ? DateStyle.DAY_FIRST : DateStyle.MONTH_FIRST;
    }

    /** Whether every value is a whole number that some program wrote as 17850.0. */
    boolean isAllPointZero() {
        return values > 0 && values == wholeWithPointZero;
    }
}
