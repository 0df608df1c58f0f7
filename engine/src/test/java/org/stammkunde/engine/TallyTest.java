package org.stammkunde.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final int PERIODS = 14;

    @Test
    void aCustomerWhoPausesIsKeptOnlyInTheTextbookSense() {
        RetentionTally tally = new RetentionTally(3);
        tally.add(periods(0, 1, 2));
        tally.add(periods(0, 2));
        tally.add(periods(1));
        tally.add(periods(2));

        Retention retention = tally.into(2);

        assertThat(retention).isEqualTo(new Retention(2, 3, 1, 1));
        assertThat(retention.strict()).isEqualTo(Figure.ratio(1, 2, Figure.Reason.NO_ORDERS));
        assertThat(retention.textbook()).isEqualTo(Figure.ratio(2, 2, Figure.Reason.NO_ORDERS));
        assertThat(Retention.NOBODY.strict())
                .isEqualTo(Figure.undefined(Figure.Reason.NO_CUSTOMERS_BEFORE));
    }

    @Test
    void cohortCellsOfPeriodsNotEndedAreMarked() {
        CohortTally tally = new CohortTally(3);
        tally.add(periods(0, 2));
        tally.add(periods(0));
        tally.add(periods(2));

        List<Cohort> cohorts = tally.cohorts(2);

        assertThat(cohorts)
                .containsExactly(
                        new Cohort(
                                0,
                                2,
                                List.of(cell(0, 2, true), cell(1, 0, true), cell(2, 1, false))),
                        new Cohort(1, 0, List.of(cell(0, 0, true), cell(1, 0, false))),
                        new Cohort(2, 1, List.of(cell(0, 1, false))));
    }

    private static Cohort.Cell cell(int age, long active, boolean complete) {
        return new Cohort.Cell(age, active, complete);
    }

    @Test
    void aFarTooBigFirstCohortIsToldApart() {
        checkTruncated(true, 21, 10, 9, 10);
        checkTruncated(false, 20, 10, 9, 10);
        checkTruncated(false, 100, 10, 9);
    }

    private static void checkTruncated(boolean expected, int... sizes) {
        CohortTally tally = new CohortTally(sizes.length);
        for (int period = 0; period < sizes.length; period++) {
            for (int customer = 0; customer < sizes[period]; customer++) {
                tally.add(periods(period));
            }
        }

        assertThat(tally.startsTruncated(sizes.length)).isEqualTo(expected);
    }

    @Test
    void mergingIsAssociativeAndTheOrderOfCustomersDoesNotMatter() {
        long seed = Seeds.fresh();
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            List<BitSet> customers = customers(random);
            List<Cohort> cohorts = cohorts(customers).cohorts(PERIODS);
            List<Retention> retentions = retentions(retention(customers));

            Collections.shuffle(customers, random);
            int first = random.nextInt(customers.size());
            int second = first + random.nextInt(customers.size() - first);
            List<BitSet> left = customers.subList(0, first);
            List<BitSet> middle = customers.subList(first, second);
            List<BitSet> right = customers.subList(second, customers.size());

            CohortTally leftFirst = cohorts(left);
            leftFirst.merge(cohorts(middle));
            leftFirst.merge(cohorts(right));
            CohortTally rightFirst = cohorts(middle);
            rightFirst.merge(cohorts(right));
            CohortTally whole = cohorts(left);
            whole.merge(rightFirst);
            RetentionTally merged = retention(right);
            merged.merge(retention(left));
            merged.merge(retention(middle));

            assertThat(leftFirst.cohorts(PERIODS)).as("seed " + seed).isEqualTo(cohorts);
            assertThat(whole.cohorts(PERIODS)).as("seed " + seed).isEqualTo(cohorts);
            assertThat(retentions(merged)).as("seed " + seed).isEqualTo(retentions);
        }
    }

    @Test
    void purchasesOfGroupsOfCustomersAddUp() {
        PurchaseTally all =
                PurchaseTally.NOBODY
                        .plus(PurchaseTally.customer(1, 1))
                        .plus(PurchaseTally.customer(3, 1))
                        .plus(PurchaseTally.customer(2, 2));

        assertThat(all).isEqualTo(new PurchaseTally(3, 6, 2, 1));
        assertThat(all.ordersPerCustomer()).isEqualTo(Figure.of(2));
        assertThat(PurchaseTally.NOBODY.repeatPurchaseRate())
                .isEqualTo(Figure.undefined(Figure.Reason.NO_CUSTOMERS));
        assertThatThrownBy(() -> PurchaseTally.customer(1, 2))
                .hasMessage("1 orders on 2 days: expected 1 to 1 days");
    }

    private static List<BitSet> customers(Random random) {
        List<BitSet> customers = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(1, 100); i++) {
            customers.add(periods(random.ints(1 + random.nextInt(6), 0, PERIODS).toArray()));
        }
        return customers;
    }

    private static CohortTally cohorts(List<BitSet> customers) {
        CohortTally tally = new CohortTally(PERIODS);
        customers.forEach(tally::add);
        return tally;
    }

    private static RetentionTally retention(List<BitSet> customers) {
        RetentionTally tally = new RetentionTally(PERIODS);
        customers.forEach(tally::add);
        return tally;
    }

    private static List<Retention> retentions(RetentionTally tally) {
        return IntStream.range(1, PERIODS).mapToObj(tally::into).toList();
    }

    private static BitSet periods(int... periods) {
        BitSet set = new BitSet();
        for (int period : periods) {
            set.set(period);
        }
        return set;
    }
}
