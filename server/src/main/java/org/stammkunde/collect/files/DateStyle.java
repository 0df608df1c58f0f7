package org.stammkunde.collect.files;

/** Which of day and month a column writes first between slashes, as in 3/4/2026. */
enum DateStyle {
    DAY_FIRST("day/month/year"),
    MONTH_FIRST("month/day/year");

    private final String pattern;

    DateStyle(String pattern) {
        this.pattern = pattern;
    }

    String pattern() {
        return pattern;
    }
}
