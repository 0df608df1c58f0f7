package org.stammkunde.insights;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stammkunde.engine.Amounts;
import org.stammkunde.engine.Cohort;
import org.stammkunde.engine.Concentration;
import org.stammkunde.engine.Figure;
import org.stammkunde.engine.LorenzPoint;
import org.stammkunde.engine.Retention;
import org.stammkunde.engine.Rfm;
import org.stammkunde.engine.RfmVariant;
import org.stammkunde.engine.SimpleClv.MarginTiming;
import org.stammkunde.engine.Sums;

/** Makes the figures of a report of what was read; pure. */
final class Calculation {

    private static final int LORENZ_STEPS = 100;
    private static final int TOP_PERCENT = 20;
    private static final int REVENUE_PERCENT = 80;

    /** Ten years; the triangle grows with the square of the months. */
    private static final int COHORTS_MAX = 120;

    /** How many customers each list of the best holds. */
    static final int BEST = 10;

    private final Scope scope;
    private final Purchases purchases;
    private final long[] loyal;
    private final CustomerColumns customers;
    private final Amounts revenue;
    private final Concentration concentration;
    private final LifetimeValue lifetime;
    private final LifetimeValue.ByCustomer lifetimes;
    private final Rounded rounded = new Rounded();

    /**
     * @param loyal the numbers of the loyal customers in ascending order
     */
    Calculation(Scope scope, Purchases purchases, long[] loyal) {
        this.scope = scope;
        this.purchases = purchases;
        this.loyal = loyal;
        this.customers = purchases.customers();
        this.revenue = customers.revenue(scope.decimals());
        this.concentration = Concentration.of(revenue);
        this.lifetime = LifetimeValue.of(customers, concentration.total(), pooledRetention());
        this.lifetimes = lifetime.byCustomer();
    }

    private Retention pooledRetention() {
        return IntStream.range(1, scope.quarters())
                .filter(this::isPairComplete)
                .mapToObj(purchases.retention()::into)
                .reduce(Retention.NOBODY, Retention::plus);
    }

    private boolean isPairComplete(int later) {
        return scope.isQuarterComplete(later - 1) && scope.isQuarterComplete(later);
    }

    /**
     * The whole report.
     *
     * @param endsInThePast whether its last day was chosen
     */
    Report report(
            Report.Basis basis,
            Report.TopCustomers topCustomers,
            Report.Excluded excluded,
            boolean endsInThePast) {
        return new Report(
                basis,
                totals(),
                spread(),
                guests(),
                loyalty(),
                months(),
                lorenz(),
                retention(),
                cohorts(),
                rfm(),
                clv(),
                topCustomers,
                excluded,
                notes(excluded, endsInThePast),
                rounded.undefined(),
                Definitions.of(scope, basis.zone(), excluded.currencies(), lifetime.formula()));
    }

    private Report.Totals totals() {
        return new Report.Totals(
                customers.size(),
                purchases.orders(),
                totalRevenue(),
                rounded.figure(
                        "aov",
                        Figure.ratio(
                                totalRevenue(),
                                BigDecimal.valueOf(purchases.orders()),
                                Figure.Reason.NO_ORDERS)),
                rounded.figure("ordersPerCustomer", purchases.tally().ordersPerCustomer()),
                rounded.figure("repeatPurchaseRate", purchases.tally().repeatPurchaseRate()),
                rounded.figure(
                        "repeatPurchaseRateByDays", purchases.tally().repeatPurchaseRateByDays()));
    }

    private BigDecimal totalRevenue() {
        return amount(purchases.units(MonthSums::units));
    }

    private BigDecimal amount(long units) {
        return BigDecimal.valueOf(units, scope.decimals());
    }

    private Report.Spread spread() {
        Figure forEighty = concentration.customersFor(REVENUE_PERCENT);
        BigDecimal count = rounded.figure("customersForEightyPercent", forEighty);
        return new Report.Spread(
                concentration.topCustomers(TOP_PERCENT),
                rounded.figure("topTwentyShare", concentration.topShare(TOP_PERCENT)),
                count == null ? null : count.intValueExact(),
                count == null ? null : shareOfCustomers(count),
                rounded.figure("gini", concentration.gini()));
    }

    private BigDecimal shareOfCustomers(BigDecimal count) {
        return Rounded.of(count.divide(BigDecimal.valueOf(customers.size()), Figure.PRECISION));
    }

    private List<LorenzPoint> lorenz() {
        return concentration.lorenz(LORENZ_STEPS).stream()
                .map(point ->
                        new LorenzPoint(Rounded.of(point.customers()), Rounded.of(point.revenue())))
                .toList();
    }

