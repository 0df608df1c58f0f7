package org.stammkunde.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.engine.Figure;
import org.stammkunde.insights.Report;
import org.stammkunde.insights.Report.CohortCell;
import org.stammkunde.insights.Report.Month;
import org.stammkunde.insights.Report.MonthCohort;
import org.stammkunde.insights.Report.QuarterPair;
import org.stammkunde.insights.Report.ScoreRange;
import org.stammkunde.insights.Report.TopCustomer;
import picocli.CommandLine.Help.Ansi;

/** A report as text for a terminal. */
final class ReportText {

    /** So many of the newest months, cohorts and pairs of quarters fit on a screen. */
    private static final int MONTHS_MAX = 13;

    private static final int QUARTERS_MAX = 4;
    private static final int BAR_WIDTH = 40;
    private static final int NAME_WIDTH = 28;
    private static final int SCORES = 5;
    private static final String NEW_RETURNING_GUEST = "█▓░";

    private final Report report;
    private final long setAside;
    private final Wording wording;
    private final Sheet sheet;

    /**
     * The report, with a word on facts that it lacks.
     *
     * @param setAside how many facts are set aside
     */
    ReportText(Report report, long setAside, Wording wording, Ansi ansi) {
        this.report = report;
        this.setAside = setAside;
        this.wording = wording;
        this.sheet = new Sheet(ansi);
        write();
    }

    private void write() {
        title();
        if (report.isEmpty()) {
            sheet.line("");
            sheet.wrapped(text("report.empty"));
        } else {
            customers();
            spread();
            months();
            retention();
            cohorts();
            rfm();
            lifetimeValue();
            topCustomers();
        }
        notes();
    }

    private void title() {
        Report.Basis basis = report.basis();
        sheet.title(
                text("report.title", wording.date(basis.firstDay()), wording.date(basis.asOf())),
                basis.currency() + " · " + basis.zone());
        sheet.wrapped(text("report.rule." + basis.rule().toLowerCase(Locale.ROOT)));
        sheet.wrapped(standing());
        sheet.line("");
        Report.Totals totals = report.totals();
        sheet.table(
                "rrrr",
                List.of(
                        Stream.of(
                                        wording.number(totals.customers()),
                                        wording.number(totals.orders()),
                                        money(totals.revenue()),
                                        money(totals.aov()))
                                .map(figure -> sheet.styled("bold", figure))
                                .toList(),
                        Sheet.row(
                                text("report.customers"),
                                text("report.orders"),
                                text("report.revenue"),
                                text("report.aov"))));
    }

    private String standing() {
        Report.Basis basis = report.basis();
        String stands =
                basis.receivedAt() == null
                        ? text("report.stands.nowhere")
                        : text(
                                "report.stands",
                                wording.number(basis.position()),
                                wording.time(basis.receivedAt(), ZoneId.of(basis.zone())));
        return basis.waitingFacts() == 0
                ? stands
                : stands + " · " + text("report.waiting", basis.waitingFacts());
    }

    private void customers() {
        Report.Totals totals = report.totals();
        sheet.heading(text("report.loyalty"), "");
        sheet.table(
                "lrl",
                List.of(
                        Sheet.row(
                                text("report.loyalCustomers"),
                                wording.number(report.loyalty().loyalCustomers()),
                                text(
                                        "report.ofRevenue",
                                        percent(report.loyalty().loyalRevenueShare()))),
                        Sheet.row(
                                text("report.ordersPerCustomer"),
                                wording.decimal(totals.ordersPerCustomer(), 2),
                                ""),
                        Sheet.row(
                                text("report.repeatPurchaseRate"),
                                percent(totals.repeatPurchaseRate()),
                                text("report.byDays", percent(totals.repeatPurchaseRateByDays()))),
                        Sheet.row(
                                text("report.guests"),
                                wording.number(report.guests().guestOrders()),
                                text(
                                        "report.guestOrders",
                                        percent(report.guests().guestRevenueShare())))));
    }

