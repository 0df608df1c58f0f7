package org.stammkunde.jobs;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** A thread that works for as long as the server runs; it does not keep the process from ending. */
public abstract class ServerThread implements SmartLifecycle {

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
        }
    }

    @Override
    public final synchronized boolean isRunning() {
        return thread != null;
    }
}
