package org.stammkunde.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.insights.ReportQuery;
import org.stammkunde.insights.Reports;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ExampleLoadTest {

    private static final ExampleMerchant MERCHANT =
            new ExampleMerchant(new ExamplePlan(150, 1, LocalDate.of(2026, 11, 1)));
    private static final List<Sale> SALES = MERCHANT.lives().flatMap(Life::allSales).toList();

    @Autowired private ExampleLoad load;
    @Autowired private Reports reports;
    @Autowired private JdbcClient jdbc;
    @LocalServerPort private int port;

    @Test
    void whatIsLoadedIsWhatWasMadeAndLoadingItAgainChangesNothing(@TempDir Path folder)
            throws IOException, InterruptedException {
        ExampleMerchant.Written written = MERCHANT.write(folder);
        ExampleFiles files = written.files();
        List<ExampleLoad.Step> steps = new ArrayList<>();

        load.load(files, "felix", URI.create("http://localhost:" + port), steps::add);

        assertThat(steps)
                .extracting(ExampleLoad.Step::count)
                .containsExactly(
                        3L * new Catalog().all().size(),
                        sales(Sale.Place.WEB_SHOP),
                        sales(Sale.Place.COLOGNE),
                        sales(Sale.Place.LEIPZIG),
                        written.activities());
        assertThat(cents()).isEqualTo(centsMade());
        assertThat(reports.report(ReportQuery.STANDARD).loyalty().loyalCustomers()).isPositive();
        assertThat(peopleTakenForOne()).isZero();
        assertThat(revenueOfProducts()).isEqualTo(centsMade());
        assertThat(
                        number(
                                """
                                select count(*) from catalog.shared_latest
                                where measure in ('cost', 'stock', 'tax', 'price')
                                """))
                .isEqualTo(4L * new Catalog().all().size());
        assertThat(number("select count(*) from events.failed")).isZero();
        assertThat(
                        number(
                                """
                                select count(*) from collect.import
                                where state = 'done' and by_command and entered_by = 'felix'
                                """))
                .as("imports that the console shows")
                .isEqualTo(4);

        long facts = number("select count(*) from events.shared_event");
        load.load(files, "felix", URI.create("http://localhost:" + port), step -> {});

        assertThat(number("select count(*) from events.shared_event")).isEqualTo(facts);
        assertThat(cents()).isEqualTo(centsMade());
    }

    private long revenueOfProducts() {
        return number("select sum(revenue_minor)::bigint from orders.shared_product_figures");
    }

    private static long sales(Sale.Place place) {
        return SALES.stream().filter(sale -> sale.place() == place).count();
    }

    private static long centsMade() {
        return SALES.stream().filter(sale -> !sale.cancelled()).mapToLong(Sale::cents).sum();
    }

    private long cents() {
        return number("select sum(net_minor)::bigint from orders.shared_order");
    }

    /** How many customers there are to whom cards or mail addresses of several people belong. */
    private long peopleTakenForOne() {
        List<String> values = new ArrayList<>();
        List<Integer> people = new ArrayList<>();
        for (Person person : MERCHANT.lives().map(Life::person).toList()) {
            person.emails().forEach(email -> add(values, people, email, person));
            person.loyaltyCard().ifPresent(card -> add(values, people, card, person));
        }
        return jdbc.sql(
                        """
                        select count(*) from (
                            select member.customer
                            from unnest(:values::text[], :people::integer[]) as truth (value, person)
                            join events.shared_identifier identifier on identifier.value = truth.value
                            join identity.shared_member member on member.identifier = identifier.number
                            group by member.customer
                            having count(distinct truth.person) > 1) as taken
                        """)
                .param("values", values.toArray(String[]::new))
                .param("people", people.toArray(Integer[]::new))
                .query(Long.class)
                .single();
    }

    private static void add(
            List<String> values, List<Integer> people, String value, Person person) {
        values.add(value);
        people.add(person.number());
    }

    private long number(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }
}
