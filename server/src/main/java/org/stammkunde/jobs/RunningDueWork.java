package org.stammkunde.jobs;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Runs due work for as long as the server runs; other commands do without. */
@Component
@ConditionalOnWebApplication
final class RunningDueWork extends ServerThread {

    private final DueWorkRunner runner;

    RunningDueWork(DueWorkRunner runner) {
        super("due-work");
        this.runner = runner;
    }

    @Override
    protected void workUntilInterrupted() {
        runner.runUntilInterrupted();
    }
}
