package org.stammkunde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RfmTest {

    @Test
    void equalValuesShareAScoreByThresholds() {
        checkScores(RfmVariant.VALUE_THRESHOLDS, "1 1 1 1 1 1 2 3 4 5", "1 1 1 1 1 1 4 4 5 5");
        checkScores(RfmVariant.VALUE_THRESHOLDS, "1 2 3 4 5", "1 2 3 4 5");
        checkScores(RfmVariant.VALUE_THRESHOLDS, "7 7 7", "1 1 1");
        checkScores(RfmVariant.VALUE_THRESHOLDS, "3", "1");
        checkScores(RfmVariant.VALUE_THRESHOLDS, "", "");
    }

    @Test
    void ranksCutFiveGroupsBiggerOnesFirstAndTiesByPosition() {
        checkScores(RfmVariant.RANK, "1 1 1 1 1 1 2 3 4 5", "1 1 2 2 3 3 4 4 5 5");
        checkScores(RfmVariant.RANK, "5 4 3 2 1 1 1", "5 4 3 2 1 1 2");
        checkScores(RfmVariant.RANK, "7 7 7", "1 2 3");
        checkScores(RfmVariant.RANK, "3", "1");
        checkScores(RfmVariant.RANK, "", "");
    }

    private static void checkScores(RfmVariant variant, String values, String scores) {
        byte[] actual = variant.scores(Arrays.stream(numbers(values)).asLongStream().toArray());

        assertThat(IntStream.range(0, actual.length).map(i -> actual[i]).toArray())
                .as("%s of %s", variant, values)
                .isEqualTo(numbers(scores));
    }

    private static int[] numbers(String text) {
        return text.isEmpty()
                ? new int[0]
                : Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    @Test
    void theMostRecentScoresFive() {
        Rfm rfm =
                Rfm.score(
                        RfmVariant.VALUE_THRESHOLDS,
                        new int[] {1, 10, 20, 30, 40},
                        new int[] {9, 8, 7, 6, 5},
                        Amounts.of(new long[] {-5, 50, 40, 30, 20}, 2));

        assertThat(rfm.recency(0)).isEqualTo(5);
        assertThat(rfm.frequency(0)).isEqualTo(5);
        assertThat(rfm.monetary(0)).isEqualTo(1);
        assertThat(rfm.scoreSum()).isEqualTo(45);
        assertThat(rfm.cells()).hasSize(5);
        assertThat(rfm.recencyRanges().getLast())
                .isEqualTo(new Rfm.Range(5, BigDecimal.ONE, BigDecimal.ONE));
    }

    @Test
    void revenueOfACellStopsAtItsEnd() {
        long end = 9_000_000_000_000_000_000L;
        Rfm rfm =
                Rfm.score(
                        RfmVariant.VALUE_THRESHOLDS,
                        new int[] {1, 1},
                        new int[] {1, 1},
                        Amounts.of(new long[] {end, end}, 2));

        assertThat(rfm.cells())
                .containsExactly(new Rfm.Cell(1, 1, 1, 2, new BigDecimal("90000000000000000.00")));
    }

    @Test
    void cellsAndRangesHoldEveryCustomerAndAllRevenue() {
        long seed = Seeds.fresh();
        Random random = new Random(seed);
        for (RfmVariant variant : RfmVariant.values()) {
            int customers = 1 + random.nextInt(500);
            Amounts revenue = Amounts.of(random.longs(customers, -100, 100_000).toArray(), 2);

            Rfm rfm =
                    Rfm.score(
                            variant,
                            random.ints(customers, 1, 400).toArray(),
                            random.ints(customers, 1, 9).toArray(),
                            revenue);

            assertThat(rfm.cells().stream().mapToInt(Rfm.Cell::customers).sum())
                    .as("seed " + seed)
                    .isEqualTo(customers);
            assertThat(
                            rfm.cells().stream()
                                    .map(Rfm.Cell::revenue)
                                    .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("seed " + seed)
                    .isEqualByComparingTo(revenue.total());
        }
    }

    @Test
    void scoresByThresholdsDoNotDependOnTheOrderOfCustomers() {
        long seed = Seeds.fresh();
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            long[] values = random.longs(1 + random.nextInt(200), 0, 30).toArray();
            byte[] before = sorted(RfmVariant.VALUE_THRESHOLDS.scores(values));

            Seeds.shuffle(values, random);

            assertThat(sorted(RfmVariant.VALUE_THRESHOLDS.scores(values)))
                    .as("seed " + seed)
                    .isEqualTo(before);
        }
    }

    @Test
    void withoutTiesBothVariantsDifferByRoundingOnly() {
        long[] values = IntStream.range(0, 1000).asLongStream().toArray();

        assertThat(RfmVariant.VALUE_THRESHOLDS.scores(values))
                .isEqualTo(RfmVariant.RANK.scores(values));
    }

    private static byte[] sorted(byte[] scores) {
        byte[] sorted = scores.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
