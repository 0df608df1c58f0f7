package org.stammkunde.jobs;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs due work for as long as the server runs; other commands do without. */
@Component
@ConditionalOnWebApplication
final class RunningDueWork implements SmartLifecycle {

    private final DueWorkRunner runner;
    private @Nullable Thread thread;

    RunningDueWork(DueWorkRunner runner) {
        this.runner = runner;
    }

    @Override
    public synchronized void start() {
        thread = Thread.ofVirtual().name("due-work").start(runner::runUntilInterrupted);
    }

    @Override
    public synchronized void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
