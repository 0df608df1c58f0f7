package org.stammkunde.insights;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stammkunde.engine.Figure;
import org.stammkunde.engine.LorenzPoint;

/**
 * What the orders of all customers say together.
 *
 * <p>Amounts of money are decimal numbers of the report's currency: sums are exact, quotients have
 * six decimals. Rates and shares are fractions with six decimals (0.25 is 25 %). A figure that is
 * not defined is null, and {@link #undefined} holds the reason under its key in JSON.
 *
 * <p>Each component is a part of the page, made to be rendered on its own. In JSON, basis, totals,
 * spread, guests and loyalty stand flat at the top, all others under their name; {@code
 * docs/reference/report.md} lists every key.
 *
 * @param basis what was counted, up to which fact
 * @param totals customers, orders and revenue
 * @param spread how unevenly revenue is spread over customers
 * @param guests buyers who are no known customers
 * @param loyalty the customers of the segment of loyal customers
 * @param months revenue per calendar month, without gaps, the oldest first
 * @param lorenz the Lorenz curve, the smallest customers first, at most 101 points
 * @param retention who stayed from quarter to quarter
 * @param cohorts customers by the month of their first order, the newest 120, the oldest first
 * @param rfm recency, frequency and monetary value
 * @param clv customer lifetime value of an average customer
 * @param topCustomers the best by revenue, by lifetime value and by loyalty score
 * @param excluded what was left out
 * @param notes what a reader should know before trusting the figures
 * @param undefined why figures are null, by their key in JSON
 * @param definitions what the figures mean, by their key in JSON
 */
