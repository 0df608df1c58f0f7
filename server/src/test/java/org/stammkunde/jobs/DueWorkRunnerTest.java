package org.stammkunde.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.stammkunde.MovableClock;

class DueWorkRunnerTest {

    private final MovableClock clock = new MovableClock();
    private final List<String> done = new ArrayList<>();
    private final Alarm first = new Alarm("first");
    private final Alarm second = new Alarm("second");
    private final DueWorkRunner runner = runner(first, second);

    @Test
    void workIsDoneWhenItIsDueAndNotBefore() {
        first.dueAt(clock.instant().plusMillis(1));
        second.dueAt(clock.instant());

        runner.runDue();
        assertThat(done).containsExactly("second");

        clock.advance(Duration.ofMillis(1));
        runner.runDue();
        runner.runDue();
        assertThat(done).containsExactly("second", "first");
    }

    @Test
    void anAnnouncedInstantWakesTheSleepingThread() throws InterruptedException {
        first.dueAt(clock.instant().plus(Duration.ofDays(30)));
        Thread thread = Thread.ofVirtual().start(runner::runUntilInterrupted);
        try {
            assertThat(first.asked.await(60, TimeUnit.SECONDS)).isTrue();
            Instant soon = clock.instant().plusSeconds(5);
            second.dueAt(soon);
            clock.set(soon);

            runner.announce(soon);

            assertThat(second.ran.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(done).containsExactly("second");
        } finally {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void aFailureOfOneRunLeavesTheWorkDue() {
        first.dueAt(clock.instant());
        first.fails = true;
        try {
            runner.runDue();
        } catch (IllegalStateException expected) {
            first.fails = false;
        }

        runner.runDue();

        assertThat(done).containsExactly("first");
    }

    private DueWorkRunner runner(Alarm... alarms) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (Alarm alarm : alarms) {
            beans.addBean(alarm.name(), alarm);
        }
        return new DueWorkRunner(beans.getBeanProvider(DueWork.class), clock);
    }

    /** Work that is due once. */
    private final class Alarm implements DueWork {

        private final String name;
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch ran = new CountDownLatch(1);
        private volatile @Nullable Instant due;
        private boolean fails;

        Alarm(String name) {
            this.name = name;
        }

        void dueAt(Instant instant) {
            due = instant;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<Instant> nextDue() {
            asked.countDown();
            return Optional.ofNullable(due);
        }

        @Override
        public void runDue() {
            if (fails) {
                throw new IllegalStateException("the first attempt fails");
            }
            done.add(name);
            due = null;
            ran.countDown();
        }
    }
}
