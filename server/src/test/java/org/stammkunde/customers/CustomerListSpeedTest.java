package org.stammkunde.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.database.TestDatabase;
import org.stammkunde.web.Texts;

/**
 * Reads every kind of list from generated rows. {@code -Dcustomers=1000000} measures it: the median
 * of the calls in the database is printed and must stay below 20 ms.
 */
class CustomerListSpeedTest {

    private static final int CUSTOMERS = Integer.getInteger("customers", 3_000);
    private static final int MEASURED_FROM = 1_000_000;
    private static final int CALLS = 9;
    private static final long MILLIS_MAX = 20;
    private static final Currency EURO = Currency.getInstance("EUR");

    private static final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());

    private final Additions additions = new Additions(jdbc, List.of(new Points()), List.of());
    private final Filters filters =
            new Filters(
                    jdbc, additions, InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z")));
    private final ListRequests requests = new ListRequests(filters, additions);
    private final CustomerListTable list = new CustomerListTable(jdbc, additions);
    private final CustomerRows rows = new CustomerRows(jdbc, additions);
    private final List<String> slow = new ArrayList<>();

    /** The figure of this test needs none. */
    @SuppressWarnings("NullAway")
    private final Texts texts = null;

    /** Stands for the score. */
    private static final class Points implements CustomerColumn {

        @Override
        public String key() {
            return "score";
        }

        @Override
        public String title() {
            return "score.title";
        }

        @Override
        public String query() {
            return "select customer, points_micro as value from score.shared_score";
        }

        @Override
        public String format(long value, Texts texts) {
            return Long.toString(value);
        }

        @Override
        public long unit() {
            return 1_000_000;
        }
    }

    @BeforeAll
    static void generate() {
        for (String sql : ROWS.formatted(CUSTOMERS).split(";\n")) {
            jdbc.sql(sql).update();
        }
    }

    /** Ten in a hundred never bought; a city holds from one in three to one in 10,000. */
    private static final String ROWS =
            """
            insert into events.source (name, kind, namespace, created_at)
            select 'Source ' || n, 'api', 's' || n, now() from generate_series(1, 4) n;
            insert into events.identifier (type, namespace, value)
            select 3, '', 'anna.' || n || '@example.com' from generate_series(1, %1$d) n;
            insert into identity.member
            select number, number from events.identifier;
            insert into customers.profile (customer, name, email, phone, city, first_seen_at,
                last_seen_on)
            select number,
                   (array['Anna','Bernd','Clara','Dirk','Eva','Frank','Greta','Horst','Ida','Jan'])[1 + number %% 10]
                       || ' ' || initcap(substr(md5(number::text), 1, 3 + (number %% 6)::int)) || 'mann',
                   value, '+49931' || (1000000 + number),
                   case when number %% 3 = 0 then 'Berlin'
                        else 'Ort ' || floor(power(random(), 3) * 5000)::int end,
                   timestamptz '2020-01-01Z' + number * interval '10 seconds',
                   date '2026-01-01' - (number * 7919 %% 1000)::int
            from events.identifier;
            insert into customers.listing
            select customer, name, city, array[1 + (customer %% 4)::int],
                   case when customer %% 10 = 0 then '{}'
                        when customer %% 5 = 1 then array['store'] else array['online'] end
            from customers.profile;
            insert into customers.search
            select customer, lower(concat_ws(' ', name, city, email, phone)) from customers.profile;
            insert into orders.customer_figures (customer, currency, orders, revenue_minor, items,
                first_order_at, last_order_at, order_days)
            select customer, 'EUR', 1 + floor(-ln(random()) * 3)::int,
                   floor(exp(5 + 3 * random()) * 10)::bigint, 3, first_seen_at, last_seen_on, 2
            from customers.profile where customer %% 10 <> 0;
            insert into score.score (customer, strength, changes_on)
            select customer, floor(-ln(random()) * 40) * 1000000, null from customers.profile
            where customer %% 10 <> 0;
            insert into score.present values (true, date '2026-06-01', 1, 0, 100000000);
            analyze\
            """;

    @Test
    void everyListIsReadQuickly() {
        check("");
        for (String sort :
                List.of("name", "-name", "orders", "revenue", "-revenue", "newest", "score")) {
            check("sort=" + sort);
        }
        check("q=anna");
        check("q=anna&sort=revenue");
        check("q=anna.4711@");
        check("q=0931+1004711");
        check("q=mann+berlin&sort=name");
        check("q=an&sort=name");
        check("city=berlin&sort=revenue");
        check("city=Ort+4999&sort=revenue");
        check("revenueMin=100&sort=-last-order");
        check("revenueMin=2900&sort=name");
        check("ordersMin=2&ordersMax=3&channel=store&sort=revenue");
        check("lastOrder=before-365&sort=revenue");
        check("lastOrder=never");
        check("source=2&sort=name");
        check("scoreMin=100&sort=revenue");
        check("tag=VIP");

        if (CUSTOMERS >= MEASURED_FROM) {
            assertThat(slow).isEmpty();
        }
    }

    private void check(String parameters) {
        CustomerListQuery query = query(parameters);
        CustomerListTable.Part first = list.read(query, EURO, CustomerListTable.PAGE_SIZE);
        time(parameters, "first", () -> list.read(query, EURO, CustomerListTable.PAGE_SIZE));
        first.next()
                .ifPresent(next ->
                        time(
                                parameters,
                                "next",
                                () ->
                                        list.read(
                                                query.from(Optional.of(next)),
                                                EURO,
                                                CustomerListTable.PAGE_SIZE)));
        time(parameters, "count", () -> list.count(query, EURO));
        time(parameters, "rows", () -> rows.of(first.customers(), EURO, texts));
    }

    private CustomerListQuery query(String address) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : address.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=");
                parameters.put(parts[0], parts[1].replace('+', ' '));
            }
        }
        return requests.read(parameters, EURO);
    }

    private void time(String parameters, String what, Runnable call) {
        long[] nanos = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            call.run();
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        double millis = nanos[CALLS / 2] / 1e6;
        if (CUSTOMERS >= MEASURED_FROM) {
            System.out.printf("%-55s %-6s %8.1f ms%n", parameters, what, millis);
        }
        if (millis > MILLIS_MAX) {
            slow.add("%s %s: %.1f ms".formatted(parameters, what, millis));
        }
    }
}
