package org.stammkunde.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

    @Test
    void percentilesAreTakenFromAllLatencies() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 100_000; millis++) {
            latencies.addNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        }

        assertThat(latencies.percentileMillis(0.5)).isEqualTo(50_000);
        assertThat(latencies.percentileMillis(0.99)).isEqualTo(99_000);
        assertThat(new Latencies().percentileMillis(0.99)).isZero();
    }

    @Test
    void lagRunsFromTheLastLookBeforeAFactToTheFirstLookThatFindsItProjected() {
        LagSamples samples = new LagSamples();
        sample(samples, 0, 0, 0);
        sample(samples, 10, 90, 0);
        sample(samples, 20, 100, 0);
        sample(samples, 30, 100, 90);
        sample(samples, 1_000, 100, 100);

        assertThat(samples.percentileMillis(0.5)).isEqualTo(31, within(0.001));
        assertThat(samples.percentileMillis(0.99)).isEqualTo(991, within(0.001));
        assertThat(samples.caughtUp()).isTrue();
        assertThat(samples.projectedPerSecond()).isEqualTo(100 / 1.001, within(0.001));
    }

    @Test
    void factsNeverProjectedCountWithTheTimeTheyHaveWaited() {
        LagSamples samples = new LagSamples();
        sample(samples, 0, 0, 0);
        sample(samples, 10, 100, 0);
        sample(samples, 5_000, 100, 0);

        assertThat(samples.percentileMillis(0.99)).isEqualTo(5_001, within(0.001));
        assertThat(samples.behind()).isEqualTo(100);
    }

    @Test
    void theSearchEndsAtTheHighestRateThatIsFollowed() {
        for (double capacity : new double[] {6_000, 11_000, 12_000, 17_500, 25_000}) {
            RateSearch search = new RateSearch(12_000);
            for (OptionalDouble rate = search.next(); rate.isPresent(); rate = search.next()) {
                search.tried(rate.getAsDouble() <= capacity);
            }
            assertThat(search.highestFollowed())
                    .as("capacity %s", capacity)
                    .isLessThanOrEqualTo(capacity)
                    .isGreaterThan(capacity / 1.1);
        }
    }

    @Test
    void lostAndDoubledEventsAreFound() {
        Acknowledged acknowledged = new Acknowledged();
        acknowledged.add(0, 100);
        Acknowledged.Stored stored = acknowledged.stored();
        for (int number = 3; number < 120; number++) {
            stored.add(number);
        }
        stored.add(50);

        assertThat(stored.comparison()).isEqualTo(new Acknowledged.Comparison(100, 117, 3, 1));
    }

    @Test
    void figuresAreOneLineOfJson() {
        Figures figures =
                new Figures().put("lost", 0).put("ratio", 0.45678, 2).put("commit", "a\"b\n");

        assertThat(figures.putUnknown("memory").json())
                .isEqualTo(
                        "{\"lost\":0,\"ratio\":0.46,\"commit\":\"a\\\"b\\u000a\",\"memory\":null}");
    }

    @Test
    void aBarSaysWhetherItIsMet() {
        Figures figures = new Figures().put("lost", 1).put("rate", 31_000);

        assertThat(Bar.atMost("lost", "events lost", 0).judgment(figures))
                .startsWith("NOT MET")
                .endsWith("at most 0, measured 1");
        assertThat(Bar.atLeast("rate", "events", 30_000).judgment(figures)).startsWith("met ");
        assertThat(Bar.atLeast("other", "events", 1).judgment(figures)).endsWith("not measured");
    }

    /** A look that took a millisecond. */
    private static void sample(LagSamples samples, long millis, long head, long done) {
        long before = TimeUnit.MILLISECONDS.toNanos(millis);
        samples.add(before, before + TimeUnit.MILLISECONDS.toNanos(1), head, done);
    }
}
