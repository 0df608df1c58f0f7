package org.stammkunde.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.events.Change;
import org.stammkunde.events.EventBatch;
import org.stammkunde.events.EventType;
import org.stammkunde.events.Projection;
import org.stammkunde.events.SubjectDay;
import org.stammkunde.merchant.Merchant;
import org.stammkunde.merchant.MerchantSettings;
import org.stammkunde.orders.OrderFact.Stamp;

/** Keeps orders, their lines and what each customer ordered up to date. */
@Component
@Order(20)
final class OrdersProjection implements Projection {

    /**
     * Each order is looked up, {@code offset 0} sees to that: in a log full of orders the planner
     * would rather read the whole of it for every batch.
     */
    static final String FACTS_ABOUT_ORDERS =
            """
            select event.source, event.resource, event.version, event.type, event.name,
                   event.subject, event.occurred_at, event.key, event.payload
            from (select distinct source, resource from events.shared_event
                  where position > :after and position <= :upTo
                    and resource like 'order/%'
                  order by source, resource
                  offset 0) changed
            cross join lateral (
                select * from events.shared_event
                where source = changed.source and resource = changed.resource
                  and position <= :upTo
                offset 0) event
            """;

    private final JdbcClient jdbc;
    private final MerchantSettings merchant;
    private final OrderTables tables;
    private final SoldProducts products;

    OrdersProjection(
            JdbcClient jdbc, MerchantSettings merchant, OrderTables tables, SoldProducts products) {
        this.jdbc = jdbc;
        this.merchant = merchant;
        this.tables = tables;
        this.products = products;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public List<String> tables() {
        return List.of(
                "orders.sales_order",
                "orders.line",
                "orders.customer_figures",
                "orders.product_figures");
    }

    @Override
    public void apply(EventBatch batch) {
        Map<OrderNumber, List<OrderFact>> facts = factsAboutOrdersIn(batch);
        if (!facts.isEmpty()) {
            batch.changeOrdersOn(replace(facts));
        }
        Set<Long> customers = customersWithChangedOrders(batch);
        if (!customers.isEmpty()) {
            countAnew(customers);
            batch.note(Change.ORDERS, customers);
        }
    }

    /** All facts, old and new, about the orders that the batch says something about. */
    private Map<OrderNumber, List<OrderFact>> factsAboutOrdersIn(EventBatch batch) {
        Map<OrderNumber, List<OrderFact>> facts = new LinkedHashMap<>();
        jdbc.sql(FACTS_ABOUT_ORDERS)
                .param("after", batch.after())
                .param("upTo", batch.upTo())
                .query(row -> {
                    collect(row, facts);
                });
        return facts;
    }

    private static void collect(ResultSet row, Map<OrderNumber, List<OrderFact>> facts)
            throws SQLException {
        OrderNumber number =
                new OrderNumber(
                        row.getInt("source"),
                        row.getString("resource").substring("order/".length()));
        Stamp stamp =
                new Stamp(
                        row.getLong("version"),
                        row.getObject("key", UUID.class),
                        row.getObject("subject", Long.class),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant());
        List<OrderFact> known = facts.computeIfAbsent(number, key -> new ArrayList<>());
        OrderFacts.read(
                        EventType.ofCode(row.getInt("type")),
                        row.getString("name"),
                        stamp,
                        row.getString("payload"))
                .ifPresent(known::add);
    }

    /** Writes the orders as their facts say; answers where they stood and where they stand. */
    private Set<SubjectDay> replace(Map<OrderNumber, List<OrderFact>> facts) {
        Merchant current = merchant.current();
        Map<OrderNumber, SalesOrder> orders = new LinkedHashMap<>();
        facts.forEach((number, known) ->
                SalesOrder.of(known, current.currency())
                        .ifPresent(order -> orders.put(number, order)));
        products.subtract(facts.keySet());
        Set<SubjectDay> days = tables.remove(facts.keySet());
        days.addAll(tables.add(orders, current.zone()));
        products.add(orders.keySet());
        return days;
    }

    private Set<Long> customersWithChangedOrders(EventBatch batch) {
        Set<Long> customers = new LinkedHashSet<>(List.of(batch.regroupedCustomers()));
        if (batch.subjectsWithChangedOrders().length > 0) {
            jdbc.sql(
                            """
                            select distinct customer from identity.shared_member
                            where identifier = any(:subjects) order by customer
                            """)
                    .param("subjects", batch.subjectsWithChangedOrders())
                    .query(row -> {
                        customers.add(row.getLong(1));
                    });
        }
        return customers;
    }

    /** Sums stop where the columns end: what a sender makes up must not hold up all the others. */
    private void countAnew(Set<Long> customers) {
        Long[] numbers = customers.toArray(Long[]::new);
        jdbc.sql("delete from orders.customer_figures where customer = any(:customers)")
                .param("customers", numbers)
                .update();
        jdbc.sql(
                        """
                        insert into orders.customer_figures (customer, currency, orders,
                            revenue_minor, items, first_order_at, last_order_at, order_days)
                        select member.customer, placed.currency,
                               count(*) filter (where counts),
                               least(greatest(sum(placed.net_minor), -9e18), 9e18),
                               least(greatest(coalesce(
                                   sum(placed.items) filter (where counts), 0), -1e12), 1e12),
                               min(placed.ordered_at) filter (where counts),
                               max(placed.ordered_at) filter (where counts),
                               count(distinct placed.day) filter (where counts)
                        from identity.shared_member member
                        join orders.sales_order placed on placed.subject = member.identifier
                        cross join lateral (
                            select placed.kind = 'order' and placed.status <> 'cancelled' as counts
                        ) counted
                        where member.customer = any(:customers)
                        group by member.customer, placed.currency
                        """)
                .param("customers", numbers)
                .update();
    }
}
