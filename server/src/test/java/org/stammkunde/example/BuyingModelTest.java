package org.stammkunde.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether the purchases made are those of the models, by the papers' formulas. */
class BuyingModelTest {

    private static final ExamplePlan PLAN = new ExamplePlan(40_000, 11, LocalDate.of(2026, 11, 1));
    private static final double DAYS = 365;
    private static final int COUNT_MAX = 600;
    private static final int CLASSES = 25;

    /** The value that a chi-square of {@link #CLASSES} degrees exceeds once in a thousand. */
    private static final double CHI_SQUARE_MAX = 52.62;

    /** Repeat purchases of so many customers within a year of the season's time. */
    private static final int[] REPEATS =
            IntStream.rangeClosed(1, PLAN.customers()).map(BuyingModelTest::repeats).toArray();

    @Test
    void repeatPurchasesHaveTheMeanAndVarianceOfBgNbd() {
        double mean = 0;
        double square = 0;
        for (int x = 0; x < COUNT_MAX; x++) {
            mean += x * probability(x, DAYS);
            square += (double) x * x * probability(x, DAYS);
        }
        double measured = IntStream.of(REPEATS).average().orElseThrow();
        double spread =
                IntStream.of(REPEATS)
                        .mapToDouble(x -> (x - measured) * (x - measured))
                        .average()
                        .orElseThrow();

        assertThat(measured).isCloseTo(mean, within(0.03 * mean));
        assertThat(spread).isCloseTo(square - mean * mean, within(0.08 * spread));
    }

    @Test
    void repeatPurchasesHaveTheDistributionOfBgNbd() {
        long[] counted = new long[CLASSES + 1];
        IntStream.of(REPEATS).forEach(x -> counted[Math.min(x, CLASSES)]++);
        double chiSquare = 0;
        double rest = 1;
        for (int x = 0; x <= CLASSES; x++) {
            double expected = REPEATS.length * (x < CLASSES ? probability(x, DAYS) : rest);
            rest -= probability(x, DAYS);
            chiSquare += (counted[x] - expected) * (counted[x] - expected) / expected;
        }

        assertThat(chiSquare).isLessThan(CHI_SQUARE_MAX);
    }

    @Test
    void theFormulaIsADistributionAndNobodyLeavesBeforeARepeatPurchase() {
        assertThat(probability(0, DAYS))
                .as("without repeat purchase, as in NBD")
                .isCloseTo(
                        Math.pow(BuyingModel.ALPHA / (BuyingModel.ALPHA + DAYS), BuyingModel.R),
                        within(1e-12));
        double sum = IntStream.range(0, COUNT_MAX).mapToDouble(x -> probability(x, DAYS)).sum();
        assertThat(sum).isCloseTo(1, within(1e-6));
    }

    @Test
    void amountsHaveTheMomentsOfGammaGamma() {
        int customers = 60_000;
        double[] means = new double[customers];
        for (int number = 0; number < customers; number++) {
            Draw draw = Draw.of(3, "amounts", number);
            double rate = BuyingModel.spendRate(draw);
            double sum = 0;
            for (int i = 0; i < 5; i++) {
                sum += BuyingModel.amount(draw, rate);
            }
            means[number] = sum / 5;
        }
        double mean = java.util.Arrays.stream(means).average().orElseThrow();

        // E(Z) = p gamma / (q - 1), Fader and Hardie 2013, equation 2
        double expected = BuyingModel.P * BuyingModel.GAMMA / (BuyingModel.Q - 1);
        assertThat(mean).isCloseTo(expected, within(0.02 * expected));
        assertThat(meanOfNextAmount(means, 60, 70)).isCloseTo(conditional(65, 5), within(2.5));
        assertThat(meanOfNextAmount(means, 20, 25)).isCloseTo(conditional(22.5, 5), within(1.5));
    }

    @Test
    void basketsCostWhatTheModelSays() {
        Shopping shopping =
                new Shopping(PLAN, new Catalog(), new Campaigns(PLAN.from(), PLAN.until()));
        Population population = new Population(PLAN);
        double wanted = 0;
        double paid = 0;
        for (int number = 1; number <= 4_000; number++) {
            Person person = population.person(number);
            List<Sale> sales = shopping.of(person).sales();
            for (Sale sale : sales) {
                if (!sale.returned()) {
                    wanted += BuyingModel.P / person.habit().spendRate();
                    paid += sale.cents() / 100.0;
                }
            }
        }

        assertThat(paid / wanted).isBetween(0.85, 1.15);
    }

    /** How many days of the season's time a person was there is cut to the same for all. */
    private static int repeats(int number) {
        Draw habit = Draw.of(PLAN.seed(), "test-habit", number);
        BuyingModel.History history =
                BuyingModel.history(
                        Draw.of(PLAN.seed(), "history", number),
                        BuyingModel.rate(habit),
                        BuyingModel.dropout(habit),
                        0,
                        DAYS);
        return history.times().size() - 1;
    }

    /**
     * P(X(t) = x): Fader, Hardie, Lee 2005, equation 8, with quotients of Beta functions as
     * products.
     */
    private static double probability(int x, double t) {
        double a = BuyingModel.A;
        double b = BuyingModel.B;
        double stays = 1;
        double fewer = 0;
        for (int j = 0; j < x; j++) {
            stays *= (b + j) / (a + b + j);
            fewer += negativeBinomial(j, t);
        }
        double leaves = x == 0 ? 0 : stays * a / (b + x - 1);
        return stays * negativeBinomial(x, t) + leaves * (1 - fewer);
    }

    private static double negativeBinomial(int x, double t) {
        double stays = BuyingModel.ALPHA / (BuyingModel.ALPHA + t);
        double log = BuyingModel.R * Math.log(stays);
        for (int j = 0; j < x; j++) {
            log += Math.log((BuyingModel.R + j) / (j + 1) * (1 - stays));
        }
        return Math.exp(log);
    }

    /** E(Z | mean of x amounts): Fader and Hardie 2013, equation 5. */
    private static double conditional(double mean, int x) {
        double shape = BuyingModel.P * x + BuyingModel.Q - 1;
        return BuyingModel.P * (BuyingModel.GAMMA + x * mean) / shape;
    }

    /** Of the customers whose five amounts had a mean between the two. */
    private static double meanOfNextAmount(double[] means, double from, double to) {
        return IntStream.range(0, means.length)
                .filter(number -> means[number] >= from && means[number] < to)
                .mapToDouble(number -> {
                    Draw draw = Draw.of(3, "amounts", number);
                    double rate = BuyingModel.spendRate(draw);
                    return IntStream.range(0, 6)
                            .mapToDouble(i -> BuyingModel.amount(draw, rate))
                            .skip(5)
                            .sum();
                })
                .average()
                .orElseThrow();
    }
}