    private void spread() {
        Report.Spread spread = report.spread();
        sheet.heading(text("report.spread"), "");
        sheet.table(
                "lrl",
                List.of(
                        Sheet.row(
                                text(
                                        "report.topTwenty",
                                        wording.number(spread.topTwentyCustomers())),
                                percent(spread.topTwentyShare()),
                                text("report.ofCustomerRevenue")),
                        Sheet.row(
                                text("report.eightyPercent"),
                                spread.customersForEightyPercent() == null
                                        ? Wording.NOTHING
                                        : wording.number(spread.customersForEightyPercent()),
                                text(
                                        "report.ofCustomers",
                                        percent(spread.customersForEightyPercentShare()))),
                        Sheet.row(text("report.gini"), wording.decimal(spread.gini(), 3), "")));
        if (!report.lorenz().isEmpty()) {
            sheet.item(text("report.lorenz") + "  " + lorenz());
        }
    }

    /** The curve in steps of four per cent of customers, the smallest first. */
    private String lorenz() {
        int points = report.lorenz().size() - 1;
        return Bars.curve(
                IntStream.rangeClosed(0, Math.min(25, points))
                        .mapToObj(step ->
                                report.lorenz().get(step * points / Math.min(25, points)).revenue())
                        .toList());
    }

    private void months() {
        sheet.heading(
                text("report.months"),
                text("report.months.legend", (Object[]) NEW_RETURNING_GUEST.split("")));
        List<Month> months = newest(report.months(), MONTHS_MAX);
        BigDecimal most =
                months.stream().map(Month::revenue).reduce(BigDecimal.ZERO, BigDecimal::max);
        sheet.table("lrll", months.stream().map(month -> monthRow(month, most)).toList());
        omitted(report.months().size() - months.size());
    }

    private List<String> monthRow(Month month, BigDecimal most) {
        List<BigDecimal> parts =
                List.of(month.newRevenue(), month.returningRevenue(), month.guestRevenue());
        return Sheet.row(
                wording.month(month.month()),
                wording.amount(month.revenue(), currency()),
                sheet.styled("cyan", Bars.stacked(parts, NEW_RETURNING_GUEST, most, BAR_WIDTH)),
                month.complete() ? "" : text("report.soFar"));
    }

    private void retention() {
        List<QuarterPair> pairs =
                newest(
                        report.retention().quarters().stream()
                                .filter(QuarterPair::complete)
                                .toList(),
                        QUARTERS_MAX);
        sheet.heading(text("report.retention"), text("report.retention.help"));
        if (pairs.isEmpty()) {
            sheet.item(text("report.reason.NO_COMPLETE_PERIODS"));
        }
        sheet.table("lrl", pairs.stream().map(this::retentionRow).toList());
    }

    private List<String> retentionRow(QuarterPair pair) {
        return Sheet.row(
                wording.quarter(pair.from()) + " → " + wording.quarter(pair.to()),
                percent(pair.strict()),
                text(
                        "report.retention.detail",
                        wording.number(pair.keptCustomers()),
                        wording.number(pair.customersBefore()),
                        percent(pair.textbook())));
    }