    private Report.Guests guests() {
        BigDecimal guestRevenue = amount(purchases.units(month -> month.guestUnits));
        return new Report.Guests(
                purchases.guestOrders(),
                guestRevenue,
                rounded.figure("guestRevenueShare", shareOfRevenue(guestRevenue)));
    }

    private Figure shareOfRevenue(BigDecimal part) {
        return totalRevenue().signum() > 0
                ? Figure.ratio(part, totalRevenue(), Figure.Reason.REVENUE_NOT_POSITIVE)
                : Figure.undefined(Figure.Reason.REVENUE_NOT_POSITIVE);
    }

    private Report.Loyalty loyalty() {
        long units = 0;
        for (int i = 0; i < customers.size(); i++) {
            if (isLoyal(customers.customer(i))) {
                units = Sums.capped(units, customers.units(i));
            }
        }
        return new Report.Loyalty(
                loyal.length,
                amount(units),
                rounded.figure("loyalRevenueShare", shareOfRevenue(amount(units))));
    }

    private boolean isLoyal(long customer) {
        return Arrays.binarySearch(loyal, customer) >= 0;
    }

    private List<Report.Month> months() {
        return IntStream.range(0, scope.months()).mapToObj(this::month).toList();
    }

    private Report.Month month(int month) {
        MonthSums sums = purchases.month(month);
        return new Report.Month(
                scope.month(month),
                month < scope.completeMonths(),
                sums.orders,
                amount(sums.units()),
                amount(sums.newUnits),
                amount(sums.returningUnits),
                amount(sums.guestUnits),
                sums.newCustomers,
                sums.activeCustomers);
    }

    private Report.QuarterlyRetention retention() {
        Retention pooled = lifetime.retention();
        return new Report.QuarterlyRetention(
                rounded.figure("retention.strict", whereComplete(pooled.strict())),
                rounded.figure("retention.textbook", whereComplete(pooled.textbook())),
                IntStream.range(1, scope.quarters()).mapToObj(this::quarterPair).toList());
    }

    private Figure whereComplete(Figure figure) {
        return lifetime.retention().before() == 0
                ? Figure.undefined(Figure.Reason.NO_COMPLETE_PERIODS)
                : figure;
    }

    private Report.QuarterPair quarterPair(int later) {
        Retention retention = purchases.retention().into(later);
        return new Report.QuarterPair(
                scope.quarter(later - 1),
                scope.quarter(later),
                isPairComplete(later),
                retention.before(),
                retention.after(),
                retention.fresh(),
                retention.kept(),
                Rounded.orNull(retention.strict()),
                Rounded.orNull(retention.textbook()));
    }

    private List<Report.MonthCohort> cohorts() {
        return purchases.cohorts().cohorts(scope.completeMonths()).stream()
                .skip(Math.max(0, scope.months() - COHORTS_MAX))
                .map(this::cohort)
                .toList();
    }

    private Report.MonthCohort cohort(Cohort cohort) {
        List<Report.CohortCell> cells =
                cohort.cells().stream()
                        .map(cell ->
                                new Report.CohortCell(
                                        cell.age(),
                                        cell.active(),
                                        Rounded.orNull(cell.rate(cohort)),
                                        cell.complete()))
                        .toList();
        return new Report.MonthCohort(scope.month(cohort.period()), cohort.size(), cells);
    }

    private Report.RfmFigures rfm() {
        RfmVariant variant =
                switch (scope.rule()) {
                    case NET -> RfmVariant.VALUE_THRESHOLDS;
                    case A -> RfmVariant.RANK;
                };
        Rfm rfm = Rfm.score(variant, customers.daysSinceLast(), customers.orders(), revenue);
        return new Report.RfmFigures(
                variant.definition().id(),
                rfm.scoreSum(),
                rfm.cells().stream().map(Calculation::rfmCell).toList(),
                ranges(rfm.recencyRanges()),
                ranges(rfm.frequencyRanges()),
                ranges(rfm.monetaryRanges()));
    }

    private static Report.RfmCell rfmCell(Rfm.Cell cell) {
        return new Report.RfmCell(
                cell.recency(),
                cell.frequency(),
                cell.monetary(),
                cell.customers(),
                cell.revenue());
    }

    private static List<Report.ScoreRange> ranges(List<Rfm.Range> ranges) {
        return ranges.stream()
                .map(each -> new Report.ScoreRange(each.score(), each.smallest(), each.biggest()))
                .toList();
    }

