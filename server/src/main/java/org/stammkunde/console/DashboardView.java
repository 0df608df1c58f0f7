package org.stammkunde.console;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.engine.Figure;
import org.stammkunde.engine.LorenzPoint;
import org.stammkunde.insights.Report;
import org.stammkunde.insights.Report.Note;
import org.stammkunde.insights.Report.ScoreRange;
import org.stammkunde.insights.Report.TopCustomer;
import org.stammkunde.web.Texts;

/**
 * The dashboard: a report in the reader's words.
 *
 * @param by what the best customers are chosen by
 */
record DashboardView(Report report, TopBy by, Texts texts) {

    private static final int MONTHS_MAX = 24;

    Currency currency() {
        return report.basis().currency();
    }

    /** The latest two years at most, which is what fits. */
    List<Report.Month> months() {
        List<Report.Month> all = report.months();
        return all.subList(Math.max(0, all.size() - MONTHS_MAX), all.size());
    }

    RevenueChart revenueChart() {
        return RevenueChart.of(months(), currency(), texts);
    }

    LorenzChart lorenzChart() {
        return LorenzChart.of(report.lorenz(), texts);
    }

    /** Every tenth of the curve, for the table behind the chart. */
    List<LorenzPoint> lorenzRows() {
        List<LorenzPoint> curve = report.lorenz();
        int step = Math.max(1, curve.size() / 10);
        return IntStream.range(0, curve.size())
                .filter(index -> index % step == 0 || index == curve.size() - 1)
                .mapToObj(curve::get)
                .toList();
    }

    RfmGrid rfm() {
        return RfmGrid.of(report.rfm());
    }

    List<TopCustomer> top() {
        return by.of(report.topCustomers());
    }

    /** The formula that customers' lifetime values follow, as a message key. */
    String clvFormula() {
        return "console.clv.formula." + report.clv().formula();
    }

    String money(@Nullable BigDecimal amount) {
        return amount == null ? "–" : texts.money(amount, currency());
    }

    String moneyRounded(@Nullable BigDecimal amount) {
        return amount == null ? "–" : texts.moneyRounded(amount, currency());
    }

    String percent(@Nullable BigDecimal share) {
        return share == null ? "–" : texts.percent(share.doubleValue(), 1);
    }

    /** A share for the bar that shows it, 0 to 1. */
    String share(@Nullable BigDecimal share) {
        return share == null ? "0" : share.toPlainString();
    }

    String decimal(@Nullable BigDecimal value, int places) {
        return value == null ? "–" : texts.decimal(value.doubleValue(), places);
    }

    String called(TopCustomer customer) {
        if (customer.name() != null) {
            return customer.name();
        }
        return customer.account() != null
                ? customer.account()
                : texts.text("console.top.nameless", Long.toString(customer.customer()));
    }

    /** A range of whole numbers, such as {@code 2–3}. */
    String range(ScoreRange range) {
        String from = texts.decimal(range.from(), 0);
        String to = texts.decimal(range.to(), 0);
        return from.equals(to) ? from : from + "–" + to;
    }

    /** Why the figure with this key in JSON is not defined, empty when it is. */
    String undefined(String figure) {
        Figure.Reason reason = report.undefined().get(figure);
        return reason == null ? "" : texts.text("console.undefined." + key(reason));
    }

    String note(Note note) {
        return texts.text("console.note." + key(note), arguments(note));
    }

    private Object[] arguments(Note note) {
        return switch (note) {
            case CUSTOMERS_BELOW_ZERO -> new Object[] {report.excluded().customersBelowZero()};
            case LATER_ORDERS -> new Object[] {report.excluded().ordersAfterAsOf()};
            case OTHER_CURRENCIES ->
                    new Object[] {
                        String.join(
                                ", ",
                                report.excluded().currencies().stream()
                                        .map(other -> other.currency().getCurrencyCode())
                                        .toList())
                    };
            case STARTS_TRUNCATED, LAST_MONTH_INCOMPLETE, LOYALTY_IS_OF_NOW -> new Object[0];
        };
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
