package org.stammkunde.customers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which part of the customer list is asked for.
 *
 * @param after the part that follows this customer, else the first
 */
record CustomerListQuery(
        CustomerSearch search, CustomerFilters filters, Sort sort, Optional<Cursor> after) {

    /** What stands in the address, except for the part. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", search.text());
        parameters.putAll(filters.values());
        parameters.put("sort", sort.equals(Sort.LAST_ORDER) ? "" : sort.key());
        return parameters;
    }

    CustomerListQuery from(Optional<Cursor> cursor) {
        return new CustomerListQuery(search, filters, sort, cursor);
    }
}
