package org.stammkunde.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecentTest {

    private static final Duration QUICK = Duration.ofMillis(10);
    private static final Duration SLOW = Duration.ofSeconds(20);
    private static final int REST = 10;
    private static final long NOTHING = 0;
    private static final long FAILS = -1;

    private final BlockingQueue<Long> made = new ArrayBlockingQueue<>(10);
    private volatile Instant now = Instant.parse("2024-06-01T10:00:00Z");
    private volatile Duration takes = QUICK;
    private volatile long position = 1;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final Recent<String, Long> recent =
            new Recent<>(this::make, Long::longValue, report -> report == NOTHING, () -> now);

    private Long make(String query) {
        awaitGate();
        now = now.plus(takes);
        made.add(position);
        if (position == FAILS) {
            throw new IllegalStateException("cannot be made: " + query);
        }
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
    void aQuickReportIsMadeAnewWhenFactsCameAndItHasRested() {
        recent.report("a", position);
        position = 2;

        assertThat(recent.report("a", position)).as("while it rests").isEqualTo(1);
        now = now.plus(takes.multipliedBy(REST));

        assertThat(recent.report("a", position)).isEqualTo(2);
        assertThat(made).hasSize(2);
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
        now = now.plus(takes.multipliedBy(REST));
        gate = new CountDownLatch(1);

        assertThat(recent.report("a", 2)).isEqualTo(1);
        assertThat(recent.report("a", 2)).as("asked second").isEqualTo(1);
        gate.countDown();

        assertThat(made.poll(60, TimeUnit.SECONDS)).as("made behind it").isEqualTo(2);
        assertThat(made).as("made once").isEmpty();
    }

    @Test
    void howeverOftenItIsAskedForWhileFactsComeAReportRestsTenTimesWhatItTook()
            throws InterruptedException {
        takes = SLOW;
        recent.report("a", position);
        Instant begunAt = now.minus(SLOW);
        made.clear();

        while (now.isBefore(begunAt.plus(SLOW.multipliedBy(REST)))) {
            position = now.getEpochSecond();
            assertThat(recent.report("a", position)).isEqualTo(1);
            now = now.plusSeconds(1);
        }
        assertThat(made).isEmpty();

        recent.report("a", position);
        assertThat(made.poll(60, TimeUnit.SECONDS)).isEqualTo(position);
    }

    @Test
    void whoComesBeforeTheFirstReportIsMadeWaitsForThatOne() {
        gate = new CountDownLatch(1);
        List<CompletableFuture<Long>> readers = new ArrayList<>();
        for (int reader = 0; reader < 4; reader++) {
            readers.add(CompletableFuture.supplyAsync(() -> recent.report("a", position)));
        }
        gate.countDown();

        assertThat(readers.stream().map(CompletableFuture::join)).containsOnly(1L);
        assertThat(made).hasSize(1);
    }

    @Test
    void afterAClockThatWasAheadAReportIsMadeAnewAtOnce() throws InterruptedException {
        recent.report("a", position);
        now = now.minus(Duration.ofDays(365));

        recent.report("a", position);
        assertThat(made).as("though no fact came").hasSize(2);

        made.clear();
        now = now.minus(Duration.ofDays(365));
        assertThat(recent.atHand("a", Duration.ofMinutes(10))).isPresent();
        assertThat(made.poll(60, TimeUnit.SECONDS)).as("made behind it").isEqualTo(1);
    }

    @Test
    void aReportDuringWhichTheClockWasPutForwardRestsNoYears() throws InterruptedException {
        takes = Duration.ofDays(365);
        recent.report("a", position);
        assertThat(made.poll(60, TimeUnit.SECONDS)).isEqualTo(1);
        position = 2;

        recent.report("a", position);

        assertThat(made.poll(60, TimeUnit.SECONDS)).as("made behind it").isEqualTo(2);
    }

    @Test
    void aReportThatCannotBeMadeRestsAsWellAndTheLastOneStays() throws InterruptedException {
        takes = SLOW;
        recent.report("a", position);
        made.clear();
        position = FAILS;
        now = now.plus(takes.multipliedBy(REST));

        assertThat(recent.report("a", position)).isEqualTo(1);
        assertThat(made.poll(60, TimeUnit.SECONDS)).isEqualTo(FAILS);

        assertThat(recent.report("a", position)).isEqualTo(1);
        assertThat(made).isEmpty();
    }

    @Test
    void aReportOfNothingIsNotKept() {
        takes = SLOW;
        position = NOTHING;
        assertThat(recent.report("a", position)).isEqualTo(NOTHING);
        position = 1;
        assertThat(recent.report("a", position)).as("though it was slow").isEqualTo(1);

        takes = QUICK;
        position = NOTHING;
        recent.report("b", 1);
        assertThat(recent.atHand("b", Duration.ofMinutes(10))).isEmpty();
    }

    @Test
    void whenNothingIsLeftTheLastReportIsGone() {
        recent.report("a", position);
        position = NOTHING;
        now = now.plusSeconds(60);

        assertThat(recent.report("a", position)).isEqualTo(NOTHING);
        assertThat(recent.atHand("a", Duration.ofMinutes(10))).isEmpty();
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
        recent.report("another, which waits until that one has ended", 1);
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
