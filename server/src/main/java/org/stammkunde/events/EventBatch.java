package org.stammkunde.events;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The facts with positions in ({@code after}, {@code upTo}], and what earlier projections found out
 * about them. Customers come in the order of their numbers: rows are looked up and written a good
 * deal faster in the order of their index.
 */
public final class EventBatch {

    private final long after;
    private final long upTo;
    private final SequencedSet<Long> touchedCustomers = new TreeSet<>();
    private final SequencedSet<Long> regroupedCustomers = new TreeSet<>();
    private final Map<Change, SequencedSet<Long>> changes = new EnumMap<>(Change.class);
    private final SequencedSet<SubjectDay> daysWithChangedOrders = new LinkedHashSet<>();
    private final Map<Long, Span> seen = new TreeMap<>();

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
     * Numbers of the customers whose facts, orders or identifiers changed, including those that
     * ceased to be: what is derived for them must be derived anew or removed.
     */
    public Long[] touchedCustomers() {
        return touchedCustomers.toArray(Long[]::new);
    }

    /**
     * Of the touched customers those that lost or won identifiers known before this batch: what was
     * summed up for them must be summed up anew. Identifiers that this batch names first have no
     * earlier facts, so that whoever wins them only takes in the batch.
     */
    public Long[] regroupedCustomers() {
        return regroupedCustomers.toArray(Long[]::new);
    }

    /** Numbers of the identifiers whose orders changed. */
    public Long[] subjectsWithChangedOrders() {
        return daysWithChangedOrders.stream()
                .map(SubjectDay::subject)
                .distinct()
                .toArray(Long[]::new);
    }

    /** The days on which changed orders stood or now stand, by the identifiers they belong to. */
    public List<SubjectDay> daysWithChangedOrders() {
        return List.copyOf(daysWithChangedOrders);
    }

    /** Notes customers whose derived rows later projections must derive anew. */
    public void touchCustomers(Collection<Long> customers) {
        touchedCustomers.addAll(customers);
    }

    /** Notes customers that lost or won identifiers known before; they are touched, too. */
    public void regroupCustomers(Collection<Long> customers) {
        regroupedCustomers.addAll(customers);
        touchedCustomers.addAll(customers);
    }

    /** The customers about whom this changed. */
    public SequencedSet<Long> customersWith(Change change) {
        return Collections.unmodifiableSequencedSet(changes.getOrDefault(change, new TreeSet<>()));
    }

    /** Notes customers about whom this changed; they are touched, too. */
    public void note(Change change, Collection<Long> customers) {
        changes.computeIfAbsent(change, none -> new TreeSet<>()).addAll(customers);
        touchedCustomers.addAll(customers);
    }

    /** The customers whose own facts the batch holds, and when they happened. */
    public Map<Long, Span> seen() {
        return Collections.unmodifiableMap(seen);
    }

    /** Notes when facts of a customer happened; the customer is touched, too. */
    public void see(long customer, Span span) {
        seen.merge(customer, span, Span::and);
        touchedCustomers.add(customer);
    }

    /** Notes days on which orders changed; an order that moves changes both days. */
    public void changeOrdersOn(Collection<SubjectDay> days) {
        daysWithChangedOrders.addAll(days);
    }
}
