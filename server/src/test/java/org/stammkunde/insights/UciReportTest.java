package org.stammkunde.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.collect.files.ImportRequest;
import org.stammkunde.collect.files.ImportResult;
import org.stammkunde.collect.files.ImportResult.Count;
import org.stammkunde.collect.files.OrderImport;
import org.stammkunde.database.SharedData;
import org.stammkunde.insights.Report.CohortCell;
import org.stammkunde.insights.Report.MonthCohort;
import org.stammkunde.insights.Report.QuarterPair;
import org.stammkunde.insights.Report.RfmCell;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From the file of UCI Online Retail over the import, against published figures, to the report:
 * every figure by rule A was computed independently in Python and SQLite.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        // figures of the whole database: a property of its own gives the class a database of its
        // own
        properties = {"spring.main.lazy-initialization=true", "stammkunde.test=uci-report"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UciReportTest {

    @Autowired OrderImport files;
    @Autowired Reports reports;
    @Autowired JdbcClient jdbc;

    @SuppressWarnings("NullAway.Init")
    private ImportResult first;

    @SuppressWarnings("NullAway.Init")
    private Report ruleA;

    @SuppressWarnings("NullAway.Init")
    private Report net;

    @BeforeAll
    void importTheFile() {
        first = files.run(theFile(), progress -> {});
        ruleA = reports.report(new ReportQuery(Rule.A, null, null));
        net = reports.report(ReportQuery.STANDARD);
    }

    @Test
    void theFileIsImportedWithoutAnyOption() {
        ImportResult again = files.run(theFile(), progress -> {});

        assertThat(first.imported()).isEqualTo(new Count(541_909, 25_900));
        assertThat(first.rejected()).isEqualTo(new Count(0, 0));
        assertThat(first.notes()).isEmpty();
        assertThat(again.unchanged()).isEqualTo(new Count(541_909, 25_900));
        checkUci("25900", "select count(*) from uci");
        checkUci("4372", "select count(distinct subject) from uci");
        checkUci("541909", "select count(*) from uci_line");
        checkUci("9288", "select count(*) from uci_line where number like 'C%'");
        checkUci("0", "select count(*) from uci where number like 'C%' and kind <> 'credit'");
        checkUci("10624", "select count(*) from uci_line where quantity < 0");
        checkUci("135080", "select count(*) from uci_line where subject is null");
        checkUci("9747747.934", "select trim_scale(sum(quantity * unit_price)) from uci_line");
        checkUci(
                "8300065.814",
                "select trim_scale(sum(quantity * unit_price)) from uci_line where subject is not null");
        checkUci(
                "397884 4338 18532 8911407.904",
                """
                select concat_ws(' ', count(*), count(distinct subject), count(distinct number),
                                 trim_scale(sum(quantity * unit_price)))
                from uci_line
                where subject is not null and quantity > 0 and unit_price > 0
                  and number not like 'C%'
                """);
        checkUci(
                "2010-12-01 08:26:00 2011-12-09 12:50:00",
                """
                select concat_ws(' ', min(ordered_at at time zone 'Europe/London'),
                                 max(ordered_at at time zone 'Europe/London')) from uci
                """);
    }

    private static ImportRequest theFile() {
        return ImportRequest.of(SharedData.path("uci_online_retail/online_retail.csv.gz"));
    }

    private void checkUci(String expected, String query) {
        String whole =
                """
                with uci as (
                    select placed.* from orders.shared_order placed
                    join events.shared_source source on source.id = placed.source
                    where source.name = 'uci-online-retail'),
                uci_line as (
                    select line.*, uci.subject from orders.shared_line line
                    join uci using (source, number))
                """
                        + query;
        assertThat(jdbc.sql(whole).query((row, number) -> row.getString(1)).single())
                .as(query)
                .isEqualTo(expected);
    }

    @Test
    void customersOrdersAndRevenue() {
        Report.Totals totals = ruleA.totals();

        assertThat(totals.customers()).isEqualTo(4_338);
        assertThat(totals.orders()).isEqualTo(18_532);
        assertThat(totals.revenue()).isEqualByComparingTo("8911407.904");
        check(totals.aov(), "480.865956");
        check(totals.ordersPerCustomer(), "4.272015");
        check(totals.repeatPurchaseRate(), "0.655832");
        check(totals.repeatPurchaseRateByDays(), "0.643154");
    }

    @Test
    void concentration() {
        Report.Spread spread = ruleA.spread();

        assertThat(spread.topTwentyCustomers()).isEqualTo(867);
        check(spread.topTwentyShare(), "0.745940");
        assertThat(spread.customersForEightyPercent()).isEqualTo(1_133);
        check(spread.customersForEightyPercentShare(), "0.261180");
        check(spread.gini(), "0.715140");
        assertThat(ruleA.lorenz()).hasSize(101);
    }

    @Test
    void retention() {
        QuarterPair pair =
                ruleA.retention().quarters().stream()
                        .filter(each -> each.to().equals(YearMonth.of(2011, 7)))
                        .findFirst()
                        .orElseThrow();

        assertThat(pair.complete()).isTrue();
        assertThat(pair.customersBefore()).isEqualTo(1991);
        assertThat(pair.customersAfter()).isEqualTo(2161);
        assertThat(pair.newCustomers()).isEqualTo(656);
        check(pair.strict(), "0.608237");
        check(pair.textbook(), "0.755902");
    }

    @Test
    void cohorts() {
        List<MonthCohort> cohorts = ruleA.cohorts();

        assertThat(cohorts.stream().map(MonthCohort::customers))
                .containsExactly(
                        885L, 417L, 380L, 452L, 300L, 284L, 242L, 188L, 169L, 299L, 358L, 323L,
                        41L);
        assertThat(cohorts.getFirst().cells().stream().map(CohortCell::active))
                .containsExactly(
                        885L, 324L, 286L, 340L, 321L, 352L, 321L, 309L, 313L, 350L, 331L, 445L,
                        235L);
        assertThat(cohorts.getFirst().cells().getLast().complete()).isFalse();
        assertThat(ruleA.notes())
                .containsExactly(Report.Note.STARTS_TRUNCATED, Report.Note.LAST_MONTH_INCOMPLETE);
    }

    @Test
    void recencyFrequencyAndMonetaryValue() {
        assertThat(ruleA.basis().asOf()).isEqualTo(LocalDate.of(2011, 12, 9));
        assertThat(ruleA.rfm().scoreSum()).isEqualTo(39_033);
        assertThat(ruleA.rfm().cells()).hasSize(117);
        assertThat(customers(5, 5, 5)).isEqualTo(348);
        assertThat(customers(1, 1, 1)).isEqualTo(185);
        assertThat(ruleA.rfm().customers(5, 1)).isEqualTo(42);
    }

    private int customers(int recency, int frequency, int monetary) {
        return ruleA.rfm().cells().stream()
                .filter(cell ->
                        cell.recency() == recency
                                && cell.frequency() == frequency
                                && cell.monetary() == monetary)
                .mapToInt(RfmCell::customers)
                .sum();
    }

    @Test
    void singleCustomers() {
        ReportTables tables = new ReportTables(jdbc);
        Scope scope =
                new Scope(
                        Rule.A,
                        Currency.getInstance("GBP"),
                        ruleA.basis().firstDay(),
                        ruleA.basis().asOf(),
                        tables.lineDecimals());
        CustomerColumns customers = tables.purchases(scope).customers();

        checkCustomer(customers, "12748", 209, 113, "33719.73", 1, scope);
        checkCustomer(customers, "14646", 73, 45, "280206.02", 2, scope);
    }

    private void checkCustomer(
            CustomerColumns customers,
            String account,
            int orders,
            int days,
            String revenue,
            int recency,
            Scope scope) {
        int index = Ranking.indexes(List.of(number(account)), customers).getFirst();

        assertThat(customers.orders(index)).as(account).isEqualTo(orders);
        assertThat(customers.orderDays(index)).as(account).isEqualTo(days);
        assertThat(customers.daysSinceLast(index)).as(account).isEqualTo(recency);
        assertThat(customers.revenue(scope.decimals()).amount(index))
                .as(account)
                .isEqualByComparingTo(revenue);
    }

    /** The number of the customer with this id of the shop. */
    private long number(String account) {
        return jdbc.sql(
                        """
                        select member.customer from events.shared_identifier identifier
                        join identity.shared_member member on member.identifier = identifier.number
                        where identifier.type = 1 and identifier.value = :account
                        """)
                .param("account", account)
                .query((row, index) -> row.getLong(1))
                .single();
    }

    @Test
    void theDefaultCountsRefundsAndGuests() {
        assertThat(net.totals().revenue()).isEqualByComparingTo(revenueOfAllDocuments());
        assertThat(net.guests().guestRevenue())
                .isCloseTo(new BigDecimal("1447682.12"), Offset.offset(BigDecimal.ONE));
        check(net.guests().guestRevenueShare(), "0.148515");
        assertThat(net.totals().customers() + net.excluded().customersWithoutOrder())
                .isEqualTo(4_372);
        BigDecimal months =
                net.months().stream()
                        .map(Report.Month::revenue)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(months).isEqualByComparingTo(net.totals().revenue());
    }

    private BigDecimal revenueOfAllDocuments() {
        return jdbc.sql("select sum(net_minor) / 100.0 from orders.shared_order")
                .query((row, number) -> row.getBigDecimal(1))
                .single();
    }

    @Test
    void jsonHoldsTheFiguresUnderTheirKeys() {
        JsonNode json = JsonMapper.shared().readTree(ReportJson.write(ruleA));

        assertThat(json.path("rule").asString()).isEqualTo("A");
        assertThat(json.path("customers").asInt()).isEqualTo(4338);
        assertThat(json.path("revenue").decimalValue()).isEqualByComparingTo("8911407.904");
        assertThat(ReportJson.write(ruleA)).contains("\"topTwentyShare\" : 0.745940");
        for (String key : json.path("definitions").propertyNames()) {
            JsonNode value = json;
            for (String part : key.split("\\.")) {
                value = value.path(part);
            }
            assertThat(value.isMissingNode() && !key.equals("rounding")).as(key).isFalse();
        }
    }

    private static void check(@Nullable BigDecimal figure, String printed) {
        assertThat(figure).isEqualTo(printed);
    }
}
