package org.stammkunde.orders;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sums of what was sold of each product. They follow the orders by what these lose and win, because
 * a product may stand in millions of them: before orders are replaced their lines are subtracted,
 * and afterwards added.
 */
@Component
final class SoldProducts {

    private final JdbcClient jdbc;

    SoldProducts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes out what the orders, as they still stand, contribute. */
    void subtract(Collection<OrderNumber> orders) {
        if (change(orders, -1) > 0) {
            jdbc.sql("delete from orders.product_figures where lines = 0").update();
        }
    }

    /** Takes in what the orders, as they stand now, contribute. */
    void add(Collection<OrderNumber> orders) {
        change(orders, 1);
    }

    private int change(Collection<OrderNumber> orders, int sign) {
        return jdbc.sql(
                        """
                        insert into orders.product_figures as kept
                            (product, source, currency, lines, units, revenue_minor)
                        select sold.product, sold.source, sold.currency, :sign * count(*),
                               :sign * sum(sold.quantity), :sign * sum(sold.revenue_minor)
                        from unnest(:sources::integer[], :numbers::text[])
                            as changed (source, number)
                        join orders.sold_line sold
                          on sold.source = changed.source
                         and sold.number = changed.number collate "C"
                        group by sold.product, sold.source, sold.currency
                        on conflict (product, source, currency) do update
                            set lines = kept.lines + excluded.lines,
                                units = kept.units + excluded.units,
                                revenue_minor = kept.revenue_minor + excluded.revenue_minor
                        """)
                .param("sign", sign)
                .param("sources", orders.stream().map(OrderNumber::source).toArray(Integer[]::new))
                .param("numbers", orders.stream().map(OrderNumber::number).toArray(String[]::new))
                .update();
    }
}
