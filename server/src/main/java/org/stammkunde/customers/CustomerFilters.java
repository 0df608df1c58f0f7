package org.stammkunde.customers;

import java.util.List;
import java.util.SequencedMap;

/**
 * What the list is narrowed to.
 *
 * @param values by name of the filter, as they stand in the address
 * @param conditions what they mean
 */
record CustomerFilters(SequencedMap<String, String> values, List<Condition> conditions) {

    boolean isEmpty() {
        return values.isEmpty();
    }

    String value(String key) {
        return values.getOrDefault(key, "");
    }

    /** Whether any condition looks at this row. */
    boolean lookAt(String row) {
        return conditions.stream().anyMatch(condition -> row.equals(condition.of()));
    }

    /** Whether customers without this row are left out. */
    boolean leaveOutWithout(String row) {
        return conditions.stream()
                .anyMatch(condition -> condition.leavesOut() && row.equals(condition.of()));
    }
}
