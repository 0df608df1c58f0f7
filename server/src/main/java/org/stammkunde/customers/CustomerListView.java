package org.stammkunde.customers;

import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stammkunde.customers.Additions.Added;
import org.stammkunde.web.Addresses;

/**
 * The customer list as a page shows it.
 *
 * @param query what was asked for
 * @param currency of all amounts
 * @param lines the customers of this part, with what later modules add
 * @param columns figures that later modules add
 * @param groups filters that later modules add
 * @param count how many match, at most one more than are counted
 * @param next where the following part begins
 */
record CustomerListView(
        CustomerListQuery query,
        Currency currency,
        List<Line> lines,
        List<CustomerColumn> columns,
        List<CustomerGroup> groups,
        int count,
        Optional<Cursor> next) {

    /** A customer with what later modules add. */
    record Line(CustomerRow customer, Added added) {}

    /** Whether there is no customer at all, as before the first import. */
    boolean isBeforeFirstImport() {
        return lines.isEmpty() && query.search().isEmpty() && query.group().isEmpty();
    }

    boolean isCountedExactly() {
        return count <= CustomerListTable.COUNT_MAX;
    }

    boolean isIn(CustomerGroup group) {
        return query.group().map(CustomerGroup::key).filter(group.key()::equals).isPresent();
    }

    boolean isSortedBy(String key) {
        return query.sort().key().equals(key);
    }

    String groupKey() {
        return query.group().map(CustomerGroup::key).orElse("");
    }

    /** The address of the same list in another order. */
    String sortedBy(String key) {
        return address(groupKey(), key, Optional.empty());
    }

    /** The address of the same list of another group, or of all for an empty key. */
    String ofGroup(String key) {
        return address(key, query.sort().key(), Optional.empty());
    }

    /** The address of the part that follows. */
    String following() {
        return address(groupKey(), query.sort().key(), next);
    }

    private String address(String group, String sort, Optional<Cursor> after) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", query.search().text());
        parameters.put("group", group);
        parameters.put("sort", sort.equals(Sort.LAST_SEEN.key()) ? "" : sort);
        parameters.put("after", after.map(Cursor::toString).orElse(""));
        return Addresses.of("/customers", parameters);
    }
}
