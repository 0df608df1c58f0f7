package org.stammkunde.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Fifths part customers as the report's RFM scores do. */
@SpringJUnitConfig(InsightsParts.class)
class CustomerFifthsTest {

    private static final LocalDate FIRST = LocalDate.parse("2023-01-01");

    @Autowired JdbcClient jdbc;
    @Autowired Reports reports;
    @Autowired CustomerFifths fifths;

    /** What somebody bought until a day. */
    private record Bought(LocalDate last, long orders, long revenue) {

        Bought and(LocalDate day, long minor) {
            return new Bought(day.isAfter(last) ? day : last, orders + 1, revenue + minor);
        }
    }

    private record Order(String customer, LocalDate day, long minor) {}

    @Test
    void theyAreThoseOfTheReportOnAnyDay() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        List<Order> orders = write(Shop.empty(jdbc), random);
        for (int days : new int[] {30, 120, 250, 500}) {
            LocalDate day = FIRST.plusDays(days);
            Map<String, Bought> bought = new HashMap<>();
            orders.stream()
                    .filter(order -> !order.day().isAfter(day))
                    .forEach(order ->
                            bought.merge(
                                    order.customer(),
                                    new Bought(order.day(), 1, order.minor()),
                                    (known, _) -> known.and(order.day(), order.minor())));

            Fifths found = fifths.on(day);

            assertThat(found.customers()).isEqualTo(bought.size());
            assertThat(cells(found, bought))
                    .as("seed %d on %s", seed, day)
                    .isEqualTo(cells(reports.report(reportOf(day)).rfm()));
        }
    }

    @Test
    void whereNobodyBoughtThereAreNoLimits() {
        Shop.empty(jdbc).guest("2024-02-12", "15.00").credit("bob", "2024-03-01", "5.00");

        Fifths found = fifths.on(LocalDate.parse("2024-05-01"));

        assertThat(found.customers()).isZero();
        assertThat(found.recency()).isEmpty();
        assertThat(fifths.now(LocalDate.parse("2024-06-01")).monetary()).isEmpty();
    }

    /** The merchant left the setting at EUR. */
    @Test
    void whereNoOrderHasTheMerchantsCurrencyTheyAreOfTheReportsAllTheSame() {
        Currency francs = Currency.getInstance("CHF");
        LocalDate before = LocalDate.parse("2024-02-15");
        LocalDate after = LocalDate.parse("2024-03-15");
        Shop shop = Shop.empty(jdbc);
        shop.order("ann", "2024-01-10", "10.00", "CHF")
                .order("bob", "2024-02-10", "20.00", "CHF")
                .order("bob", "2024-02-10", "20.00", "USD");

        assertThat(fifths.on(after).currency()).isEqualTo(francs);
        assertThat(fifths.on(after).customers()).isEqualTo(2);
        assertThat(fifths.now(after).currency()).isEqualTo(francs);
        assertThat(fifths.currency()).isEqualTo(francs);
        assertThat(reports.currencyInUse()).as("on the customer page").isEqualTo(francs);
        assertThat(reports.report(ReportQuery.STANDARD).basis().currency()).isEqualTo(francs);

        shop.order("ann", "2024-03-01", "1.00");
        assertThat(fifths.currency()).isEqualTo(Currency.getInstance("EUR"));
        assertThat(fifths.on(after).customers()).isEqualTo(1);
        assertThat(fifths.on(before).currency()).as("nobody paid in EUR yet").isEqualTo(francs);
        assertThat(reports.report(reportOf(before)).basis().currency()).isEqualTo(francs);
    }

    private static List<Order> write(Shop shop, Random random) {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Order order =
                    new Order(
                            "c" + (int) Math.abs(random.nextGaussian() * 40),
                            FIRST.plusDays(random.nextInt(500)),
                            100L * random.nextInt(60) + 1);
            shop.order(
                    order.customer(),
                    order.day().toString(),
                    BigDecimal.valueOf(order.minor(), 2).toPlainString());
            orders.add(order);
        }
        return orders;
    }

    private static ReportQuery reportOf(LocalDate day) {
        return new ReportQuery(ReportQuery.STANDARD.rule(), null, day);
    }

    private static Map<List<Integer>, Integer> cells(Fifths fifths, Map<String, Bought> bought) {
        Map<List<Integer>, Integer> cells = new HashMap<>();
        bought.values()
                .forEach(one ->
                        cells.merge(
                                List.of(
                                        score(fifths.recency(), one.last()),
                                        score(fifths.frequency(), one.orders()),
                                        score(fifths.monetary(), one.revenue())),
                                1,
                                Integer::sum));
        return cells;
    }

    private static <T extends Comparable<? super T>> int score(List<T> limits, T value) {
        Comparator<T> order = Comparator.naturalOrder();
        return 1 + (int) limits.stream().filter(limit -> order.compare(limit, value) < 0).count();
    }

    private static Map<List<Integer>, Integer> cells(Report.RfmFigures rfm) {
        Map<List<Integer>, Integer> cells = new HashMap<>();
        rfm.cells()
                .forEach(cell ->
                        cells.put(
                                List.of(cell.recency(), cell.frequency(), cell.monetary()),
                                cell.customers()));
        return cells;
    }
}
