package org.stammkunde.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stammkunde.engine.Figure;
import org.stammkunde.insights.Report.Note;

@SpringJUnitConfig(InsightsParts.class)
class ReportsTest {

    @Autowired JdbcClient jdbc;
    @Autowired Reports reports;
    @Autowired ComparedFigures compared;

    @SuppressWarnings("NullAway.Init")
    private Shop shop;

    @BeforeEach
    void emptyShop() {
        shop = Shop.empty(jdbc);
    }

    @Test
    void refundsAndCreditNotesLowerRevenueAndGuestsAreNoCustomers() {
        shop.order("ann", "2024-01-10", "100.00")
                .refund("30.00")
                .order("ann", "2024-02-10", "50.00")
                .order("bob", "2024-02-11", "20.00")
                .credit("bob", "2024-03-01", "5.00")
                .cancelled("bob", "2024-03-02", "1000.00")
                .guest("2024-02-12", "15.00");

        Report report = reports.report(ReportQuery.STANDARD);

        assertThat(report.totals())
                .isEqualTo(
                        new Report.Totals(
                                2,
                                4,
                                number("150.00"),
                                number("37.500000"),
                                number("1.500000"),
                                number("0.500000"),
                                number("0.500000")));
        assertThat(report.guests())
                .isEqualTo(new Report.Guests(1, number("15.00"), number("0.100000")));
        assertThat(report.spread())
                .isEqualTo(
                        new Report.Spread(
                                1, number("0.888889"), 1, number("0.500000"), number("0.388889")));
    }

    @Test
    void ordersOfOneDayCountOnceByDays() {
        shop.order("ann", "2024-01-10", "1.00").order("ann", "2024-01-10", "1.00");

        Report.Totals totals = reports.report(ReportQuery.STANDARD).totals();

        assertThat(totals.repeatPurchaseRate()).isEqualTo("1.000000");
        assertThat(totals.repeatPurchaseRateByDays()).isEqualTo("0.000000");
    }

    @Test
    void monthsTellNewFromReturningRevenueAndHaveNoGaps() {
        shop.order("ann", "2024-01-31", "10.00")
                .order("ann", "2024-03-01", "20.00")
                .order("bob", "2024-03-02", "40.00")
                .credit("bob", "2024-03-31", "3.00")
                .guest("2024-03-05", "5.00");

        List<Report.Month> months = reports.report(ReportQuery.STANDARD).months();

        assertThat(months)
                .containsExactly(
                        month("2024-01", 1, "10.00", "10.00", "0.00", "0.00", 1, 1),
                        month("2024-02", 0, "0.00", "0.00", "0.00", "0.00", 0, 0),
                        month("2024-03", 3, "62.00", "37.00", "20.00", "5.00", 1, 2));
    }

    private static Report.Month month(
            String month,
            long orders,
            String revenue,
            String fresh,
            String returning,
            String guests,
            int newCustomers,
            int activeCustomers) {
        return new Report.Month(
                YearMonth.parse(month),
                true,
                orders,
                number(revenue),
                number(fresh),
                number(returning),
                number(guests),
                newCustomers,
                activeCustomers);
    }

    @Test
    void otherCurrenciesAreLeftOutCountedAndNamed() {
        shop.order("ann", "2024-01-10", "10.00", "GBP")
                .order("ann", "2024-01-11", "10.00", "GBP")
                .order("ann", "2024-01-12", "99.00", "USD");

        Report byMostOrders = reports.report(ReportQuery.STANDARD);

        assertThat(byMostOrders.basis().currency()).isEqualTo(Currency.getInstance("GBP"));
        assertThat(byMostOrders.totals().orders()).isEqualTo(2);
        assertThat(byMostOrders.excluded().currencies())
                .containsExactly(
                        new Report.OtherCurrency(Currency.getInstance("USD"), 1, number("99.00")));
        assertThat(byMostOrders.notes()).contains(Note.OTHER_CURRENCIES);
        assertThat(byMostOrders.definitions().get("currency"))
                .isEqualTo(
                        new Report.Meaning(
                                "one-currency", "only orders in GBP; left out: 1 in USD"));
        shop.order("ann", "2024-01-13", "1.00", "EUR");
        assertThat(reports.report(ReportQuery.STANDARD).basis().currency())
                .as("the merchant's own currency as soon as it occurs")
                .isEqualTo(Currency.getInstance("EUR"));
        assertThat(
                        reports.report(new ReportQuery(Rule.NET, Currency.getInstance("USD"), null))
                                .totals()
                                .revenue())
                .isEqualTo("99.00");
    }

