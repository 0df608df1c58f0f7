package org.stammkunde.orders;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.database.CopyRows;
import org.stammkunde.events.SubjectDay;
import org.stammkunde.orders.OrderFact.Line;

/** The tables of orders and lines: an order is replaced as a whole. */
@Component
final class OrderTables {

    /** Rows are sent when this many have gathered, which keeps the buffer at a few megabytes. */
    private static final int ROWS_MAX = 20_000;

    private final JdbcClient jdbc;
    private final DataSource database;

    OrderTables(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** Removes orders; answers the identifiers and days they belonged to. */
    Set<SubjectDay> remove(Collection<OrderNumber> orders) {
        Set<SubjectDay> days = new LinkedHashSet<>();
        jdbc.sql(
                        """
                        with removed as (
                            select source, number
                            from unnest(:sources::integer[], :numbers::text[])
                                as removed (source, number)),
                        lines as (
                            delete from orders.line using removed
                            where line.source = removed.source
                              and line.number = removed.number collate "C")
                        delete from orders.sales_order using removed
                        where sales_order.source = removed.source
                          and sales_order.number = removed.number collate "C"
                        returning sales_order.subject, sales_order.day
                        """)
                .param("sources", orders.stream().map(OrderNumber::source).toArray(Integer[]::new))
                .param("numbers", orders.stream().map(OrderNumber::number).toArray(String[]::new))
                .query(row -> {
                    long subject = row.getLong(1);
                    if (!row.wasNull()) {
                        days.add(new SubjectDay(subject, row.getObject(2, LocalDate.class)));
                    }
                });
        return days;
    }

    /**
     * Adds orders that are not there; answers the identifiers and days they belong to.
     *
     * @param zone whose midnights part the days
     */
    Set<SubjectDay> add(Map<OrderNumber, SalesOrder> orders, ZoneId zone) {
        try {
            copyOrders(orders, zone);
            copyLines(orders);
        } catch (SQLException failed) {
            throw new IllegalStateException("orders could not be written", failed);
        }
        Set<SubjectDay> days = new LinkedHashSet<>();
        for (SalesOrder order : orders.values()) {
            Long subject = order.subject();
            if (subject != null) {
                days.add(new SubjectDay(subject, day(order, zone)));
            }
        }
        return days;
    }

    private static LocalDate day(SalesOrder order, ZoneId zone) {
        return order.orderedAt().atZone(zone).toLocalDate();
    }

    private void copyOrders(Map<OrderNumber, SalesOrder> orders, ZoneId zone) throws SQLException {
        CopyRows rows = new CopyRows();
        orders.forEach((number, order) -> addOrder(rows, number, order, zone));
        rows.copyInto(
                database,
                """
                orders.sales_order (source, number, kind, status, channel, subject, currency,
                    ordered_at, day, items, total_minor, refunded_minor, net_minor)\
                """);
    }

    private static void addOrder(CopyRows rows, OrderNumber number, SalesOrder order, ZoneId zone) {
        rows.row(13);
        rows.integer(number.source());
        rows.text(number.number());
        rows.text(order.kind().name().toLowerCase(Locale.ROOT));
        rows.text(order.cancelled() ? "cancelled" : "completed");
        rows.text(order.channel());
        rows.bigint(order.subject());
        rows.text(order.currency().getCurrencyCode());
        rows.instant(order.orderedAt());
        rows.date(day(order, zone));
        rows.numeric(order.items());
        rows.bigint(order.totalMinor());
        rows.bigint(order.refundedMinor());
        rows.bigint(order.netMinor());
    }

    private void copyLines(Map<OrderNumber, SalesOrder> orders) throws SQLException {
        CopyRows rows = new CopyRows();
        for (Map.Entry<OrderNumber, SalesOrder> entry : orders.entrySet()) {
            addLines(rows, entry.getKey(), entry.getValue().lines());
            if (rows.rows() >= ROWS_MAX) {
                sendLines(rows);
            }
        }
        sendLines(rows);
    }

    private static void addLines(CopyRows rows, OrderNumber number, List<Line> lines) {
        for (int index = 0; index < lines.size(); index++) {
            Line line = lines.get(index);
            rows.row(9);
            rows.integer(number.source());
            rows.text(number.number());
            rows.integer(index + 1);
            rows.text(line.sku());
            rows.text(line.name());
            rows.text(line.category());
            rows.numeric(line.quantity());
            rows.numeric(line.unitPrice());
            rows.numeric(line.discount());
        }
    }

    private void sendLines(CopyRows rows) throws SQLException {
        rows.copyInto(
                database,
                """
                orders.line (source, number, line, sku, name, category, quantity, unit_price,
                    discount)\
                """);
    }
}