    private Report.ClvFigures clv() {
        return new Report.ClvFigures(
                lifetime.formula().id(),
                rounded.figure("clv.averageOrderValue", lifetime.averageOrderValue()),
                rounded.figure("clv.ordersPerQuarter", lifetime.ordersPerQuarter()),
                rounded.figure("clv.churnPerQuarter", lifetime.churn()),
                rounded.figure("clv.lifespanQuarters", lifetime.lifespan()),
                LifetimeValue.DISCOUNT_PER_YEAR,
                rounded.figure("clv.byOrders", lifetime.byOrders()),
                rounded.figure("clv.byLifespan", lifetime.byLifespan()),
                rounded.figure(
                        "clv.discountedStart", lifetime.discounted(MarginTiming.START_OF_PERIOD)),
                rounded.figure(
                        "clv.discountedEnd", lifetime.discounted(MarginTiming.END_OF_PERIOD)));
    }

    /**
     * The best customers of each list, by number.
     *
     * @param byScore from the best down
     */
    record Best(List<Long> byRevenue, List<Long> byClv, List<Long> byScore) {

        /** All customers of the lists. */
        Set<Long> all() {
            Set<Long> all = new LinkedHashSet<>();
            Stream.of(byRevenue, byClv, byScore).forEach(all::addAll);
            return all;
        }
    }

    Best best(List<Long> byScore) {
        return new Best(
                best(customers::units),
                best(i ->
                        lifetimes
                                .value(revenue.amount(i), customers.activeQuarters(i))
                                .doubleValue()),
                byScore);
    }

    private List<Long> best(IntToDoubleFunction value) {
        return Ranking.best(BEST, customers, value).stream().map(customers::customer).toList();
    }

    Report.TopCustomers topCustomers(Best best, Map<Long, ReportTables.Person> people) {
        return new Report.TopCustomers(
                topCustomers(best.byRevenue, people),
                topCustomers(best.byClv, people),
                topCustomers(best.byScore, people));
    }

    private List<Report.TopCustomer> topCustomers(
            List<Long> numbers, Map<Long, ReportTables.Person> people) {
        List<Integer> indexes = Ranking.indexes(numbers, customers);
        List<Report.TopCustomer> top = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            long number = numbers.get(i);
            ReportTables.Person person = people.getOrDefault(number, ReportTables.Person.NOBODY);
            top.add(
                    indexes.get(i) < 0
                            ? withoutOrder(number, person)
                            : topCustomer(indexes.get(i), number, person));
        }
        return List.copyOf(top);
    }

    private Report.TopCustomer topCustomer(int index, long number, ReportTables.Person person) {
        BigDecimal amount = revenue.amount(index);
        return new Report.TopCustomer(
                number,
                person.name(),
                person.account(),
                customers.orders(index),
                amount,
                customers.daysSinceLast(index),
                Rounded.of(lifetimes.value(amount, customers.activeQuarters(index))),
                person.activityPoints(),
                isLoyal(number));
    }

    private Report.TopCustomer withoutOrder(long number, ReportTables.Person person) {
        return new Report.TopCustomer(
                number,
                person.name(),
                person.account(),
                0,
                amount(0),
                null,
                null,
                person.activityPoints(),
                isLoyal(number));
    }

    /** What was left out, besides currencies and days that the scope leaves out. */
    Report.Excluded excluded(List<Report.OtherCurrency> currencies, ReportTables.OtherDays days) {
        return new Report.Excluded(
                currencies,
                days.after(),
                days.before(),
                purchases.customersWithoutOrder(),
                amount(purchases.unitsWithoutOrder()),
                concentration.customersBelowZero());
    }

    private List<Report.Note> notes(Report.Excluded excluded, boolean endsInThePast) {
        List<Report.Note> notes = new ArrayList<>();
        if (purchases.cohorts().startsTruncated(scope.completeMonths())) {
            notes.add(Report.Note.STARTS_TRUNCATED);
        }
        if (purchases.orders() > 0 && scope.completeMonths() < scope.months()) {
            notes.add(Report.Note.LAST_MONTH_INCOMPLETE);
        }
        if (excluded.customersBelowZero() > 0) {
            notes.add(Report.Note.CUSTOMERS_BELOW_ZERO);
        }
        if (!excluded.currencies().isEmpty()) {
            notes.add(Report.Note.OTHER_CURRENCIES);
        }
        if (excluded.ordersAfterAsOf() > 0) {
            notes.add(Report.Note.LATER_ORDERS);
        }
        if (endsInThePast) {
            notes.add(Report.Note.LOYALTY_IS_OF_NOW);
        }
        return List.copyOf(notes);
    }
}
