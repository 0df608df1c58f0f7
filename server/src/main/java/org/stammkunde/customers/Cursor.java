package org.stammkunde.customers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last customer of a page of the list, after which the next one begins.
 *
 * @param position what the list is ordered by, as a whole number
 * @param customer the customer's number, which decides between equals
 */
record Cursor(long position, long customer) {

    private static final Pattern FORM = Pattern.compile("(-?\\d{1,19})_(\\d{1,19})");

    /** The years 1 to 9999, in microseconds: what a time may be. */
    private static final long MICROS_MIN = -62_135_596_800_000_000L;

    private static final long MICROS_MAX = 253_402_300_799_999_999L;

    static Optional<Cursor> parse(String text, Sort sort) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Cursor cursor =
                    new Cursor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
            return Optional.of(cursor).filter(found -> found.fits(sort.kind()));
        } catch (NumberFormatException tooBig) {
            return Optional.empty();
        }
    }

    private boolean fits(Sort.Kind kind) {
        return kind == Sort.Kind.NUMBER || (position >= MICROS_MIN && position <= MICROS_MAX);
    }

    @Override
    public String toString() {
        return position + "_" + customer;
    }
}
