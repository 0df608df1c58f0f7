package org.stammkunde.events;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps the projections up to date for as long as the server runs; other commands do without. */
@Component
@ConditionalOnWebApplication
final class FollowingProjector implements SmartLifecycle {

    private final Projector projector;
    private @Nullable Thread thread;

    FollowingProjector(Projector projector) {
        this.projector = projector;
    }

    @Override
    public synchronized void start() {
        thread =
                Thread.ofPlatform()
                        .name("projector")
                        .daemon()
                        .start(projector::followUntilInterrupted);
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
