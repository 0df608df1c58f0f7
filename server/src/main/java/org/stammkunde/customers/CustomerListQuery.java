package org.stammkunde.customers;

import java.util.Optional;

/**
 * Which part of the customer list is asked for.
 *
 * @param group only members of it
 * @param after the part that follows this customer, else the first
 */
record CustomerListQuery(
        CustomerSearch search, Optional<CustomerGroup> group, Sort sort, Optional<Cursor> after) {}
