package org.stammkunde.events;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.stammkunde.jobs.ServerThread;

/** Keeps the projections up to date for as long as the server runs; other commands do without. */
@Component
@ConditionalOnWebApplication
final class FollowingProjector extends ServerThread {

    private final Projector projector;

    FollowingProjector(Projector projector) {
        super("projector");
        this.projector = projector;
    }

    @Override
    protected void workUntilInterrupted() {
        projector.followUntilInterrupted();
    }
}
