package org.stammkunde.insights;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.stammkunde.insights.ReportTables.OtherDays;
import org.stammkunde.insights.ReportTables.Person;

/** A report of a small shop, made without a database: twelve customers in seven months. */
public final class SampleReport {

    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 9, 4);
    private static final LocalDate LAST_DAY = LocalDate.of(2024, 4, 10);
    private static final Scope SCOPE =
            new Scope(Rule.NET, Currency.getInstance("EUR"), FIRST_DAY, LAST_DAY, 2);
    private static final long LOYAL = 3;

    private SampleReport() {}

    /** The report; the first customer has a name that tries to steer the terminal. */
    public static Report report() {
        Calculation calculation = new Calculation(SCOPE, purchases(), new long[] {LOYAL, 12});
        Calculation.Best best = calculation.best(List.of(LOYAL, 99L));
        return calculation.report(
                basis(), calculation.topCustomers(best, people()), excluded(calculation), false);
    }

    /** A report without any order. */
    public static Report empty() {
        Scope scope = new Scope(Rule.NET, Currency.getInstance("EUR"), LAST_DAY, LAST_DAY, 2);
        Calculation calculation = new Calculation(scope, new Purchases(scope), new long[0]);
        return calculation.report(
                new Report.Basis(
                        "net", scope.currency(), "Europe/Berlin", LAST_DAY, LAST_DAY, 0, null, 0),
                calculation.topCustomers(calculation.best(List.of()), Map.of()),
                calculation.excluded(List.of(), new OtherDays(0, 0)),
                false);
    }

    /** Customer n orders every n-th month, for n times 12.34. */
    private static Purchases purchases() {
        Purchases purchases = new Purchases(SCOPE);
        for (int customer = 1; customer <= 12; customer++) {
            for (int day = customer; day < 220; day += 30 * customer) {
                purchases.add(customer, day, 1, 1234L * customer);
            }
        }
        purchases.add(13, 50, 0, -500);
        purchases.add(Purchases.GUEST, 100, 1, 4999);
        purchases.close();
        return purchases;
    }

    private static Report.Basis basis() {
        return new Report.Basis(
                "net",
                SCOPE.currency(),
                "Europe/Berlin",
                FIRST_DAY,
                LAST_DAY,
                12_345,
                Instant.parse("2024-04-10T15:04:05Z"),
                7);
    }

    private static Map<Long, Person> people() {
        return Map.of(
                1L,
                new Person("Eve \u001b[31mRed", "1001", null),
                LOYAL,
                new Person("Ann Example", null, new BigDecimal("123.400000")),
                12L,
                new Person("A name that is much too long for its column", "K-12", null));
    }

    private static Report.Excluded excluded(Calculation calculation) {
        return calculation.excluded(
                List.of(
                        new Report.OtherCurrency(
                                Currency.getInstance("CHF"), 3, new BigDecimal("50.00"))),
                new OtherDays(0, 2));
    }
}
