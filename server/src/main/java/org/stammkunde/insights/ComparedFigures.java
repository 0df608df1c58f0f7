package org.stammkunde.insights;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.customers.CustomerFigures;
import org.stammkunde.web.Page;

/** RFM and lifetime value on the customer page: one customer compared with all. */
@Component
@Order(10)
final class ComparedFigures implements CustomerFigures {

    private final JdbcClient jdbc;
    private final Reports reports;

    ComparedFigures(JdbcClient jdbc, Reports reports) {
        this.jdbc = jdbc;
        this.reports = reports;
    }

    @Override
    public List<CustomerFigure> of(long customer, Page page) {
        Optional<Report> report = reports.atHand(ReportQuery.STANDARD);
        if (report.isEmpty()) {
            return leastValue(customer, page).stream().toList();
        }
        return purchases(customer, report.get().basis().currency())
                .map(bought ->
                        List.of(clv(bought, report.get(), page), rfm(bought, report.get(), page)))
                .orElseGet(List::of);
    }

    /** What holds without comparing: nobody is worth less than what was earned. */
    private Optional<CustomerFigure> leastValue(long customer, Page page) {
        Currency currency = reports.currencyInUse();
        return purchases(customer, currency)
                .map(bought ->
                        new CustomerFigure(
                                "clv",
                                page.text("insights.clv"),
                                page.text(
                                        "insights.clv.least",
                                        page.texts().moneyRounded(bought.revenue(), currency)),
                                page.text("insights.clv.least.why")));
    }

    private static CustomerFigure clv(PurchaseFigures bought, Report report, Page page) {
        Currency currency = report.basis().currency();
        BigDecimal lifespan = report.clv().lifespanQuarters();
        String why =
                lifespan == null
                        ? page.text("insights.clv.why.orders")
                        : page.text(
                                "insights.clv.why",
                                page.texts().money(bought.revenue(), currency),
                                bought.quarters(),
                                page.decimal(
                                        lifespan.max(BigDecimal.valueOf(bought.quarters())), 1),
                                page.decimal(lifespan, 1));
        return new CustomerFigure(
                "clv",
                page.text("insights.clv"),
                page.texts().moneyRounded(bought.lifetimeValue(report), currency),
                why);
    }

    private static CustomerFigure rfm(PurchaseFigures bought, Report report, Page page) {
        PurchaseFigures.Rfm rfm = bought.rfm(report);
        return new CustomerFigure(
                "rfm",
                page.text("insights.rfm"),
                page.text("insights.rfm.value", rfm.recency(), rfm.frequency(), rfm.monetary()),
                page.text(
                        "insights.rfm.why",
                        rfm.recency(),
                        bought.daysSinceLast(report.basis().asOf()),
                        rfm.frequency(),
                        bought.orders(),
                        rfm.monetary(),
                        page.texts().money(bought.revenue(), report.basis().currency()),
                        page.date(report.basis().asOf())));
    }

    /** Revenue stops where a long ends: nobody brings so much, but a sender can make it up. */
    Optional<PurchaseFigures> purchases(long customer, Currency currency) {
        int decimals = Math.max(0, currency.getDefaultFractionDigits());
        return jdbc.sql(
                        """
                        select count(*) filter (where counts)::int as orders,
                               least(greatest(sum(sales.net_minor), -9e18), 9e18)::bigint
                                   as net_minor,
                               count(distinct date_trunc('quarter', sales.day))
                                   filter (where counts)::int as quarters,
                               max(sales.day) filter (where counts) as last_day
                        from identity.shared_member member
                        join orders.shared_order sales on sales.subject = member.identifier
                        cross join lateral (
                            select sales.kind = 'order' and sales.status = 'completed' as counts
                        ) counted
                        where member.customer = :customer and sales.currency = :currency
                          and sales.day >= :firstDay
                        having bool_or(counts)
                        """)
                .param("customer", customer)
                .param("currency", currency.getCurrencyCode())
                .param("firstDay", Scope.FIRST_DAY_MIN)
                .query((row, number) ->
                        new PurchaseFigures(
                                row.getInt("orders"),
                                BigDecimal.valueOf(row.getLong("net_minor"), decimals),
                                row.getInt("quarters"),
                                row.getObject("last_day", LocalDate.class)))
                .optional();
    }
}
