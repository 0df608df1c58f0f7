package org.stammkunde.customers;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A kind of event on the timeline, to filter by. */
enum TimelineKind {
    ORDERS("event.type = 7 or event.resource like 'order/%'"),
    VISITS("event.type in (3, 4)"),
    PROFILE("event.type in (1, 5, 6)"),
    OTHER("event.type = 2 and coalesce(event.resource, '') not like 'order/%'");

    private final String condition;

    TimelineKind(String condition) {
        this.condition = condition;
    }

    /** Which events are of this kind, as SQL over {@code events.shared_event event}. */
    String condition() {
        return condition;
    }

    /** Stable name in addresses. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<TimelineKind> ofKey(String key) {
        return Stream.of(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
