package org.stammkunde.insights;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.stammkunde.insights.Report.OtherCurrency;
import org.stammkunde.insights.ReportTables.CurrencyTotals;
import org.stammkunde.insights.ReportTables.Standing;
import org.stammkunde.merchant.Merchant;
import org.stammkunde.merchant.MerchantSettings;

/** The door to reports. Thread-safe. */
@Component
public class Reports {

    /** What all customers do on average changes slowly. */
    private static final Duration COMPARED_WITH_MAX = Duration.ofMinutes(10);

    private final ReportTables tables;
    private final MerchantSettings settings;
    private final InstantSource clock;
    private final TransactionTemplate snapshot;
    private final Recent<ReportQuery, Report> recent;

    Reports(
            JdbcClient jdbc,
            MerchantSettings settings,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.tables = new ReportTables(jdbc);
        this.settings = settings;
        this.clock = clock;
        this.recent =
                new Recent<>(
                        this::report,
                        report -> report.basis().position(),
                        Reports::isOfNothing,
                        clock);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /**
     * The report of everything known at this moment, read in one snapshot of the database.
     *
     * <p>Reads every order of the currency once; memory grows with customers, not with orders.
     */
    public Report report(ReportQuery query) {
        return Objects.requireNonNull(snapshot.execute(_ -> read(query)));
    }

    /**
     * Whether there is no order at all: the first one changes everything, and until then a report
     * costs nothing to make. That rule A counts none says less: it leaves out most.
     */
    private static boolean isOfNothing(Report report) {
        return report.isEmpty()
                && report.basis().rule().equals(Rule.NET.id())
                && report.excluded().currencies().isEmpty()
                && report.excluded().ordersAfterAsOf() == 0;
    }

    /**
     * A report for who cannot wait, or asks again and again: the one made last, while a newer one
     * is made behind it. That happens no sooner than ten times what the last one took after it was
     * begun, however many ask.
     *
     * <p>Waits only for the very first report, and at most half a second where they are made that
     * quickly. The report says at which fact it stands.
     */
    public Report recent(ReportQuery query) {
        return recent.report(query, tables.position());
    }

    /**
     * A report to compare one customer with all: at most some minutes older than what is known;
     * empty until the first one is made. Whoever asks first waits half a second for it, nobody else
     * waits.
     */
    Optional<Report> atHand(ReportQuery query) {
        return recent.atHand(query, COMPARED_WITH_MAX);
    }

    /** The currency of a report that is asked for none, as of today. */
    Currency currencyInUse() {
        Merchant merchant = settings.current();
        return tables.currencyInUse(merchant.currency(), today(merchant));
    }

    private LocalDate today(Merchant merchant) {
        return LocalDate.ofInstant(clock.instant(), merchant.zone());
    }

    private Report read(ReportQuery query) {
        Merchant merchant = settings.current();
        LocalDate today = today(merchant);
        LocalDate wanted = query.asOf();
        LocalDate asOf = wanted == null || wanted.isAfter(today) ? null : wanted;
        LocalDate until = asOf == null ? today : asOf;
        Currency currency = currency(query, merchant, until);
        List<CurrencyTotals> currencies = tables.currencies(until);
        Optional<CurrencyTotals> totals =
                currencies.stream().filter(each -> each.currency().equals(currency)).findFirst();
        LocalDate lastDay = asOf == null ? totals.map(CurrencyTotals::lastDay).orElse(today) : asOf;
        Scope scope =
                new Scope(
                        query.rule(),
                        currency,
                        totals.map(CurrencyTotals::firstDay).orElse(lastDay),
                        lastDay,
                        decimals(query.rule(), currency));
        return report(scope, merchant, others(currencies, currency), asOf != null);
    }

    private Currency currency(ReportQuery query, Merchant merchant, LocalDate until) {
        Currency asked = query.currency();
        return asked == null ? tables.currencyInUse(merchant.currency(), until) : asked;
    }

    private int decimals(Rule rule, Currency currency) {
        return switch (rule) {
            case NET -> Math.max(0, currency.getDefaultFractionDigits());
            case A -> tables.lineDecimals();
        };
    }

    private static List<OtherCurrency> others(List<CurrencyTotals> currencies, Currency currency) {
        return currencies.stream()
                .filter(each -> !each.currency().equals(currency))
                .map(each ->
                        new OtherCurrency(
                                each.currency(),
                                each.orders(),
                                amount(each.netMinor(), each.currency())))
                .toList();
    }

    private static BigDecimal amount(long minor, Currency currency) {
        return BigDecimal.valueOf(minor, Math.max(0, currency.getDefaultFractionDigits()));
    }

    private Report report(
            Scope scope, Merchant merchant, List<OtherCurrency> others, boolean endsInThePast) {
        Calculation calculation =
                new Calculation(scope, tables.purchases(scope), tables.loyalCustomers());
        Calculation.Best best = calculation.best(tables.bestByScore(Calculation.BEST));
        Report.Excluded excluded =
                calculation.excluded(others, tables.otherDays(scope.lastDay(), scope.currency()));
        return calculation.report(
                basis(scope, merchant, tables.standing()),
                calculation.topCustomers(best, tables.people(best.all())),
                excluded,
                endsInThePast);
    }

    private static Report.Basis basis(Scope scope, Merchant merchant, Standing standing) {
        return new Report.Basis(
                scope.rule().id(),
                scope.currency(),
                merchant.zone().getId(),
                scope.firstDay(),
                scope.lastDay(),
                standing.position(),
                standing.receivedAt(),
                standing.waiting());
    }
}
