package org.stammkunde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Figures of UCI Online Retail under rule A, each computed independently in Python and SQLite. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UciGoldenTest {

    private static final LocalDate SNAPSHOT = LocalDate.of(2011, 12, 10);
    private static final LocalDate FIRST_MONTH = LocalDate.of(2010, 12, 1);
    private static final int MONTHS = 13;
    private static final int COMPLETE_MONTHS = 12;

    @SuppressWarnings("NullAway.Init")
    private UciOnlineRetail data;

    @BeforeAll
    void read() throws IOException {
        data = UciOnlineRetail.read();
    }

    @Test
    void countsAndRevenue() {
        PurchaseTally tally =
                customers().stream()
                        .map(each -> PurchaseTally.customer(each.invoices.size(), each.days.size()))
                        .reduce(PurchaseTally.NOBODY, PurchaseTally::plus);

        assertThat(data.rows).isEqualTo(397_884);
        assertThat(tally.customers()).isEqualTo(4_338);
        assertThat(tally.orders()).isEqualTo(18_532);
        assertThat(revenue().total()).isEqualByComparingTo("8911407.904");
        check(
                Figure.ratio(
                        revenue().total(),
                        BigDecimal.valueOf(tally.orders()),
                        Figure.Reason.NO_ORDERS),
                "480.865956");
        check(tally.ordersPerCustomer(), "4.272015");
        check(tally.repeatPurchaseRate(), "0.655832");
        check(tally.repeatPurchaseRateByDays(), "0.643154");
    }

    @Test
    void concentration() {
        Concentration concentration = Concentration.of(revenue());

        assertThat(concentration.topCustomers(20)).isEqualTo(867);
        check(concentration.topShare(20), "0.745940");
        check(concentration.customersFor(80), "1133.000000");
        check(concentration.gini(), "0.715140");
    }

    @Test
    void retention() {
        RetentionTally tally = new RetentionTally(5);
        customers().forEach(each -> tally.add(quarters(each)));

        Retention retention = tally.into(3);

        assertThat(retention.before()).isEqualTo(1991);
        assertThat(retention.after()).isEqualTo(2161);
        assertThat(retention.fresh()).isEqualTo(656);
        check(retention.strict(), "0.608237");
        check(retention.textbook(), "0.755902");
    }

    @Test
    void cohorts() {
        CohortTally tally = new CohortTally(MONTHS);
        customers().forEach(each -> tally.add(months(each)));

        List<Cohort> cohorts = tally.cohorts(COMPLETE_MONTHS);

        assertThat(cohorts.stream().map(Cohort::size))
                .containsExactly(
                        885L, 417L, 380L, 452L, 300L, 284L, 242L, 188L, 169L, 299L, 358L, 323L,
                        41L);
        assertThat(cohorts.getFirst().cells().stream().map(Cohort.Cell::active))
                .containsExactly(
                        885L, 324L, 286L, 340L, 321L, 352L, 321L, 309L, 313L, 350L, 331L, 445L,
                        235L);
        assertThat(cohorts.getLast().cells().getFirst().complete()).isFalse();
        assertThat(tally.startsTruncated(COMPLETE_MONTHS)).isTrue();
    }

    @Test
    void recencyFrequencyAndMonetaryValue() {
        Rfm rfm = Rfm.score(RfmVariant.RANK, recency(), orders(), revenue());

        assertThat(customersWith(rfm, 5, 5, 5)).isEqualTo(348);
        assertThat(customersWith(rfm, 1, 1, 1)).isEqualTo(185);
        assertThat(rfm.scoreSum()).isEqualTo(39_033);
        assertThat(rfm.cells()).hasSize(117);
        assertThat(
                        rfm.cells().stream()
                                .filter(cell -> cell.frequency() == 1 && cell.recency() == 5)
                                .mapToInt(Rfm.Cell::customers)
                                .sum())
                .isEqualTo(42);
    }

    private static int customersWith(Rfm rfm, int recency, int frequency, int monetary) {
        return rfm.cells().stream()
                .filter(cell ->
                        cell.recency() == recency
                                && cell.frequency() == frequency
                                && cell.monetary() == monetary)
                .mapToInt(Rfm.Cell::customers)
                .sum();
    }

    @Test
    void singleCustomers() {
        checkCustomer(12748, 209, 113, "33719.73", 1);
        checkCustomer(14646, 73, 45, "280206.02", 2);
    }

    private void checkCustomer(int id, int orders, int days, String revenue, int recency) {
        UciOnlineRetail.Customer customer = Objects.requireNonNull(data.customers.get(id));

        assertThat(customer.invoices).hasSize(orders);
        assertThat(customer.days).hasSize(days);
        assertThat(customer.revenue).isEqualByComparingTo(revenue);
        assertThat(daysSinceLastOrder(customer)).isEqualTo(recency);
    }

    private List<UciOnlineRetail.Customer> customers() {
        return List.copyOf(data.customers.values());
    }

    private Amounts revenue() {
        return Amounts.of(customers().stream().map(each -> each.revenue).toList());
    }

    private int[] orders() {
        return customers().stream().mapToInt(each -> each.invoices.size()).toArray();
    }

    private int[] recency() {
        return customers().stream().mapToInt(UciGoldenTest::daysSinceLastOrder).toArray();
    }

    private static int daysSinceLastOrder(UciOnlineRetail.Customer customer) {
        return (int) ChronoUnit.DAYS.between(customer.lastDay(), SNAPSHOT);
    }

    private static BitSet months(UciOnlineRetail.Customer customer) {
        BitSet months = new BitSet();
        customer.days.forEach(day ->
                months.set((int) ChronoUnit.MONTHS.between(FIRST_MONTH, day.withDayOfMonth(1))));
        return months;
    }

    /** Calendar quarters, the one of December 2010 first. */
    private static BitSet quarters(UciOnlineRetail.Customer customer) {
        BitSet quarters = new BitSet();
        months(customer).stream().forEach(month -> quarters.set((month + 2) / 3));
        return quarters;
    }

    private static void check(Figure figure, String printed) {
        assertThat(figure)
                .isInstanceOfSatisfying(
                        Figure.Known.class,
                        known ->
                                assertThat(known.value().setScale(6, RoundingMode.HALF_EVEN))
                                        .isEqualTo(printed));
    }
}