    @Test
    void theLastDayMayBeChosen() {
        shop.order("ann", "2024-01-10", "10.00")
                .order("ann", "2024-02-10", "10.00")
                .order("bob", "2024-03-10", "10.00");

        Report report = reports.report(new ReportQuery(Rule.NET, null, LocalDate.of(2024, 2, 15)));

        assertThat(report.totals().orders()).isEqualTo(2);
        assertThat(report.excluded().ordersAfterAsOf()).isEqualTo(1);
        assertThat(report.topCustomers().byRevenue().getFirst().daysSinceLastOrder()).isEqualTo(6);
        assertThat(report.months().getLast().complete()).isFalse();
        assertThat(report.notes())
                .containsExactly(
                        Note.LAST_MONTH_INCOMPLETE, Note.LATER_ORDERS, Note.LOYALTY_IS_OF_NOW);
    }

    @Test
    void impossibleDaysAreLeftOutAndCounted() {
        shop.order("ann", "0001-01-01", "10.00")
                .order("ann", "2024-02-10", "10.00")
                .order("ann", "2093-02-10", "10.00");

        Report report = reports.report(new ReportQuery(Rule.NET, null, LocalDate.of(9999, 12, 31)));

        assertThat(report.basis().firstDay()).isEqualTo(LocalDate.of(2024, 2, 10));
        assertThat(report.basis().asOf()).isEqualTo(LocalDate.of(2024, 2, 10));
        assertThat(report.totals().orders()).isEqualTo(1);
        assertThat(report.excluded().ordersBefore1970()).isEqualTo(1);
        assertThat(report.excluded().ordersAfterAsOf()).isEqualTo(1);
    }

    @Test
    void retentionCountsCompleteQuartersOnly() {
        shop.order("ann", "2023-01-10", "10.00")
                .order("bob", "2023-02-10", "10.00")
                .order("ann", "2023-04-10", "10.00")
                .order("cleo", "2023-05-10", "10.00")
                .order("cleo", "2023-07-01", "10.00");

        Report report = reports.report(ReportQuery.STANDARD);

        assertThat(report.retention().strict()).isEqualTo("0.500000");
        assertThat(report.retention().textbook()).isEqualTo("0.500000");
        assertThat(report.retention().quarters())
                .containsExactly(
                        pair("2023-01", "2023-04", true, 2, 2, 1, 1, "0.500000", "0.500000"),
                        pair("2023-04", "2023-07", false, 2, 1, 0, 1, "0.500000", "0.500000"));
        assertThat(report.clv().lifespanQuarters()).isEqualTo("2.000000");
        assertThat(report.clv().ordersPerQuarter()).isEqualTo("1.000000");
        assertThat(report.clv().byLifespan()).isEqualTo("20.000000");
        assertThat(report.clv().formula()).isEqualTo("clv-aov-frequency-lifespan");
    }

    private static Report.QuarterPair pair(
            String from,
            String to,
            boolean complete,
            long before,
            long after,
            long fresh,
            long kept,
            String strict,
            String textbook) {
        return new Report.QuarterPair(
                YearMonth.parse(from),
                YearMonth.parse(to),
                complete,
                before,
                after,
                fresh,
                kept,
                number(strict),
                number(textbook));
    }

    @Test
    void loyalCustomersAreThoseOfTheSegment() {
        shop.order("ann", "2024-01-10", "30.00")
                .guest("2024-01-10", "10.00")
                .loyal("ann")
                .loyal("bob")
                .score("ann", 120)
                .score("bob", 300);

        Report report = reports.report(ReportQuery.STANDARD);

        assertThat(report.loyalty())
                .isEqualTo(new Report.Loyalty(2, number("30.00"), number("0.750000")));
        assertThat(report.topCustomers().byScore())
                .containsExactly(
                        new Report.TopCustomer(
                                shop.number("bob"),
                                "Name of bob",
                                "bob",
                                0,
                                number("0.00"),
                                null,
                                null,
                                number("300.000000"),
                                true),
                        new Report.TopCustomer(
                                shop.number("ann"),
                                "Name of ann",
                                "ann",
                                1,
                                number("30.00"),
                                1,
                                number("30.000000"),
                                number("120.000000"),
                                true));
    }