public record Report(
        @JsonUnwrapped Basis basis,
        @JsonUnwrapped Totals totals,
        @JsonUnwrapped Spread spread,
        @JsonUnwrapped Guests guests,
        @JsonUnwrapped Loyalty loyalty,
        List<Month> months,
        List<LorenzPoint> lorenz,
        QuarterlyRetention retention,
        List<MonthCohort> cohorts,
        RfmFigures rfm,
        ClvFigures clv,
        TopCustomers topCustomers,
        Excluded excluded,
        List<Note> notes,
        Map<String, Figure.Reason> undefined,
        Map<String, Meaning> definitions) {

    /** Whether there is any order at all. */
    public boolean isEmpty() {
        return totals.orders() == 0;
    }

    /**
     * What was counted, up to which fact.
     *
     * @param rule id of the rule that says which purchases count
     * @param currency the currency of every amount
     * @param zone the zone whose midnights part days and months
     * @param firstDay the day of the first purchase
     * @param asOf the last day that counts
     * @param position the position in the log up to which facts are counted, 0 for none
     * @param receivedAt when that fact was received, null for none
     * @param waitingFacts facts that were stored later and are not counted yet
     */
    public record Basis(
            String rule,
            Currency currency,
            String zone,
            LocalDate firstDay,
            LocalDate asOf,
            long position,
            @Nullable Instant receivedAt,
            long waitingFacts) {}

    /**
     * Customers, orders and revenue.
     *
     * @param customers customers with at least one order
     * @param orders all orders, those of guests included
     * @param revenue of all buyers
     * @param aov average order value: revenue / orders
     * @param ordersPerCustomer without guests
     * @param repeatPurchaseRate share of customers with two orders or more
     * @param repeatPurchaseRateByDays share of customers with orders on two days or more
     */
    public record Totals(
            long customers,
            long orders,
            BigDecimal revenue,
            @Nullable BigDecimal aov,
            @Nullable BigDecimal ordersPerCustomer,
            @Nullable BigDecimal repeatPurchaseRate,
            @Nullable BigDecimal repeatPurchaseRateByDays) {}

    /**
     * How unevenly revenue is spread over customers; guests are left out.
     *
     * @param topTwentyCustomers how many customers the top 20 % are, rounded down
     * @param topTwentyShare what share of the customers' revenue they bring
     * @param customersForEightyPercent how many customers, biggest first, bring 80 %
     * @param customersForEightyPercentShare what share of customers that is
     * @param gini the Gini coefficient
     */
    public record Spread(
            int topTwentyCustomers,
            @Nullable BigDecimal topTwentyShare,
            @Nullable Integer customersForEightyPercent,
            @Nullable BigDecimal customersForEightyPercentShare,
            @Nullable BigDecimal gini) {}

    /**
     * Buyers who are no known customers.
     *
     * @param guestOrders their orders
     * @param guestRevenue what they brought
     * @param guestRevenueShare their share of all revenue
     */
    public record Guests(
            long guestOrders, BigDecimal guestRevenue, @Nullable BigDecimal guestRevenueShare) {}

    /**
     * The customers of the segment of loyal customers, as it stands now.
     *
     * @param loyalCustomers how many, with or without orders
     * @param loyalRevenue what they brought in the report's days and currency
     * @param loyalRevenueShare their share of all revenue, that of guests included
     */
    public record Loyalty(
            long loyalCustomers, BigDecimal loyalRevenue, @Nullable BigDecimal loyalRevenueShare) {}

    /**
     * One calendar month.
     *
     * @param complete whether it has ended on the report's last day
     * @param orders of all buyers
     * @param revenue of all buyers: the sum of the three that follow
     * @param newRevenue of customers whose first order lies in this month
     * @param returningRevenue of all other customers
     * @param guestRevenue of guests
     * @param newCustomers customers whose first order lies in this month
     * @param activeCustomers customers with an order in this month
     */
    public record Month(
            YearMonth month,
            boolean complete,
            long orders,
            BigDecimal revenue,
            BigDecimal newRevenue,
            BigDecimal returningRevenue,
            BigDecimal guestRevenue,
            int newCustomers,
            int activeCustomers) {}

    /**
     * Who stayed from quarter to quarter.
     *
     * @param strict the rate over all pairs of complete quarters together
     * @param textbook the same in the sense of the textbooks
     * @param quarters each pair of calendar quarters, the oldest first
     */
    public record QuarterlyRetention(
            @Nullable BigDecimal strict,
            @Nullable BigDecimal textbook,
            List<QuarterPair> quarters) {}

    /**
     * Two calendar quarters in a row.
     *
     * @param from the first month of the earlier quarter
     * @param to the first month of the later quarter
     * @param complete whether both lie in the data as a whole
     * @param customersBefore S, customers with an order in the earlier quarter
     * @param customersAfter E, in the later quarter
     * @param newCustomers N, of those the ones whose first order lies in it
     * @param keptCustomers customers with an order in both
     * @param strict kept / S
     * @param textbook (E − N) / S
     */
    public record QuarterPair(
            YearMonth from,
            YearMonth to,
            boolean complete,
            long customersBefore,
            long customersAfter,
            long newCustomers,
            long keptCustomers,
            @Nullable BigDecimal strict,
            @Nullable BigDecimal textbook) {}

    /**
     * Customers whose first order lies in the same month.
     *
     * @param customers how many
     * @param cells how many of them ordered in each month since, from age 0 on
     */
    public record MonthCohort(YearMonth month, long customers, List<CohortCell> cells) {}

    /**
     * A cohort in one month.
     *
     * @param age months since the first order
     * @param active customers with an order
     * @param rate of the cohort, null for a cohort without customers
     * @param complete whether the month has ended
     */
    public record CohortCell(int age, long active, @Nullable BigDecimal rate, boolean complete) {}

    /**
     * Customers by recency, frequency and monetary value, each scored from 1 to 5 (best).
     *
     * @param variant id of the definition of the scores
     * @param scoreSum the sum of all three scores of all customers
     * @param cells the combinations that occur
     * @param recencyDays which days since the last order each score stands for
     * @param orders which numbers of orders
     * @param revenue which revenue
     */
    public record RfmFigures(
            String variant,
            long scoreSum,
            List<RfmCell> cells,
            List<ScoreRange> recencyDays,
            List<ScoreRange> orders,
            List<ScoreRange> revenue) {

        /** How many customers have these two scores, whatever their monetary score. */
        public int customers(int recency, int frequency) {
            return cells.stream()
                    .filter(cell -> cell.recency == recency && cell.frequency == frequency)
                    .mapToInt(RfmCell::customers)
                    .sum();
        }

        /** What customers with these two scores brought. */
        public BigDecimal revenue(int recency, int frequency) {
            return cells.stream()
                    .filter(cell -> cell.recency == recency && cell.frequency == frequency)
                    .map(RfmCell::revenue)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /** Customers with the same three scores, and what they brought. */
    public record RfmCell(
            int recency, int frequency, int monetary, int customers, BigDecimal revenue) {}

    /** The smallest and the biggest value that got a score. */
    public record ScoreRange(int score, BigDecimal from, BigDecimal to) {}

    /**
     * Customer lifetime value by simple formulas, from revenue, not margin.
     *
     * @param formula id of the formula by which {@link TopCustomers#byClv} is ranked
     * @param averageOrderValue of customers, without guests
     * @param ordersPerQuarter of an average customer since the first order
     * @param churnPerQuarter share of customers lost per quarter
     * @param lifespanQuarters expected lifespan, 1 / churn
     * @param discountPerYear as a fraction
     * @param byOrders average order value × orders per customer so far
     * @param byLifespan average order value × orders per quarter × lifespan
     * @param discountedStart with churn and discount, revenue at the start of each quarter
     * @param discountedEnd with churn and discount, revenue at the end of each quarter
     */
    public record ClvFigures(
            String formula,
            @Nullable BigDecimal averageOrderValue,
            @Nullable BigDecimal ordersPerQuarter,
            @Nullable BigDecimal churnPerQuarter,
            @Nullable BigDecimal lifespanQuarters,
            BigDecimal discountPerYear,
            @Nullable BigDecimal byOrders,
            @Nullable BigDecimal byLifespan,
            @Nullable BigDecimal discountedStart,
            @Nullable BigDecimal discountedEnd) {}

    /** The ten best customers by revenue, by lifetime value, and by loyalty score. */
    public record TopCustomers(
            List<TopCustomer> byRevenue, List<TopCustomer> byClv, List<TopCustomer> byScore) {}

    /**
     * A customer among the best.
     *
     * @param customer the customer's number
     * @param name null when unknown
     * @param account the customer id of a shop, the first of several, null when there is none
     * @param orders in the report's days and currency
     * @param revenue likewise
     * @param daysSinceLastOrder null without an order
     * @param clv by {@link ClvFigures#formula}, null without an order
     * @param activityPoints the loyalty score, null when there is none
     * @param loyal whether a member of the segment of loyal customers
     */
    public record TopCustomer(
            long customer,
            @Nullable String name,
            @Nullable String account,
            int orders,
            BigDecimal revenue,
            @Nullable Integer daysSinceLastOrder,
            @Nullable BigDecimal clv,
            @Nullable BigDecimal activityPoints,
            boolean loyal) {}

    /**
     * What was left out.
     *
     * @param currencies orders in other currencies
     * @param ordersAfterAsOf orders and credit notes after the report's last day
     * @param ordersBefore1970 orders and credit notes of days that must be mistakes
     * @param customersWithoutOrder customers of whom only credit notes or cancelled orders are
     *     known: in revenue, but in no figure about customers
     * @param revenueWithoutOrder their revenue
     * @param customersBelowZero customers with an order whose revenue is negative: in all figures
     */
    public record Excluded(
            List<OtherCurrency> currencies,
            long ordersAfterAsOf,
            long ordersBefore1970,
            long customersWithoutOrder,
            BigDecimal revenueWithoutOrder,
            int customersBelowZero) {}

    /** Orders in a currency that the report does not count, and their revenue net of refunds. */
    public record OtherCurrency(Currency currency, long orders, BigDecimal revenue) {}

    /** What a reader should know before trusting the figures. */
    public enum Note {
        /** The first cohort is so big that it holds customers from before the data begin. */
        STARTS_TRUNCATED,
        /** The last month has not ended on the report's last day. */
        LAST_MONTH_INCOMPLETE,
        /** There are customers with more refunds than purchases. */
        CUSTOMERS_BELOW_ZERO,
        /** Orders in other currencies are left out. */
        OTHER_CURRENCIES,
        /** Orders after the last day are left out. */
        LATER_ORDERS,
        /** The segment of loyal customers is that of now, not that of the report's last day. */
        LOYALTY_IS_OF_NOW
    }

    /**
     * What a figure means.
     *
     * @param id of the definition, stable
     * @param text in English
     */
    public record Meaning(String id, String text) {}
}
