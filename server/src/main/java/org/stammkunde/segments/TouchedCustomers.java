package org.stammkunde.segments;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stammkunde.events.Change;
import org.stammkunde.events.EventBatch;

/**
 * Whose data a batch changed, by kind of data.
 *
 * @param batch what the projections before found out
 * @param counted customers whose counts of events changed, by the question's number
 */
record TouchedCustomers(EventBatch batch, Map<Integer, Set<Long>> counted) {

    /** Customers that lost or won known identifiers: about them everything is decided anew. */
    Set<Long> regrouped() {
        return new LinkedHashSet<>(List.of(batch.regroupedCustomers()));
    }

    /** The others about whom a segment that reads so must be decided anew. */
    Set<Long> of(Reads reads, Known known) {
        Set<Long> customers = new LinkedHashSet<>();
        if (reads.presence()) {
            customers.addAll(List.of(batch.touchedCustomers()));
        }
        if (reads.newcomers()) {
            customers.addAll(batch.customersWith(Change.IDENTIFIERS));
            customers.addAll(batch.customersWith(Change.BROWSERS));
        }
        if (reads.orders()) {
            customers.addAll(batch.customersWith(Change.ORDERS));
        }
        if (reads.consent()) {
            customers.addAll(batch.customersWith(Change.CONSENT));
        }
        if (reads.score()) {
            customers.addAll(batch.customersWith(Change.SCORE));
        }
        if (!reads.traits().isEmpty()) {
            customers.addAll(batch.customersWith(Change.TRAITS));
        }
        for (EventQuestion.Key key : reads.events()) {
            int question = known.questions().getOrDefault(key, 0);
            customers.addAll(counted.getOrDefault(question, Set.of()));
        }
        customers.removeAll(regrouped());
        return customers;
    }
}