    @Test
    void ruleACountsLinesAboveZeroOfKnownCustomersUnrounded() {
        shop.order("ann", "2024-01-10", "10.00")
                .line("3", "0.0333")
                .line("-1", "5")
                .line("2", "0")
                .refund("10.00")
                .order("bob", "2024-01-11", "0.00")
                .credit("ann", "2024-01-12", "5.00")
                .guest("2024-01-13", "7.00");

        Report report = reports.report(new ReportQuery(Rule.A, null, null));

        assertThat(report.totals().customers()).isEqualTo(1);
        assertThat(report.totals().orders()).isEqualTo(1);
        assertThat(report.totals().revenue()).isEqualTo("10.0999");
        assertThat(report.guests().guestRevenueShare()).isEqualTo("0.000000");
        assertThat(report.rfm().variant()).isEqualTo("rfm-rank");
    }

    /** Without a limit, six decimals of both would leave too few digits for what all bought. */
    @Test
    void ruleARoundsLinesHalfUpToTheSixthDecimal() {
        shop.order("ann", "2024-01-10", "9999999.00")
                .order("bob", "2024-01-10", "9999999.00")
                .line("0.000001", "0.500001")
                .line("0.000001", "0.499999");

        Report report = reports.report(new ReportQuery(Rule.A, null, null));

        assertThat(report.totals().revenue()).isEqualTo("19999998.000001");
    }

    @Test
    void sumsBeyondAllMeasureStopAtTheirEndAndHoldNothingUp() {
        shop.order("ann", "2024-01-10", "1.00")
                .order("ann", "2024-01-11", "1.00")
                .order("bob", "2024-02-12", "1.00")
                .credit("cleo", "2024-02-12", "1.00")
                .credit("cleo", "2024-02-13", "1.00")
                .guest("2024-02-13", "1.00")
                .guest("2024-02-14", "1.00")
                .order("ann", "2024-01-10", "1.00", "USD")
                .order("ann", "2024-01-11", "1.00", "USD")
                .loyal("ann")
                .loyal("bob");
        jdbc.sql(
                        """
                        update orders.sales_order
                        set net_minor = case when net_minor < 0 then -6e18 else 6e18 end
                        """)
                .update();
        String end = "90000000000000000.00";

        Report report = reports.report(ReportQuery.STANDARD);

        assertThat(report.totals().revenue()).isEqualTo(end);
        assertThat(report.guests().guestRevenue()).isEqualTo(end);
        assertThat(report.loyalty().loyalRevenue()).isEqualTo(end);
        assertThat(report.excluded().revenueWithoutOrder()).isEqualTo("-" + end);
        assertThat(report.excluded().currencies())
                .containsExactly(
                        new Report.OtherCurrency(Currency.getInstance("USD"), 2, number(end)));
        assertThat(compared.purchases(shop.number("ann"), Currency.getInstance("EUR")))
                .map(PurchaseFigures::revenue)
                .contains(number(end));
    }

    @Test
    void anEmptyShopHasReasonsInsteadOfFigures() {
        Report report = reports.report(ReportQuery.STANDARD);

        assertThat(report.isEmpty()).isTrue();
        assertThat(report.totals().aov()).isNull();
        assertThat(report.undefined())
                .containsEntry("aov", Figure.Reason.NO_ORDERS)
                .containsEntry("repeatPurchaseRate", Figure.Reason.NO_CUSTOMERS)
                .containsEntry("gini", Figure.Reason.NO_CUSTOMERS)
                .containsEntry("retention.strict", Figure.Reason.NO_COMPLETE_PERIODS);
        assertThat(report.lorenz()).isEmpty();
        assertThat(report.topCustomers().byRevenue()).isEmpty();
    }

    @Test
    void customersWithoutOrderLowerRevenueOnly() {
        shop.order("ann", "2024-01-10", "30.00").credit("bob", "2024-01-11", "10.00");

        Report report = reports.report(ReportQuery.STANDARD);

        assertThat(report.totals().customers()).isEqualTo(1);
        assertThat(report.totals().revenue()).isEqualTo("20.00");
        assertThat(report.excluded().customersWithoutOrder()).isEqualTo(1);
        assertThat(report.excluded().revenueWithoutOrder()).isEqualTo("-10.00");
    }

    private static BigDecimal number(String value) {
        return new BigDecimal(value);
    }
}
