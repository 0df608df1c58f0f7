package org.stammkunde.customers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the customer list: search, filter, order and paging by key, so that the last page costs as
 * much as the first.
 */
@Component
class CustomerListTable {

    /** Customers on a page. */
    static final int PAGE_SIZE = 50;

    /** Up to here, results are counted exactly. */
    static final int COUNT_MAX = 10_000;

    private final JdbcClient jdbc;
    private final Additions additions;

    CustomerListTable(JdbcClient jdbc, Additions additions) {
        this.jdbc = jdbc;
        this.additions = additions;
    }

    /**
     * A page of the list.
     *
     * @param next where the following page begins, empty on the last
     */
    record Part(List<CustomerRow> rows, Optional<Cursor> next) {}

    Part read(CustomerListQuery query, Currency currency) {
        List<Found> found = find(query, currency.getCurrencyCode());
        boolean isMore = found.size() > PAGE_SIZE;
        List<Found> shown = isMore ? found.subList(0, PAGE_SIZE) : found;
        Optional<Cursor> next = isMore ? Optional.of(shown.getLast().cursor()) : Optional.empty();
        return new Part(shown.stream().map(Found::row).toList(), next);
    }

    /** The wanted currency if anybody paid in it, else the one that most customers paid in. */
    Currency currency(Currency wanted) {
        return jdbc.sql(
                        """
                        select currency from (
                            (select currency, 1 as rank
                             from orders.shared_customer_figures
                             where currency = :wanted
                             limit 1)
                            union all
                            (select currency, 2 as rank
                             from orders.shared_customer_figures
                             where not exists (select from orders.shared_customer_figures
                                               where currency = :wanted)
                             group by currency
                             order by count(*) desc, currency
                             limit 1)) choice
                        order by rank
                        limit 1
                        """)
                .param("wanted", wanted.getCurrencyCode())
                .query(String.class)
                .optional()
                .map(Currency::getInstance)
                .orElse(wanted);
    }

    /** How many customers match, at most one more than {@link #COUNT_MAX}. */
    int count(CustomerListQuery query) {
        Map<String, Object> parameters = new HashMap<>();
        String sql =
                """
                select count(*) from (
                    select from customers.profile
                    where true %s
                    limit %d) as counted
                """
                        .formatted(condition(query, parameters), COUNT_MAX + 1);
        return jdbc.sql(sql).params(parameters).query(Integer.class).single();
    }

    private List<Found> find(CustomerListQuery query, String currency) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("currency", currency);
        String sql =
                """
                select profile.customer, profile.name, profile.email, profile.last_seen_on,
                       coalesce(figures.orders, 0) as orders,
                       coalesce(figures.revenue_minor, 0) as revenue_minor,
                       figures.last_order_at,
                       %s as position,
                       (select identifier.value
                        from identity.shared_member member
                        join events.shared_identifier identifier
                          on identifier.number = member.identifier
                        where member.customer = profile.customer
                        order by identifier.type, identifier.number
                        limit 1) as identifier
                from customers.profile
                left join orders.shared_customer_figures figures
                  on figures.customer = profile.customer and figures.currency = :currency
                %s
                where true %s %s
                order by %s desc, profile.customer desc
                limit %d
                """
                        .formatted(
                                query.sort().position(),
                                joinOf(query.sort()),
                                condition(query, parameters),
                                follows(query, parameters),
                                query.sort().expression(),
                                PAGE_SIZE + 1);
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, number) ->
                        new Found(
                                new CustomerRow(
                                        row.getLong("customer"),
                                        row.getString("name"),
                                        row.getString("email"),
                                        row.getString("identifier"),
                                        row.getInt("orders"),
                                        row.getLong("revenue_minor"),
                                        Times.instant(row, "last_order_at"),
                                        row.getObject("last_seen_on", LocalDate.class)),
                                row.getLong("position")))
                .list();
    }

    private String joinOf(Sort sort) {
        return additions.columns().stream()
                .filter(column -> column.key().equals(sort.key()))
                .map(column ->
                        "left join (%s) added on added.customer = profile.customer"
                                .formatted(column.query()))
                .findFirst()
                .orElse("");
    }

    private static String condition(CustomerListQuery query, Map<String, Object> parameters) {
        StringBuilder condition = new StringBuilder();
        query.group()
                .ifPresent(group ->
                        condition.append(
                                "and profile.customer in (select customer from (%s) member)"
                                        .formatted(group.query())));
        if (!query.search().isEmpty()) {
            condition.append(matches(query.search(), parameters));
        }
        return condition.toString();
    }

    private static String matches(CustomerSearch search, Map<String, Object> parameters) {
        parameters.put("order", search.text());
        List<String> words = new ArrayList<>();
        for (String pattern : search.patterns()) {
            String name = "word" + words.size();
            parameters.put(name, pattern);
            words.add("words like :" + name);
        }
        return """
        and profile.customer in (
            select customer from customers.search where %s
            union
            select member.customer
            from events.shared_source source
            join orders.shared_order placed
              on placed.source = source.id and placed.number = :order
            join identity.shared_member member on member.identifier = placed.subject)
        """
                .formatted(String.join(" and ", words));
    }

    private static String follows(CustomerListQuery query, Map<String, Object> parameters) {
        if (query.after().isEmpty()) {
            return "";
        }
        Cursor after = query.after().get();
        Sort sort = query.sort();
        parameters.put("position", sort.kind().parameter(after.position()));
        parameters.put("customer", after.customer());
        return "and (%s, profile.customer) < (cast(:position as %s), :customer)"
                .formatted(sort.expression(), sort.kind().sqlType());
    }

    private record Found(CustomerRow row, long position) {

        Cursor cursor() {
            return new Cursor(position, row.customer());
        }
    }
}
