package org.stammkunde.score;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.stammkunde.events.EventType;

/** Which facts are an activity. */
sealed interface Counting {

    /**
     * Events that came in.
     *
     * @param names of tracked events; case, hyphens and underscores make no difference
     * @param types every event of these types counts, whatever its name
     */
    record Events(Set<String> names, Set<EventType> types) implements Counting {

        static Events named(String... names) {
            return new Events(new TreeSet<>(Set.of(names)), Set.of());
        }

        static Events any(EventType type) {
            return new Events(Set.of(), Set.of(type));
        }

        Events orAny(EventType type) {
            return new Events(names, Set.of(type));
        }

        /** The form in which names are compared, as {@link Facts} has it in SQL. */
        static String comparable(String name) {
            return name.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
        }
    }

    /** A fact that tells this trait of the customer. */
    record Told(String trait) implements Counting {}

    /** Orders as they stand after all corrections, refunds and cancellations. */
    enum Orders implements Counting {
        /** Completed orders placed elsewhere than in a store, unless wholly refunded. */
        NOT_IN_STORE,
        /** Completed orders placed in a store, unless wholly refunded. */
        IN_STORE,
        /** Full thousands of the currency's smallest unit, net of refunds: 10.00 EUR each. */
        REVENUE,
        /** Completed orders of which something was refunded, and credit notes. */
        RETURNED
    }
}
