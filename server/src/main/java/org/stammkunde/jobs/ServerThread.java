package org.stammkunde.jobs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * A thread that works for as long as the server runs. What it is at when the server stops, such as
 * a transaction, it may bring to its end; it does not keep the process from ending for longer than
 * {@value #LAST_WORK_SECONDS} seconds.
 */
public abstract class ServerThread implements SmartLifecycle {

    static final int LAST_WORK_SECONDS = 10;

    private final String name;
    private @Nullable Thread thread;

    /** A thread with this name in logs and dumps; it begins when the server has started. */
    protected ServerThread(String name) {
        this.name = name;
    }

    /** Works until the thread is interrupted, whatever fails. */
    protected abstract void workUntilInterrupted();

    @Override
    public final synchronized void start() {
        thread = Thread.ofPlatform().name(name).daemon().start(this::workUntilInterrupted);
    }

    @Override
    public final synchronized void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            thread = null;
            awaitEnd(running);
        }
    }

    /** The connections to the database are closed after this. */
    private static void awaitEnd(Thread running) {
        try {
            running.join(Duration.ofSeconds(LAST_WORK_SECONDS));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final synchronized boolean isRunning() {
        return thread != null;
    }
}
