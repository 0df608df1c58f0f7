package org.stammkunde.customers;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.customers.Preference.Kind;

/**
 * Reads what a customer prefers from its orders: of each kind what occurs in most of them, of
 * equals what was bought last.
 */
@Component
class Preferences {

    /** Of fewer orders nothing can be said. */
    static final int ORDERS_MIN = 3;

    /** Of customers with more orders the latest ones count. */
    private static final int ORDERS_MAX = 2_000;

    private final JdbcClient jdbc;

    Preferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The preferences, in the order of their kinds; none with too few orders. */
    List<Preference> of(long customer) {
        return jdbc.sql(
                        """
                        with placed as (
                            select placed.source, placed.number, placed.channel, placed.day,
                                   placed.ordered_at
                            from identity.shared_member member
                            join orders.shared_order placed on placed.subject = member.identifier
                            where member.customer = :customer
                              and placed.kind = 'order' and placed.status = 'completed'
                            order by placed.ordered_at desc
                            limit :ordersMax),
                        found (place, kind, value, source, number, ordered_at) as (
                            select 1, 'category', line.category, line.source, line.number,
                                   placed.ordered_at
                            from placed join orders.shared_line line using (source, number)
                            where line.category is not null
                            union
                            select 2, 'product', coalesce(line.name, line.sku), line.source,
                                   line.number, placed.ordered_at
                            from placed join orders.shared_line line using (source, number)
                            where coalesce(line.name, line.sku) is not null
                            union
                            select 3, 'channel', channel, source, number, ordered_at from placed
                            union
                            select 4, 'weekday', extract(isodow from day)::text, source, number,
                                   ordered_at
                            from placed)
                        select distinct on (place) kind, value, count(*) as orders,
                               (select count(*) from placed) as all_orders
                        from found
                        where (select count(*) from placed) >= :ordersMin
                        group by place, kind, value
                        having place > 2 or count(*) > 1
                        order by place, count(*) desc, max(ordered_at) desc, value
                        """)
                .param("customer", customer)
                .param("ordersMin", ORDERS_MIN)
                .param("ordersMax", ORDERS_MAX)
                .query((row, number) ->
                        new Preference(
                                Kind.of(row.getString("kind")),
                                row.getString("value"),
                                row.getInt("orders"),
                                row.getInt("all_orders")))
                .list();
    }
}
