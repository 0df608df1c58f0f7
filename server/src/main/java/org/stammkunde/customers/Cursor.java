package org.stammkunde.customers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last customer of a page of the list, after which the next one begins. It holds values and no
 * place in the list, so that what happens meanwhile moves nothing.
 *
 * @param position what the list is ordered by, as text; null among those who have no such value
 * @param customer the customer's number, which decides between equals
 */
record Cursor(@Nullable String position, long customer) {

    private static final Pattern NUMBER = Pattern.compile("(-?\\d{1,19})?_(\\d{1,19})");
    private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9_-]{1,1000})?~(\\d{1,19})");

    /** The years 1 to 9999, in microseconds: what a time may be. */
    private static final long MICROS_MIN = -62_135_596_800_000_000L;

    private static final long MICROS_MAX = 253_402_300_799_999_999L;

    static Optional<Cursor> parse(String text, Sort sort) {
        boolean isText = sort.kind() == Sort.Kind.TEXT;
        Matcher matcher = (isText ? TEXT : NUMBER).matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            String position = matcher.group(1);
            String decoded = position == null ? null : sort.kind().decoded(position);
            Cursor cursor = new Cursor(decoded, Long.parseLong(matcher.group(2)));
            return Optional.of(cursor).filter(found -> found.fits(sort.kind()));
        } catch (IllegalArgumentException rubbish) {
            return Optional.empty();
        }
    }

    /** As it stands in an address. */
    String text(Sort sort) {
        String separator = sort.kind() == Sort.Kind.TEXT ? "~" : "_";
        String encoded = position == null ? "" : sort.kind().encoded(position);
        return encoded + separator + customer;
    }

    private boolean fits(Sort.Kind kind) {
        if (position == null) {
            return true;
        }
        return switch (kind) {
            case TEXT -> position.chars().noneMatch(Character::isISOControl);
            case NUMBER -> isBetween(Long.MIN_VALUE, Long.MAX_VALUE, position);
            case INSTANT -> isBetween(MICROS_MIN, MICROS_MAX, position);
        };
    }

    private static boolean isBetween(long min, long max, String position) {
        long value = Long.parseLong(position);
        return value >= min && value <= max;
    }
}
