package org.stammkunde.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stammkunde.catalog.ProductFixtures.EUR;
import static org.stammkunde.catalog.ProductFixtures.daily;
import static org.stammkunde.catalog.ProductFixtures.price;
import static org.stammkunde.catalog.ProductFixtures.sold;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stammkunde.catalog.ProductRecord.SourceStatement;

/** Lowest price, margin, and how long the stock lasts. */
class ProductMathsTest {

    private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");

    @Test
    void theLowestPriceOfThirtyDaysIncludesTheOneThatHeldWhenTheyBegan() {
        checkLowest("–");
        checkLowest("10", price("a", "2026-01-01T00:00:00Z", "10"));
        checkLowest(
                "10",
                price("a", "2026-01-01T00:00:00Z", "8"),
                price("a", "2026-02-01T00:00:00Z", "10"),
                price("a", "2026-06-20T00:00:00Z", "12"));
        checkLowest(
                "7",
                price("a", "2026-01-01T00:00:00Z", "10"),
                price("a", "2026-06-10T00:00:00Z", "7"),
                price("a", "2026-06-11T00:00:00Z", "10"));
        checkLowest(
                "9",
                price("b", "2026-01-01T00:00:00Z", "9"),
                price("a", "2026-06-20T00:00:00Z", "12"));
    }

    private static void checkLowest(String expected, SourceStatement... prices) {
        assertThat(LowestPrice.of(List.of(prices), NOW).map(BigDecimal::toPlainString).orElse("–"))
                .isEqualTo(expected);
    }

    @Test
    void theMarginUsesTheCostOfTheDay() {
        Margin margin =
                Margin.of(
                                List.of(
                                        sold("2026-01-10", "2", 2_380),
                                        sold("2026-02-01", "1", 1_190),
                                        sold("2026-03-01", "-1", -1_190)),
                                daily("2026-01-20 5", "2026-02-15 6"),
                                daily("2026-01-01 19"),
                                EUR)
                        .orElseThrow();

        assertThat(margin.revenueMinor()).isEqualTo(2_380);
        assertThat(margin.taxMinor()).isEqualTo(380);
        assertThat(margin.costMinor()).as("2 and 1 at 5, back at 6").isEqualTo(900);
        assertThat(margin.minor()).isEqualTo(1_100);
        assertThat(margin.share().orElseThrow()).isEqualTo(0.55);
    }

    @Test
    void withoutCostThereIsNoMarginAndWithoutTaxRateNoTax() {
        List<SoldOn> days = List.of(sold("2026-01-10", "1", 1_000));

        assertThat(Margin.of(days, daily(), daily(), EUR)).isEmpty();
        Margin margin = Margin.of(days, daily("2026-01-01 4"), daily(), EUR).orElseThrow();
        assertThat(margin.minor()).isEqualTo(600);
        assertThat(margin.taxKnown()).isFalse();
    }

    @Test
    void theTaxOfADayIsAtTheRateThatHeldOnIt() {
        DailyValues rates = daily("2025-01-01 19", "2026-01-01 7");

        checkTax(1_900, rates, sold("2025-06-01", "1", 11_900));
        checkTax(700, rates, sold("2026-01-01", "1", 10_700));
        checkTax(2_600, rates, sold("2025-12-31", "1", 11_900), sold("2026-01-01", "1", 10_700));
        checkTax(1_200, rates, sold("2025-06-01", "1", 11_900), sold("2026-06-01", "-1", -10_700));
        checkTax(1_900, rates, sold("2024-06-01", "1", 11_900));
    }

    @Test
    void theTaxIsRoundedOnceAndNotByTheDay() {
        SoldOn[] threeDays = {
            sold("2026-01-01", "1", 5), sold("2026-01-02", "1", 5), sold("2026-01-03", "1", 5)
        };

        checkTax(3, daily("2026-01-01 20"), threeDays);
        checkTax(1, daily("2026-01-01 7"), threeDays);
    }

    private static void checkTax(long expected, DailyValues rates, SoldOn... days) {
        Margin margin = Margin.of(List.of(days), daily("2025-01-01 50"), rates, EUR).orElseThrow();
        assertThat(margin.taxMinor()).as("tax of %s", List.of(days)).isEqualTo(expected);
    }

    @Test
    void thePartsOfTheMarginAddUp() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<SoldOn> days =
                    List.of(
                            sold("2026-01-10", "" + random.nextInt(9), random.nextInt(100_000)),
                            sold("2026-02-10", "0.333", random.nextInt(100_000)));
            Margin margin =
                    Margin.of(
                                    days,
                                    daily("2026-01-01 1.23" + round),
                                    daily(
                                            "2026-01-01 " + random.nextInt(25),
                                            "2026-02-01 " + random.nextInt(25)),
                                    EUR)
                            .orElseThrow();
            assertThat(margin.minor() + margin.taxMinor() + margin.costMinor())
                    .as("seed %d", seed)
                    .isEqualTo(days.stream().mapToLong(SoldOn::revenueMinor).sum());
        }
    }

    @Test
    void theStockLastsAsLongAsItSellsAsLately() {
        LocalDate today = LocalDate.parse("2026-06-30");
        Sales sales = new Sales(List.of(sold("2026-01-01", "500", 0), sold("2026-06-01", "45", 0)));

        assertThat(sales.daysLeft(BigDecimal.valueOf(10), today)).contains(20);
        assertThat(sales.daysLeft(BigDecimal.ZERO, today)).contains(0);
        assertThat(sales.daysLeft(BigDecimal.TEN, LocalDate.parse("2026-12-30"))).isEmpty();
        assertThat(sales.daysLeft(BigDecimal.valueOf(-1), today)).isEmpty();
    }

    @Test
    void monthsHaveNoGapsAndEndToday() {
        List<SalesChart.Month> months =
                SalesChart.months(
                        new Sales(
                                List.of(
                                        sold("2026-03-31", "1", 100),
                                        sold("2026-03-01", "2", 200),
                                        sold("2026-05-01", "1", 50))),
                        LocalDate.parse("2026-06-30"));

        assertThat(months)
                .extracting(SalesChart.Month::revenueMinor)
                .containsExactly(300L, 0L, 50L, 0L);
    }
}
