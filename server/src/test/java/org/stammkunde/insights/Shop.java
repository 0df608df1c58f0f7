package org.stammkunde.insights;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A shop whose orders stand in the projections as if they had come in as facts. */
final class Shop {

    private final JdbcClient jdbc;
    private final Map<String, Long> customers = new HashMap<>();
    private int documents;

    private Shop(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A shop without orders in a database of which nothing else is left. */
    static Shop empty(JdbcClient jdbc) {
        jdbc.sql(
                        """
                        truncate orders.sales_order, orders.line, identity.member, customers.profile,
                                 events.identifier, events.event, segments.member, score.score,
                                 score.present, merchant.setting
                        """)
                .update();
        jdbc.sql("update events.cursor set position = 0").update();
        return new Shop(jdbc);
    }

    /** A document before it is written. */
    record Document(
            @Nullable String customer,
            String day,
            String kind,
            String status,
            String currency,
            BigDecimal total) {}

    /** An order of one line in EUR. */
    Shop order(String customer, String day, String total) {
        return write(
                new Document(customer, day, "order", "completed", "EUR", new BigDecimal(total)));
    }

    /** An order that names nobody. */
    Shop guest(String day, String total) {
        return write(new Document(null, day, "order", "completed", "EUR", new BigDecimal(total)));
    }

    Shop order(String customer, String day, String total, String currency) {
        return write(
                new Document(customer, day, "order", "completed", currency, new BigDecimal(total)));
    }

    Shop cancelled(String customer, String day, String total) {
        return write(
                new Document(customer, day, "order", "cancelled", "EUR", new BigDecimal(total)));
    }

    /** A credit note that names no order. */
    Shop credit(String customer, String day, String total) {
        return write(
                new Document(
                        customer,
                        day,
                        "credit",
                        "completed",
                        "EUR",
                        new BigDecimal(total).negate()));
    }

    private Shop write(Document document) {
        String number = "n" + ++documents;
        long minor = document.total.movePointRight(2).longValueExact();
        jdbc.sql(
                        """
                        insert into orders.sales_order values (1, :number, :kind, :status, 'online',
                            :subject, :currency, :at, :day, 1, :minor, 0, :net)
                        """)
                .param("number", number)
                .param("kind", document.kind)
                .param("status", document.status)
                .param("subject", document.customer == null ? null : number(document.customer))
                .param("currency", document.currency)
                .param("at", LocalDate.parse(document.day).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("day", LocalDate.parse(document.day))
                .param("minor", minor)
                .param("net", document.status.equals("cancelled") ? 0 : minor)
                .update();
        return line(number, document.kind.equals("credit") ? "-1" : "1", document.total.abs());
    }

    /** Adds a line to the order written last. */
    Shop line(String quantity, String unitPrice) {
        return line("n" + documents, quantity, new BigDecimal(unitPrice));
    }

    private Shop line(String number, String quantity, BigDecimal unitPrice) {
        jdbc.sql(
                        """
                        insert into orders.line
                        select 1, :number, count(*) + 1, 'A', 'Thing', null, :quantity, :price, 0
                        from orders.line where number = :number
                        """)
                .param("number", number)
                .param("quantity", new BigDecimal(quantity))
                .param("price", unitPrice)
                .update();
        return this;
    }

    /** Money that went back for the order written last. */
    Shop refund(String amount) {
        jdbc.sql(
                        """
                        update orders.sales_order
                        set refunded_minor = :minor, net_minor = total_minor - :minor
                        where number = :number
                        """)
                .param("minor", new BigDecimal(amount).movePointRight(2).longValueExact())
                .param("number", "n" + documents)
                .update();
        return this;
    }

    Shop loyal(String customer) {
        jdbc.sql("insert into segments.member values ('treue-kunden', :customer)")
                .param("customer", number(customer))
                .update();
        return this;
    }

    Shop score(String customer, long points) {
        jdbc.sql(
                        """
                        insert into score.present (day, weight, rule_version, threshold_micro)
                        values ('2024-01-01', 1, 0, 100000000) on conflict do nothing
                        """)
                .update();
        jdbc.sql("insert into score.score values (:customer, :micro, null)")
                .param("customer", number(customer))
                .param("micro", points * 1_000_000)
                .update();
        return this;
    }

    /** The customer's number; one is made of a name that has none yet. */
    long number(String customer) {
        return customers.computeIfAbsent(customer, this::newCustomer);
    }

    private long newCustomer(String name) {
        long number =
                jdbc.sql(
                                """
                                insert into events.identifier (type, namespace, value)
                                values (1, 'shop', :name) returning number
                                """)
                        .param("name", name)
                        .query((row, index) -> row.getLong(1))
                        .single();
        jdbc.sql("insert into identity.member values (:number, :number)")
                .param("number", number)
                .update();
        jdbc.sql(
                        """
                        insert into customers.profile
                        values (:number, :name, null, null, null, now(), current_date)
                        """)
                .param("number", number)
                .param("name", "Name of " + name)
                .update();
        return number;
    }
}
