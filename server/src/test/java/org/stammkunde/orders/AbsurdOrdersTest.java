package org.stammkunde.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventKey;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.EventType;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import org.stammkunde.insights.Report;
import org.stammkunde.insights.ReportJson;
import org.stammkunde.insights.ReportQuery;
import org.stammkunde.insights.Reports;
import org.stammkunde.insights.Rule;

/**
 * The write key of a web page is known to all the world. What somebody makes up with it must not
 * stop the projections and the report for everybody else.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.main.lazy-initialization=true",
            "spring.application.name=absurd-orders"
        })
class AbsurdOrdersTest {

    private static final String MOST = "99999999999";
    private static final Instant DAY = Instant.parse("2026-01-06T10:00:00Z");

    @Autowired private EventLog log;
    @Autowired private Projector projector;
    @Autowired private Sources sources;
    @Autowired private JdbcClient jdbc;
    @Autowired private Reports reports;

    @Test
    void ordersBeyondAllMeasureStopNothing() {
        Source page = sources.named("page", Source.Kind.API, "shop");
        String free = "{\"price\":0,\"quantity\":%s}".formatted(MOST);
        String dear = "{\"price\":%s,\"discount\":-%s}".formatted(MOST, MOST);
        List<EventDraft> orders = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            orders.add(order(page, "absurd", "free-" + number, free, 1_500));
            orders.add(order(page, "absurd", "dear-" + number, dear, 1_200));
        }
        String tiny = "{\"price\":0.000001,\"quantity\":0.000001}";
        orders.add(order(page, "absurd", "tiny-1", tiny, 1));
        orders.add(order(page, "usual", "usual-1", "{\"price\":12.5}", 1));
        log.append(orders);

        projector.catchUp();

        assertThat(revenue("usual-1")).isEqualTo(125_000);
        assertThat(
                        jdbc.sql(
                                        "select max(revenue_minor) > 8e18 and max(items) >= 1e12"
                                                + " from orders.customer_figures")
                                .query(Boolean.class)
                                .single())
                .as("sums stop at their end")
                .isTrue();
        checkReport(Rule.NET, "900000000000000.0000");
        checkReport(Rule.A, "9000000000000.000000");
    }

    private void checkReport(Rule rule, String revenue) {
        Report report = reports.report(new ReportQuery(rule, null, null));

        assertThat(report.totals().revenue()).as(rule.id()).isEqualTo(revenue);
        assertThat(report.totals().customers()).isEqualTo(2);
        assertThat(ReportJson.write(report)).contains("\"CLF\"");
    }

    private static EventDraft order(
            Source source, String account, String number, String product, int lines) {
        String products = String.join(",", Collections.nCopies(lines, product));
        return new EventDraft(
                source.id(),
                EventKey.ofMessage(source.id(), number),
                EventType.TRACK,
                "Order Completed",
                List.of(Identifier.customerId("shop", account).orElseThrow()),
                DAY,
                DAY,
                number,
                "order/" + number,
                1L,
                "{\"properties\":{\"currency\":\"CLF\",\"products\":[%s]}}".formatted(products),
                null);
    }

    private long revenue(String number) {
        return jdbc.sql("select net_minor from orders.sales_order where number = :number")
                .param("number", number)
                .query(Long.class)
                .single();
    }
}
