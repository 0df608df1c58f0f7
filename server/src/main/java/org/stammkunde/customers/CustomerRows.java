package org.stammkunde.customers;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.customers.Additions.Added;
import org.stammkunde.web.Texts;

/** Reads what the list shows of customers that were found. */
@Component
class CustomerRows {

    private final JdbcClient jdbc;
    private final Additions additions;

    CustomerRows(JdbcClient jdbc, Additions additions) {
        this.jdbc = jdbc;
        this.additions = additions;
    }

    /** The customers in the given order; those that ceased to be meanwhile are left out. */
    List<CustomerRow> of(List<Long> customers, Currency currency, Texts texts) {
        Map<Long, Added> added = additions.of(customers, texts);
        Map<Long, CustomerRow> rows = new HashMap<>();
        jdbc.sql(
                        """
                        select profile.customer, profile.name, profile.email, profile.phone,
                               profile.city, profile.first_seen_at, profile.last_seen_on,
                               coalesce(figures.orders, 0) as orders,
                               coalesce(figures.revenue_minor, 0) as revenue_minor,
                               coalesce(figures.items, 0) as items,
                               figures.first_order_at, figures.last_order_at,
                               (select identifier.value
                                from identity.shared_member member
                                join events.shared_identifier identifier
                                  on identifier.number = member.identifier
                                where member.customer = profile.customer
                                order by identifier.type, identifier.number
                                limit 1) as identifier,
                               (select array_agg(distinct tagged.tag order by tagged.tag)
                                from identity.shared_member member
                                join customers.tagged on tagged.identifier = member.identifier
                                where member.customer = profile.customer) as tags
                        from customers.profile
                        left join orders.shared_customer_figures figures
                          on figures.customer = profile.customer and figures.currency = :currency
                        where profile.customer = any(:customers)
                        """)
                .param("currency", currency.getCurrencyCode())
                .param("customers", customers.toArray(Long[]::new))
                .query(row -> {
                    long customer = row.getLong("customer");
                    rows.put(
                            customer,
                            row(row, currency, Objects.requireNonNull(added.get(customer))));
                });
        return customers.stream()
                .filter(rows::containsKey)
                .map(customer -> Objects.requireNonNull(rows.get(customer)))
                .toList();
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

    private static CustomerRow row(ResultSet row, Currency currency, Added added)
            throws SQLException {
        return new CustomerRow(
                row.getLong("customer"),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("city"),
                row.getString("identifier"),
                new OrderFigures(
                        currency,
                        row.getInt("orders"),
                        row.getLong("revenue_minor"),
                        row.getBigDecimal("items"),
                        Times.instant(row, "first_order_at"),
                        Times.instant(row, "last_order_at")),
                row.getObject("first_seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen_on", LocalDate.class),
                tags(row),
                added);
    }

    private static List<String> tags(ResultSet row) throws SQLException {
        Array tags = row.getArray("tags");
        return tags == null ? List.of() : List.of((String[]) tags.getArray());
    }
}
