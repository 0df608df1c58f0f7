package org.stammkunde.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When pages say that figures are incomplete, and what they say. */
class StandingTest {

    private static final Instant BEGAN = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void nothingIsSaidAboutWhatTakesAMoment() {
        assertThat(lagging(0)).isFalse();
        assertThat(lagging(10_000)).isFalse();
        assertThat(lagging(10_001)).isTrue();
        assertThat(replay(10, 20).isBehind(BEGAN.plusMillis(1_999))).isFalse();
        assertThat(replay(10, 20).isBehind(BEGAN.plusSeconds(2))).isTrue();
        assertThat(replay(20, 20).isBehind(BEGAN.plusSeconds(60))).as("at its end").isFalse();
        assertThat(replay(0, 50_000).isBehind(BEGAN)).as("long from the first moment").isTrue();
    }

    @Test
    void theShareIsNeverMoreThanWhatIsDone() {
        assertThat(replay(439_999, 1_000_000).replayed()).isEqualTo(0.43);
        assertThat(replay(999_999, 1_000_000).replayed()).isEqualTo(0.99);
        assertThat(replay(0, 1_000_000).replayed()).isZero();
    }

    @Test
    void theRestIsEstimatedFromThePaceAsSoonAsThereIsOne() {
        Standing standing = replay(250_000, 1_000_000);
        assertThat(standing.replayLeft(BEGAN.plusSeconds(4))).isEmpty();
        assertThat(standing.replayLeft(BEGAN.plusSeconds(40)))
                .isEqualTo(Optional.of(Duration.ofSeconds(120)));
        assertThat(replay(0, 1_000_000).replayLeft(BEGAN.plusSeconds(40))).isEmpty();
    }

    private static boolean lagging(long facts) {
        return new Standing(1_000, 1_000 + facts, 0, null, 0).isBehind(BEGAN);
    }

    private static Standing replay(long position, long until) {
        return new Standing(position, until, until, BEGAN, 0);
    }
}
