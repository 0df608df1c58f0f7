package org.stammkunde.customers;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last event of a part of the timeline, before which the next part lies.
 *
 * @param at when it happened
 * @param key of the fact, which decides between events of the same instant
 */
record TimelineCursor(Instant at, UUID key) {

    private static final Pattern FORM =
            Pattern.compile(
                    "(-?\\d{1,17})_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    static Optional<TimelineCursor> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long micros = Long.parseLong(matcher.group(1));
        Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return Optional.of(new TimelineCursor(at, UUID.fromString(matcher.group(2))));
    }

    @Override
    public String toString() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "_" + key;
    }
}
