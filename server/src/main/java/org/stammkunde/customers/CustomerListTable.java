package org.stammkunde.customers;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the customers of a list: search, filters, order and paging by key, so that the last page
 * costs as much as the first. Those who have no value to be ordered by come last.
 */
@Component
class CustomerListTable {

    /** Customers on a page. */
    static final int PAGE_SIZE = 50;

    /** Up to here, results are counted exactly. */
    static final int COUNT_MAX = 10_000;

    /** Customers that one order number or, beside one, the words of a search find at most. */
    private static final int FOUND_MAX = 1_000;

    private final JdbcClient jdbc;
    private final Additions additions;

    CustomerListTable(JdbcClient jdbc, Additions additions) {
        this.jdbc = jdbc;
        this.additions = additions;
    }

    /**
     * A page of the list.
     *
     * @param customers their numbers, in order
     * @param next where the following page begins, empty on the last
     */
    record Part(List<Long> customers, Optional<Cursor> next) {}

    /** A customer found and where it stands. */
    private record Found(long customer, @Nullable String position) {

        Cursor cursor() {
            return new Cursor(position, customer);
        }
    }

    Part read(CustomerListQuery query, Currency currency, int size) {
        List<Found> found = find(query, currency, size + 1);
        boolean isMore = found.size() > size;
        List<Found> shown = isMore ? found.subList(0, size) : found;
        Optional<Cursor> next = isMore ? Optional.of(shown.getLast().cursor()) : Optional.empty();
        return new Part(shown.stream().map(Found::customer).toList(), next);
    }

    /** How many customers match, at most one more than {@link #COUNT_MAX}. */
    int count(CustomerListQuery query, Currency currency) {
        Selection selection = selection(query, currency, Optional.empty());
        String sql =
                "select count(*) from (select %s limit %d) counted"
                        .formatted(selection.sql(), COUNT_MAX + 1);
        return jdbc.sql(sql).params(selection.parameters()).query(Integer.class).single();
    }

    /**
     * All customers that match, as a query with the column {@code customer}.
     *
     * @param sql the query
     * @param parameters of the query
     */
    record Selection(String sql, Map<String, Object> parameters) {}

    Selection all(CustomerListQuery query, Currency currency) {
        Selection selection = selection(query, currency, Optional.empty());
        return new Selection("select listing.customer " + selection.sql(), selection.parameters());
    }

    private List<Found> find(CustomerListQuery query, Currency currency, int max) {
        boolean isAmongTheLast =
                query.after().filter(cursor -> cursor.position() == null).isPresent();
        List<Found> found = new ArrayList<>();
        if (!isAmongTheLast) {
            found.addAll(withValue(query, currency, max));
        }
        Sort sort = query.sort();
        boolean everybodyHasIt =
                sort.column().equals("newest") || query.filters().leaveOutWithout(sort.row());
        if (found.size() < max && !everybodyHasIt) {
            Optional<Cursor> after = isAmongTheLast ? query.after() : Optional.empty();
            found.addAll(withoutValue(query.from(after), currency, max - found.size()));
        }
        return found;
    }

    private List<Found> withValue(CustomerListQuery query, Currency currency, int max) {
        Sort sort = query.sort();
        Selection selection = selection(query, currency, Optional.of(sort));
        Map<String, Object> parameters = new HashMap<>(selection.parameters());
        query.after()
                .ifPresent(after -> {
                    String position = String.valueOf(after.position());
                    parameters.put("position", sort.kind().parameter(position));
                    parameters.put("afterCustomer", after.customer());
                });
        String follows =
                query.after().isEmpty()
                        ? ""
                        : "and (%s, %s) %s (cast(:position as %s), :afterCustomer)"
                                .formatted(
                                        sort.value(),
                                        sort.customer(),
                                        sort.follows(),
                                        sort.kind().sqlType());
        String sql =
                """
                select %s as customer, %s as position %s and %s is not null %s
                order by %s %s, %s %s
                limit %d
                """
                        .formatted(
                                sort.customer(),
                                sort.position(),
                                selection.sql(),
                                sort.value(),
                                follows,
                                sort.value(),
                                sort.direction(),
                                sort.customer(),
                                sort.direction(),
                                max);
        return found(sql, parameters);
    }

    private List<Found> withoutValue(CustomerListQuery query, Currency currency, int max) {
        Sort sort = query.sort();
        Selection selection = selection(query, currency, Optional.of(sort));
        Map<String, Object> parameters = new HashMap<>(selection.parameters());
        query.after().ifPresent(after -> parameters.put("afterCustomer", after.customer()));
        String sql =
                """
                select listing.customer, null as position %s and %s is null %s
                order by listing.customer desc
                limit %d
                """
                        .formatted(
                                selection.sql(),
                                sort.value(),
                                query.after().isEmpty()
                                        ? ""
                                        : "and listing.customer < :afterCustomer",
                                max);
        return found(sql, parameters);
    }

    private List<Found> found(String sql, Map<String, Object> parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, number) ->
                        new Found(row.getLong("customer"), row.getString("position")))
                .list();
    }

    /** From {@code from} on, without order and limit. */
    private Selection selection(CustomerListQuery query, Currency currency, Optional<Sort> sort) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("currency", currency.getCurrencyCode());
        StringBuilder sql =
                new StringBuilder(
                        """
                        from customers.listing
                        left join orders.shared_customer_figures figures
                          on figures.customer = listing.customer and figures.currency = :currency
                        """);
        for (CustomerColumn column : additions.columns()) {
            String key = column.key();
            if (query.filters().lookAt(key)
                    || sort.filter(by -> by.row().equals(key)).isPresent()) {
                sql.append(
                        "left join (%s) %s on %s.customer = listing.customer\n"
                                .formatted(column.query(), key, key));
            }
        }
        List<Condition> conditions = new ArrayList<>(query.filters().conditions());
        if (!query.search().isEmpty()) {
            conditions.add(matches(query.search(), sql));
        }
        sql.append("where true");
        for (Condition condition : conditions) {
            sql.append(" and ").append(condition.sql());
            parameters.putAll(condition.parameters());
        }
        return new Selection(sql.toString(), parameters);
    }

    private Condition matches(CustomerSearch search, StringBuilder joins) {
        List<Long> ofOrder = customersOfOrder(search.text());
        if (!ofOrder.isEmpty()) {
            List<Long> found = new ArrayList<>(ofOrder);
            found.addAll(customersByWords(search));
            return Condition.of(
                    "listing.customer = any(:found)", Map.of("found", found.toArray(Long[]::new)));
        }
        if (search.isShort()) {
            return search.beginnings();
        }
        joins.append("join customers.search on search.customer = listing.customer\n");
        return search.matches();
    }

    private List<Long> customersOfOrder(String number) {
        return jdbc.sql(
                        """
                        select member.customer
                        from events.shared_source source
                        join orders.shared_order placed
                          on placed.source = source.id and placed.number = :number
                        join identity.shared_member member on member.identifier = placed.subject
                        limit :max
                        """)
                .param("number", number)
                .param("max", FOUND_MAX)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private List<Long> customersByWords(CustomerSearch search) {
        Condition matches = search.matches();
        return jdbc.sql(
                        "select customer from customers.search where %s limit :max"
                                .formatted(matches.sql()))
                .params(matches.parameters())
                .param("max", FOUND_MAX)
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
