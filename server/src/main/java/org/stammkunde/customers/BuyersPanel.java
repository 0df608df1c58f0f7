package org.stammkunde.customers;

import gg.jte.Content;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.catalog.ProductPanel;
import org.stammkunde.web.Page;

/** Who bought a product lately, on the page of the product. */
@Component
@Order(10)
final class BuyersPanel implements ProductPanel {

    private static final int SHOWN_MAX = 10;

    private final JdbcClient jdbc;

    BuyersPanel(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the panel shows, the latest first. */
    record View(List<Buyer> buyers) {}

    /**
     * An order of the product.
     *
     * @param customer the buyer's number, null for a guest
     * @param called the buyer's name or else e-mail address
     */
    record Buyer(
            @Nullable Long customer,
            @Nullable String called,
            String number,
            Instant at,
            BigDecimal units,
            long revenueMinor,
            Currency currency) {}

    @Override
    public Optional<Content> render(String product, Page page) {
        return Optional.of(page.part("customers/buyers.jte", new View(buyers(product))));
    }

    private List<Buyer> buyers(String product) {
        return jdbc.sql(
                        """
                        select member.customer, coalesce(profile.name, profile.email) as called,
                               sold.number, sold.ordered_at, sold.units, sold.currency,
                               least(greatest(sold.revenue, -9e18), 9e18)::bigint as revenue
                        from (select source, number, subject, ordered_at, currency,
                                     sum(quantity) as units, sum(revenue_minor) as revenue
                              from orders.shared_sold_line
                              where product = :product and kind = 'order'
                              group by source, number, subject, ordered_at, currency
                              order by ordered_at desc, source, number
                              limit :max) sold
                        left join identity.shared_member member on member.identifier = sold.subject
                        left join customers.profile profile on profile.customer = member.customer
                        order by sold.ordered_at desc, sold.source, sold.number
                        """)
                .param("product", product)
                .param("max", SHOWN_MAX)
                .query((row, _) ->
                        new Buyer(
                                row.getObject("customer", Long.class),
                                row.getString("called"),
                                row.getString("number"),
                                row.getObject("ordered_at", OffsetDateTime.class).toInstant(),
                                row.getBigDecimal("units"),
                                row.getLong("revenue"),
                                Currency.getInstance(row.getString("currency"))))
                .list();
    }
}
