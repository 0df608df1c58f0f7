package org.stammkunde.orders;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.catalog.ProductSales;
import org.stammkunde.catalog.SoldOn;

/** Tells the catalogue what was sold. */
@Component
final class OrderedProducts implements ProductSales {

    private final JdbcClient jdbc;

    OrderedProducts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String query() {
        return """
        select product, currency, sum(units) as units, sum(revenue_minor) as revenue_minor
        from orders.shared_product_figures
        group by product, currency
        """;
    }

    /** Sums stop where a long ends: nobody sells so much, but a sender can make it up. */
    @Override
    public List<SoldOn> days(String product) {
        return jdbc.sql(
                        """
                        select day, currency, sum(quantity) as units,
                               least(greatest(sum(revenue_minor), -9e18), 9e18)::bigint as revenue,
                               min(amount / quantity) filter (where kind = 'order' and quantity > 0)
                                   as lowest,
                               max(amount / quantity) filter (where kind = 'order' and quantity > 0)
                                   as highest
                        from orders.sold_line
                        where product = :product
                        group by day, currency
                        order by day, currency
                        """)
                .param("product", product)
                .query((row, _) ->
                        new SoldOn(
                                row.getObject("day", LocalDate.class),
                                row.getString("currency"),
                                row.getBigDecimal("units"),
                                row.getLong("revenue"),
                                (BigDecimal) row.getObject("lowest"),
                                (BigDecimal) row.getObject("highest")))
                .list();
    }

    @Override
    public long customers(String product) {
        return jdbc.sql(
                        """
                        select count(distinct member.customer)
                        from orders.sold_line sold
                        join identity.shared_member member on member.identifier = sold.subject
                        where sold.product = :product and sold.kind = 'order'
                        """)
                .param("product", product)
                .query(Long.class)
                .single();
    }
}
