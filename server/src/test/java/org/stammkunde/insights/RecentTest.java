package org.stammkunde.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecentTest {

    private static final Duration QUICK = Duration.ofMillis(10);
    private static final Duration SLOW = Duration.ofSeconds(20);

    private final BlockingQueue<Long> made = new ArrayBlockingQueue<>(10);
    private volatile Instant now = Instant.parse("2024-06-01T10:00:00Z");
    private volatile Duration takes = QUICK;
    private volatile long position = 1;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final Recent<String, Long> recent =
            new Recent<>(this::make, Long::longValue, () -> now);

    private Long make(String query) {
        awaitGate();
        now = now.plus(takes);
        made.add(position);
        return position;
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    @Test
    void aCurrentReportIsServedAgain() {
        assertThat(recent.report("a", position)).isEqualTo(1);
        assertThat(recent.report("a", position)).isEqualTo(1);
        assertThat(made).hasSize(1);
    }

    @Test
    void aQuickReportIsMadeAnewAsSoonAsFactsCome() {
        recent.report("a", position);
        position = 2;

        assertThat(recent.report("a", position)).isEqualTo(2);
    }

    @Test
    void aReportOfAMinuteAgoIsMadeAnewThoughNoFactCame() {
        recent.report("a", position);
        now = now.plusSeconds(60);

        recent.report("a", position);

        assertThat(made).hasSize(2);
    }

    @Test
    void aSlowReportIsServedWhileTheNextOneIsMade() throws InterruptedException {
        takes = SLOW;
        assertThat(recent.report("a", position)).isEqualTo(1);
        assertThat(made.poll(60, TimeUnit.SECONDS)).isEqualTo(1);
        position = 2;

        assertThat(recent.report("a", 2)).isEqualTo(1);

        assertThat(made.poll(60, TimeUnit.SECONDS)).as("made behind it").isEqualTo(2);
    }

    @Test
    void whoAsksFirstWaitsALittleForTheFirstReport() {
        assertThat(recent.atHand("a", Duration.ofMinutes(10))).contains(1L);
    }

    @Test
    void whoMustNotWaitGetsWhatIsAtHandAndTheNextOneIsMadeBehindIt() throws InterruptedException {
        gate = new CountDownLatch(1);
        assertThat(recent.atHand("a", Duration.ofMinutes(10))).isEmpty();
        assertThat(recent.atHand("a", Duration.ofMinutes(10))).as("asked second").isEmpty();
        gate.countDown();
        assertThat(made.poll(10, TimeUnit.SECONDS)).as("made behind it").isEqualTo(1);
        recent.report("a", 1);
        made.clear();

        position = 2;
        now = now.plusSeconds(599);
        assertThat(recent.atHand("a", Duration.ofMinutes(10))).contains(1L);
        assertThat(made).isEmpty();

        now = now.plusSeconds(2);
        gate = new CountDownLatch(1);
        assertThat(recent.atHand("a", Duration.ofMinutes(10))).contains(1L);
        gate.countDown();
        assertThat(made.poll(10, TimeUnit.SECONDS)).isEqualTo(2);
    }
}
