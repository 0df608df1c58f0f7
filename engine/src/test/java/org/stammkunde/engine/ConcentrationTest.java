package org.stammkunde.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConcentrationTest {

    @Test
    void sharesOfSmallShopsAreWhatOneCountsByHand() {
        check(cents(100), 1, "1", 1, "0");
        check(cents(100, 100, 100, 100, 100), 1, "0.2", 4, "0");
        check(cents(0, 0, 0, 0, 500), 1, "1", 1, "0.8");
        check(cents(10, 20, 30, 40), 1, "0.4", 3, "0.25");
        check(
                cents(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                2,
                "0.3454545454545454545454545454545455",
                6,
                "0.3");
    }

    @Test
    void refundsBeyondPurchasesLowerTheTotal() {
        check(cents(-100, 100, 200), 1, "1", 1, "1");
        assertThat(Concentration.of(cents(-100, -1, 0, 0, 300)).customersBelowZero()).isEqualTo(2);
        assertThat(Concentration.of(cents(1, 2)).customersBelowZero()).isZero();
    }

    private static void check(
            Amounts revenue, int top, String topShare, int customersForEighty, String gini) {
        Concentration concentration = Concentration.of(revenue);

        assertThat(concentration.topCustomers(20)).isEqualTo(top);
        assertKnown(concentration.topShare(20), topShare);
        assertKnown(concentration.customersFor(80), String.valueOf(customersForEighty));
        assertKnown(concentration.gini(), gini);
    }

    @Test
    void withoutCustomersOrRevenueThereAreNoShares() {
        checkUndefined(cents(), Figure.Reason.NO_CUSTOMERS);
        checkUndefined(cents(0, 0), Figure.Reason.REVENUE_NOT_POSITIVE);
        checkUndefined(cents(-5, 2), Figure.Reason.REVENUE_NOT_POSITIVE);
    }

    private static void checkUndefined(Amounts revenue, Figure.Reason reason) {
        Concentration concentration = Concentration.of(revenue);

        assertThat(concentration.topShare(20)).isEqualTo(Figure.undefined(reason));
        assertThat(concentration.customersFor(80)).isEqualTo(Figure.undefined(reason));
        assertThat(concentration.gini()).isEqualTo(Figure.undefined(reason));
        assertThat(concentration.lorenz(10)).isEmpty();
    }

    @Test
    void theLorenzCurveRunsFromTheSmallestToAll() {
        assertThat(Concentration.of(cents(30, 10, 40, 20)).lorenz(4))
                .containsExactly(
                        point("0", "0"),
                        point("0.25", "0.1"),
                        point("0.5", "0.3"),
                        point("0.75", "0.6"),
                        point("1", "1"));
        assertThat(Concentration.of(cents(1, 3)).lorenz(100)).hasSize(3);
    }

    private static LorenzPoint point(String customers, String revenue) {
        return new LorenzPoint(new BigDecimal(customers), new BigDecimal(revenue));
    }

    @Test
    void shufflingCustomersAndSplittingCentsChangeNothing() {
        long seed = Seeds.fresh();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            long[] units = random.longs(1 + random.nextInt(300), -50, 10_000).toArray();
            Concentration expected = Concentration.of(Amounts.of(units, 2));

            Seeds.shuffle(units, random);

            assertSame(Concentration.of(Amounts.of(units, 2)), expected, seed);
            long[] finer = Arrays.stream(units).map(unit -> unit * 1000).toArray();
            assertSame(Concentration.of(Amounts.of(finer, 5)), expected, seed);
        }
    }

    private static void assertSame(Concentration actual, Concentration expected, long seed) {
        String trial = "seed " + seed;
        assertThat(actual.topShare(20)).as(trial).isEqualTo(expected.topShare(20));
        assertThat(actual.customersFor(80)).as(trial).isEqualTo(expected.customersFor(80));
        assertThat(actual.gini()).as(trial).isEqualTo(expected.gini());
        assertThat(actual.lorenz(20)).as(trial).isEqualTo(expected.lorenz(20));
    }

    @Test
    void giniEqualsTheMeanDifferenceOfAllPairs() {
        long seed = Seeds.fresh();
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            long[] units = random.longs(1 + random.nextInt(60), 0, 1_000_000).toArray();
            long differences = 0;
            long total = 0;
            for (long left : units) {
                total += left;
                for (long right : units) {
                    differences += Math.abs(left - right);
                }
            }

            Figure expected =
                    Figure.ratio(differences, 2 * units.length * total, Figure.Reason.NO_ORDERS);
            assertThat(Concentration.of(Amounts.of(units, 2)).gini())
                    .as("seed " + seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void giniStaysExactBeyondSixtyFourBits() {
        long big = Long.MAX_VALUE / 8;

        assertKnown(Concentration.of(cents(0, 0, 0, 0, 0, 0, 0, big)).gini(), "0.875");
        assertKnown(Concentration.of(cents(big, big, big, big, big, big, big)).gini(), "0");
    }

    @Test
    void sumsBeyondAllMeasureStopAtTheirEndAndHoldNothingUp() {
        long end = 9_000_000_000_000_000_000L;
        long most = end / 9 * 6;
        Concentration dear = Concentration.of(cents(most, most, most));
        Concentration mixed = Concentration.of(cents(-end, end, end));

        assertThat(dear.total()).isEqualTo("90000000000000000.00");
        assertKnown(dear.customersFor(80), "3");
        assertKnown(dear.gini(), "0");
        assertThat(dear.lorenz(3)).hasSize(4);
        assertThat(mixed.total()).isEqualTo("90000000000000000.00");
        assertKnown(mixed.topShare(67), "1");
        assertKnown(mixed.customersFor(80), "1");
    }

    @Test
    void aPercentageOutsideOneToHundredIsRefused() {
        assertThatThrownBy(() -> Concentration.of(cents(1)).topShare(0))
                .hasMessage("percent must be 1 to 100, not 0");
    }

    private static Amounts cents(long... units) {
        return Amounts.of(units, 2);
    }

    private static void assertKnown(Figure figure, String value) {
        assertThat(figure)
                .isInstanceOfSatisfying(
                        Figure.Known.class,
                        known -> assertThat(known.value()).isEqualByComparingTo(value));
    }
}