    private void cohorts() {
        List<MonthCohort> cohorts = newest(report.cohorts(), MONTHS_MAX);
        int ages = cohorts.isEmpty() ? 0 : cohorts.getFirst().cells().size();
        sheet.heading(text("report.cohorts"), text("report.cohorts.help"));
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                Sheet.row(
                        "",
                        Stream.concat(
                                Stream.of(text("report.new")),
                                IntStream.range(1, Math.min(ages, MONTHS_MAX))
                                        .mapToObj(age -> "+" + age + " "))));
        cohorts.forEach(cohort -> rows.add(cohortRow(cohort)));
        sheet.table("l" + "r".repeat(MONTHS_MAX), rows);
        omitted(report.cohorts().size() - cohorts.size());
    }

    private List<String> cohortRow(MonthCohort cohort) {
        return Sheet.row(
                wording.month(cohort.month()),
                Stream.concat(
                        Stream.of(wording.number(cohort.customers())),
                        cohort.cells().stream()
                                .skip(1)
                                .limit(MONTHS_MAX - 1)
                                .map(this::cohortCell)));
    }

    /** Whole per cent; in parentheses while the month has not ended. */
    private String cohortCell(CohortCell cell) {
        String rate =
                cell.rate() == null
                        ? Wording.NOTHING
                        : wording.decimal(cell.rate().movePointRight(2), 0);
        return cell.complete() ? rate + " " : "(" + rate + ")";
    }

    private void rfm() {
        sheet.heading(text("report.rfm"), text("report.rfm.help"));
        int most =
                IntStream.range(0, SCORES * SCORES)
                        .map(cell -> customers(cell / SCORES + 1, cell % SCORES + 1))
                        .max()
                        .orElse(0);
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                Sheet.row(
                        "",
                        Stream.concat(
                                Stream.of(""),
                                IntStream.rangeClosed(1, SCORES)
                                        .mapToObj(score -> "F" + score + " "))));
        for (int recency = SCORES; recency >= 1; recency--) {
            rows.add(rfmRow(recency, most));
        }
        rows.add(
                Sheet.row(
                        "",
                        Stream.concat(
                                Stream.of(text("report.orders")),
                                IntStream.rangeClosed(1, SCORES)
                                        .mapToObj(score ->
                                                range(report.rfm().orders(), score) + " "))));
        sheet.table("lrrrrrr", rows);
    }

    private List<String> rfmRow(int recency, int most) {
        String days = range(report.rfm().recencyDays(), recency);
        return Sheet.row(
                "R" + recency,
                Stream.concat(
                        Stream.of(days.isEmpty() ? "" : text("report.days", days)),
                        IntStream.rangeClosed(1, SCORES)
                                .map(frequency -> customers(recency, frequency))
                                .mapToObj(count -> wording.number(count) + shade(count, most))));
    }

    private String shade(int count, int most) {
        return Bars.shade(
                most == 0
                        ? BigDecimal.ZERO
                        : BigDecimal.valueOf(count)
                                .divide(BigDecimal.valueOf(most), MathContext.DECIMAL32));
    }

    private int customers(int recency, int frequency) {
        return report.rfm().customers(recency, frequency);
    }

    /** The values that got a score, such as 3–5; empty when none did. */
    private String range(List<ScoreRange> ranges, int score) {
        return ranges.stream()
                .filter(range -> range.score() == score)
                .map(range ->
                        range.from().compareTo(range.to()) == 0
                                ? wording.decimal(range.from(), 0)
                                : wording.decimal(range.from(), 0)
                                        + "–"
                                        + wording.decimal(range.to(), 0))
                .findFirst()
                .orElse("");
    }

    private void lifetimeValue() {
        Report.ClvFigures clv = report.clv();
        sheet.heading(text("report.clv"), text("report.clv.help"));
        sheet.table(
                "lrl",
                List.of(
                        Sheet.row(
                                text("report.clv.byOrders"),
                                money(clv.byOrders()),
                                formula("clv.byOrders", "report.clv.byOrders.formula")),
                        Sheet.row(
                                text("report.clv.byLifespan"),
                                money(clv.byLifespan()),
                                formula(
                                        "clv.byLifespan",
                                        "report.clv.byLifespan.formula",
                                        wording.decimal(clv.ordersPerQuarter(), 2),
                                        wording.decimal(clv.lifespanQuarters(), 2))),
                        Sheet.row(
                                text("report.clv.discounted"),
                                money(clv.discountedStart()),
                                formula(
                                        "clv.discountedStart",
                                        "report.clv.discounted.formula",
                                        percent(clv.churnPerQuarter()),
                                        percent(clv.discountPerYear())))));
    }

    /** How a figure came about, or why there is none. */
    private String formula(String figure, String key, Object... arguments) {
        Figure.Reason reason = report.undefined().get(figure);
        return reason == null ? text(key, arguments) : text("report.reason." + reason.name());
    }

    private void topCustomers() {
        Report.TopCustomers top = report.topCustomers();
        topCustomers(text("report.top.byRevenue"), top.byRevenue());
        topCustomers(text("report.top.byClv." + report.clv().formula()), top.byClv());
        topCustomers(text("report.top.byScore"), top.byScore());
    }

    private void topCustomers(String heading, List<TopCustomer> customers) {
        if (customers.isEmpty()) {
            return;
        }
        sheet.heading(heading, "");
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                Sheet.row(
                        "",
                        text("report.top.customer"),
                        text("report.revenue"),
                        text("report.orders"),
                        text("report.top.clv"),
                        text("report.top.points"),
                        ""));
        for (int i = 0; i < customers.size(); i++) {
            rows.add(topRow(i + 1, customers.get(i)));
        }
        sheet.table("rlrrrrl", rows);
    }

    private List<String> topRow(int rank, TopCustomer customer) {
        return Sheet.row(
                String.valueOf(rank),
                who(customer),
                wording.amount(customer.revenue(), currency()),
                wording.number(customer.orders()),
                wording.amount(customer.clv(), currency()),
                wording.decimal(customer.activityPoints(), 0),
                customer.loyal() ? sheet.styled("yellow", "★") : "");
    }

    /** Name and customer id as far as known; what a name holds cannot steer the terminal. */
    private static String who(TopCustomer customer) {
        String who =
                Stream.of(customer.name(), customer.account())
                        .filter(Objects::nonNull)
                        .reduce((name, account) -> name + " · " + account)
                        .orElse("#" + customer.customer())
                        .replaceAll("\\p{C}", "");
        return Sheet.width(who) <= NAME_WIDTH ? who : cut(who);
    }

    private static String cut(String text) {
        return text.substring(0, text.offsetByCodePoints(0, NAME_WIDTH - 1)) + "…";
    }

    private void notes() {
        List<String> notes = new ArrayList<>();
        if (setAside > 0) {
            notes.add(text("report.note.setAside", setAside));
        }
        report.notes().forEach(note -> notes.add(note(note)));
        if (report.excluded().ordersBefore1970() > 0) {
            notes.add(text("report.note.before1970", report.excluded().ordersBefore1970()));
        }
        if (report.excluded().customersWithoutOrder() > 0) {
            notes.add(
                    text(
                            "report.note.withoutOrder",
                            report.excluded().customersWithoutOrder(),
                            money(report.excluded().revenueWithoutOrder())));
        }
        if (!notes.isEmpty()) {
            sheet.heading(text("report.notes"), "");
            notes.forEach(sheet::point);
        }
        sheet.line("");
        sheet.line(sheet.styled("faint", text("report.more")));
    }

    private String note(Report.Note note) {
        Report.Excluded excluded = report.excluded();
        String key = "report.note." + note.name();
        return switch (note) {
            case OTHER_CURRENCIES ->
                    text(
                            key,
                            String.join(
                                    ", ",
                                    excluded.currencies().stream()
                                            .map(other ->
                                                    wording.number(other.orders())
                                                            + " "
                                                            + other.currency())
                                            .toList()));
            case LATER_ORDERS -> text(key, excluded.ordersAfterAsOf());
            case CUSTOMERS_BELOW_ZERO -> text(key, excluded.customersBelowZero());
            case STARTS_TRUNCATED ->
                    text(key, wording.fullMonth(report.months().getFirst().month()));
            case LAST_MONTH_INCOMPLETE ->
                    text(key, wording.fullMonth(report.months().getLast().month()));
            case LOYALTY_IS_OF_NOW -> text(key);
        };
    }

    private void omitted(int count) {
        if (count > 0) {
            sheet.item(sheet.styled("faint", text("report.omitted", wording.number(count))));
        }
    }

    private static <T> List<T> newest(List<T> all, int count) {
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    private Currency currency() {
        return report.basis().currency();
    }

    private String text(String key, Object... arguments) {
        return wording.text(key, arguments);
    }

    private String money(@Nullable BigDecimal amount) {
        return wording.money(amount, currency());
    }

    private String percent(@Nullable BigDecimal fraction) {
        return wording.percent(fraction);
    }

    @Override
    public String toString() {
        return sheet.toString();
    }
}
