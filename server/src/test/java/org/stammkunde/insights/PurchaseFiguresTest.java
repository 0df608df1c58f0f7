package org.stammkunde.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One customer compared with all, against the report that ranks everybody. */
class PurchaseFiguresTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2024, 6, 30);

    @Test
    void daysAreCountedToTheDayAfterTheReportsLastOne() {
        assertThat(bought(LAST_DAY).daysSinceLast(LAST_DAY)).isEqualTo(1);
        assertThat(bought(LAST_DAY.minusDays(10)).daysSinceLast(LAST_DAY)).isEqualTo(11);
        assertThat(bought(LAST_DAY.plusDays(5)).daysSinceLast(LAST_DAY))
                .as("ordered after the report was made")
                .isEqualTo(1);
    }

    /** Customer n of the sample orders every n-th month, for n times 12.34. */
    @Test
    void oneCustomerGetsTheScoresThatTheReportGaveIt() {
        Report report = SampleReport.report();
        Map<List<Integer>, Integer> cells = new HashMap<>();
        for (int customer = 1; customer <= 12; customer++) {
            PurchaseFigures.Rfm rfm = ofSample(customer).rfm(report);
            cells.merge(List.of(rfm.recency(), rfm.frequency(), rfm.monetary()), 1, Integer::sum);
        }

        assertThat(cells)
                .isEqualTo(
                        report.rfm().cells().stream()
                                .collect(
                                        Collectors.toMap(
                                                cell ->
                                                        List.of(
                                                                cell.recency(),
                                                                cell.frequency(),
                                                                cell.monetary()),
                                                Report.RfmCell::customers)));
    }

    private static PurchaseFigures ofSample(int customer) {
        int orders = 0;
        int last = 0;
        for (int day = customer; day < 220; day += 30 * customer) {
            orders++;
            last = day;
        }
        return new PurchaseFigures(
                orders,
                new BigDecimal("12.34").multiply(BigDecimal.valueOf((long) customer * orders)),
                1,
                LocalDate.of(2023, 9, 4).plusDays(last));
    }

    private static PurchaseFigures bought(LocalDate lastDay) {
        return new PurchaseFigures(1, BigDecimal.TEN, 1, lastDay);
    }
}
