package org.stammkunde.events;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * The facts with positions in ({@code after}, {@code upTo}], and what earlier projections found out
 * about them.
 */
public final class EventBatch {

    private final long after;
    private final long upTo;
    private final SequencedSet<Long> touchedCustomers = new LinkedHashSet<>();
    private final SequencedSet<Long> touchedSubjects = new LinkedHashSet<>();

    EventBatch(long after, long upTo) {
        this.after = after;
        this.upTo = upTo;
    }

    /** The last position of the batch before. */
    public long after() {
        return after;
    }

    /** The last position of this batch. */
    public long upTo() {
        return upTo;
    }

    /**
     * Numbers of the customers whose facts or identifiers changed, including those that ceased to
     * be: what is derived for them must be derived anew or removed.
     */
    public long[] touchedCustomers() {
        return touchedCustomers.stream().mapToLong(Long::longValue).toArray();
    }

    /** Numbers of the identifiers whose orders changed. */
    public long[] subjectsWithChangedOrders() {
        return touchedSubjects.stream().mapToLong(Long::longValue).toArray();
    }

    /** Notes customers whose derived rows later projections must derive anew. */
    public void touchCustomers(Collection<Long> customers) {
        touchedCustomers.addAll(customers);
    }

    /** Notes identifiers whose orders changed. */
    public void touchOrdersOf(Collection<Long> subjects) {
        touchedSubjects.addAll(subjects);
    }
}
