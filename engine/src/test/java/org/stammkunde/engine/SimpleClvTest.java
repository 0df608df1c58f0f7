package org.stammkunde.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stammkunde.engine.SimpleClv.MarginTiming.END_OF_PERIOD;
import static org.stammkunde.engine.SimpleClv.MarginTiming.START_OF_PERIOD;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SimpleClvTest {

    @Test
    void theProductsAreThePublishedExamples() {
        check(SimpleClv.ofLifespan(number("60"), number("4"), number("3")), "720");
        check(SimpleClv.ofOrders(number("60"), number("12")), "720");
        check(SimpleClv.lifespan(number("0.25")), "4");
    }

    @Test
    void discountingDependsOnWhenTheMarginIsEarned() {
        checkDiscounted("100", "0.8", "0.1", END_OF_PERIOD, "266.6666666666666666666666666666667");
        checkDiscounted(
                "100", "0.8", "0.1", START_OF_PERIOD, "366.6666666666666666666666666666667");
        checkDiscounted("100", "0", "0.1", END_OF_PERIOD, "0");
        checkDiscounted("100", "0", "0.1", START_OF_PERIOD, "100");
        checkDiscounted("100", "1", "0.1", END_OF_PERIOD, "1000");
        checkDiscounted("-100", "0.5", "0", END_OF_PERIOD, "-100");
    }

    private static void checkDiscounted(
            String margin,
            String retention,
            String discount,
            SimpleClv.MarginTiming timing,
            String expected) {
        check(
                SimpleClv.discounted(number(margin), number(retention), number(discount), timing),
                expected);
    }

    @Test
    void whatHasNoEndOrNoSenseIsUndefined() {
        checkUndefined(SimpleClv.lifespan(number("0")), Figure.Reason.DIVERGES);
        checkUndefined(SimpleClv.lifespan(number("1.01")), Figure.Reason.OUT_OF_RANGE);
        checkUndefined(
                SimpleClv.discounted(number("1"), number("1"), number("0"), START_OF_PERIOD),
                Figure.Reason.DIVERGES);
        checkUndefined(
                SimpleClv.discounted(number("1"), number("1.2"), number("0.1"), START_OF_PERIOD),
                Figure.Reason.OUT_OF_RANGE);
        checkUndefined(
                SimpleClv.discounted(number("1"), number("0.5"), number("-0.1"), END_OF_PERIOD),
                Figure.Reason.OUT_OF_RANGE);
        checkUndefined(
                SimpleClv.ofLifespan(number("1"), number("-1"), number("-1")),
                Figure.Reason.OUT_OF_RANGE);
    }

    private static void checkUndefined(Figure figure, Figure.Reason reason) {
        assertThat(figure).isEqualTo(Figure.undefined(reason));
    }

    private static void check(Figure figure, String value) {
        assertThat(figure)
                .isInstanceOfSatisfying(
                        Figure.Known.class,
                        known -> assertThat(known.value()).isEqualByComparingTo(value));
    }

    private static BigDecimal number(String value) {
        return new BigDecimal(value);
    }
}
