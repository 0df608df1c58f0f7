package org.stammkunde.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class AmountsTest {

    @Test
    void amountsKeepAsManyDecimalsAsTheFinestNeeds() {
        Amounts amounts =
                Amounts.of(
                        List.of(
                                new BigDecimal("1.500000"),
                                new BigDecimal("0.125"),
                                new BigDecimal("1E+2")));

        assertThat(amounts.units(0)).isEqualTo(1500);
        assertThat(amounts.amount(2)).isEqualTo("100.000");
        assertThat(amounts.total()).isEqualTo("101.625");
    }

    @Test
    void aSumThatDoesNotFitIsRefusedInsteadOfWrong() {
        assertThatThrownBy(() -> Amounts.of(new long[] {Long.MAX_VALUE, 1}, 2).total())
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(
                        () -> Amounts.of(List.of(new BigDecimal("1E+18"), new BigDecimal("0.01"))))
                .isInstanceOf(ArithmeticException.class);
    }
}
