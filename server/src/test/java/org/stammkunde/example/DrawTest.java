package org.stammkunde.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {

    @Test
    void drawsHaveTheMeanAndVarianceOfTheirDistribution() {
        check("gamma 0.5", draw -> draw.gamma(0.5), 0.5, 0.5);
        check("gamma 3.2", draw -> draw.gamma(3.2), 3.2, 3.2);
        check("beta 2, 6", draw -> draw.beta(2, 6), 0.25, 12.0 / (64 * 9));
        check("exponential 4", draw -> draw.exponential(4), 0.25, 1.0 / 16);
        check("poisson 2.5", draw -> draw.poisson(2.5), 2.5, 2.5);
    }

    @Test
    void sequencesOfTheSamePurposeAndNumberAreTheSame() {
        assertThat(Draw.of(7, "a", 1).uuid()).isEqualTo(Draw.of(7, "a", 1).uuid());
        assertThat(Draw.of(7, "a", 1).uuid()).isNotEqualTo(Draw.of(7, "b", 1).uuid());
        assertThat(Draw.of(7, "a", 1).uuid().version()).isEqualTo(4);
    }

    private static void check(
            String name, ToDoubleFunction<Draw> value, double mean, double variance) {
        Draw draw = Draw.of(1, name, 0);
        double[] values =
                IntStream.range(0, 50_000).mapToDouble(i -> value.applyAsDouble(draw)).toArray();
        double average = java.util.Arrays.stream(values).average().orElseThrow();
        double spread =
                java.util.Arrays.stream(values)
                        .map(v -> (v - average) * (v - average))
                        .average()
                        .orElseThrow();

        assertThat(average).as(name).isCloseTo(mean, within(0.05 * mean));
        assertThat(spread).as(name).isCloseTo(variance, within(0.1 * variance));
    }
}
