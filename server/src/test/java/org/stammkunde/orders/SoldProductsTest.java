package org.stammkunde.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.catalog.ProductSales;
import org.stammkunde.catalog.SoldOn;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventKey;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.EventType;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;

/** What was sold of a product, by the lines of orders as they stand. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.main.lazy-initialization=true")
class SoldProductsTest {

    @Autowired private EventLog log;
    @Autowired private Projector projector;
    @Autowired private Sources sources;
    @Autowired private JdbcClient jdbc;
    @Autowired private ProductSales sales;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private int facts;

    @Test
    void aLineBearsItsPartOfDiscountsAndRefundsOfTheWholeOrder() {
        check("all is left", 2_000, "30", null);
        check("shipping is no revenue of a product", 2_000, "34.90", null);
        check("a voucher on the order", 1_600, "24", null);
        check("half of it went back", 1_000, "30", "15");
        check("all of it went back", 0, "30", "30");
    }

    /** An order of this product for 20 and another one for 10. */
    private void check(String what, long expected, String total, @Nullable String refund) {
        String product = mark + what;
        String number = mark + facts;
        log.append(
                List.of(
                        order(
                                number,
                                "\"total\":" + total,
                                item(product, "2", "10"),
                                item("other", "1", "10"))));
        if (refund != null) {
            log.append(List.of(event("Order Refunded", number, "\"total\":" + refund)));
        }
        projector.catchUp();

        assertThat(sales.days(product))
                .as(what)
                .extracting(SoldOn::revenueMinor)
                .containsExactly(expected);
        assertThat(figures(product)).as(what).isEqualTo("2 " + expected);
    }

    @Test
    void anEvenExchangeIsRevenueOfTheOneProductAndLosesThatOfTheOther() {
        String back = mark + "back";
        log.append(
                List.of(
                        order(
                                mark + "even",
                                "\"total\":0",
                                item(mark, "1", "49.90"),
                                item(back, "-1", "49.90"))));
        projector.catchUp();

        assertThat(figures(mark)).isEqualTo("1 4990");
        assertThat(figures(back)).isEqualTo("-1 -4990");

        log.append(List.of(order(mark + "free", "\"total\":0", item(mark + "gift", "1", "49.90"))));
        projector.catchUp();
        assertThat(figures(mark + "gift")).as("a gift brings nothing").isEqualTo("1 0");
    }

    @Test
    void correctedAndCancelledOrdersAreCountedAsTheyStand() {
        log.append(
                List.of(
                        order(mark + "a", "\"total\":20", item(mark, "2", "10")),
                        order(mark + "b", "\"total\":5", item(mark, "1", "5"))));
        projector.catchUp();
        assertThat(figures(mark)).isEqualTo("3 2500");

        log.append(List.of(order(mark + "a", "\"total\":30", item(mark, "3", "10"))));
        projector.catchUp();
        assertThat(figures(mark)).isEqualTo("4 3500");
        assertThat(sales.customers(mark)).isEqualTo(1);

        log.append(
                List.of(
                        event("Order Cancelled", mark + "a", "\"x\":1"),
                        event("Order Cancelled", mark + "b", "\"x\":1")));
        projector.catchUp();
        assertThat(figures(mark)).as("a product nobody bought has no row").isEmpty();
    }

    @Test
    void thePriceOfADayIsThatAfterDiscountsOnTheLine() {
        log.append(
                List.of(
                        order(mark + "a", "\"total\":20", item(mark, "2", "10")),
                        order(
                                mark + "b",
                                "\"total\":8",
                                "{\"sku\":\"%s\",\"quantity\":1,\"price\":10,\"discount\":2}"
                                        .formatted(mark))));
        projector.catchUp();

        SoldOn day = sales.days(mark).getFirst();
        assertThat(day.lowest()).isEqualByComparingTo("8");
        assertThat(day.highest()).isEqualByComparingTo("10");
        assertThat(day.units()).isEqualByComparingTo("3");
    }

    @Test
    void sumsKeptUpToDateAreThoseCountedAnew() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        List<EventDraft> all = new ArrayList<>();
        for (int fact = 0; fact < 300; fact++) {
            String number = mark + random.nextInt(60);
            all.add(
                    switch (random.nextInt(5)) {
                        case 0 -> event("Order Cancelled", number, "\"x\":1");
                        case 1 ->
                                event(
                                        "Order Refunded",
                                        number,
                                        "\"refund_id\":\"%d\",\"total\":%d"
                                                .formatted(random.nextInt(2), random.nextInt(20)));
                        default ->
                                order(
                                        number,
                                        "\"currency\":\"%s\""
                                                .formatted(random.nextInt(4) == 0 ? "JPY" : "EUR"),
                                        item(
                                                mark + random.nextInt(4),
                                                "" + random.nextInt(5),
                                                "3.333"),
                                        item(
                                                mark + random.nextInt(4),
                                                "1",
                                                "" + random.nextInt(50)));
                    });
        }
        Collections.shuffle(all, random);
        for (int next = 0; next < all.size(); next += 37) {
            log.append(all.subList(next, Math.min(all.size(), next + 37)));
            projector.catchUp();
        }

        String kept =
                """
                select product, source, currency, lines, units, revenue_minor
                from orders.product_figures
                """;
        String anew =
                """
                select product, source, currency, count(*), sum(quantity), sum(revenue_minor)
                from orders.sold_line group by product, source, currency
                """;
        assertThat(differences(kept, anew) + differences(anew, kept)).as("seed %d", seed).isZero();
    }

    private int differences(String one, String other) {
        return jdbc.sql("select count(*) from (%s except %s) differing".formatted(one, other))
                .query(Integer.class)
                .single();
    }

    @Test
    void everyCurrencyHasTheDigitsThatJavaSays() {
        for (Currency currency : Currency.getAvailableCurrencies()) {
            log.append(
                    List.of(
                            order(
                                    mark + currency,
                                    "\"currency\":\"%s\",\"total\":7".formatted(currency),
                                    item(mark, "1", "7"))));
        }
        projector.catchUp();

        assertThat(sales.days(mark))
                .hasSize(Currency.getAvailableCurrencies().size())
                .allSatisfy(day -> {
                    int digits =
                            Math.max(
                                    0,
                                    Currency.getInstance(day.currency())
                                            .getDefaultFractionDigits());
                    assertThat(day.revenueMinor())
                            .as(day.currency())
                            .isEqualTo(
                                    BigDecimal.valueOf(7).movePointRight(digits).longValueExact());
                });
    }

    private String figures(String product) {
        return jdbc.sql(
                        """
                        select trim_scale(sum(units)) || ' ' || sum(revenue_minor)
                        from orders.product_figures where product = :product
                        """)
                .param("product", product)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .single()
                .replace("null", "");
    }

    private static String item(String product, String quantity, String price) {
        return "{\"sku\":\"%s\",\"quantity\":%s,\"price\":%s}".formatted(product, quantity, price);
    }

    private EventDraft order(String number, String properties, String... items) {
        return event(
                "Order Completed",
                number,
                properties + ",\"products\":[" + String.join(",", items) + "]");
    }

    private EventDraft event(String name, String number, String properties) {
        Source shop = sources.named("sold-products", Source.Kind.API, "shop");
        Instant at = Instant.parse("2026-03-01T10:00:00Z").plusSeconds(facts++);
        String message = mark + "-" + facts;
        return new EventDraft(
                shop.id(),
                EventKey.ofMessage(shop.id(), message),
                EventType.TRACK,
                name,
                List.of(Identifier.customerId("shop", mark).orElseThrow()),
                at,
                at,
                message,
                "order/" + number,
                ChronoUnit.MICROS.between(Instant.EPOCH, at),
                "{\"properties\":{%s}}".formatted(properties),
                null);
    }
}
