package org.stammkunde.segments;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.stammkunde.events.Change;
import org.stammkunde.events.EventBatch;
import org.stammkunde.events.Projection;
import org.stammkunde.jobs.DueWork;
import org.stammkunde.jobs.DueWorkRunner;
import org.stammkunde.merchant.MerchantSettings;
import org.stammkunde.score.Scores;
import org.stammkunde.score.ScoresCounted;

/** Keeps membership true: as facts come in, as time passes and as rules change. */
@Component
@Order(60)
class SegmentKeeping implements Projection, DueWork {

    private final LoyalCustomers loyal;
    private final Scores scores;
    private final DueWorkRunner runner;

    SegmentKeeping(
            JdbcClient jdbc,
            MerchantSettings merchant,
            InstantSource clock,
            Scores scores,
            DueWorkRunner runner) {
        loyal = new LoyalCustomers(jdbc, merchant, clock);
        this.scores = scores;
        this.runner = runner;
    }

    @Override
    public String name() {
        return "segments";
    }

    @Override
    public List<String> tables() {
        return List.of("segments.member");
    }

    @Override
    public void apply(EventBatch batch) {
        loyal.decide(batch.customersWith(Change.SCORE));
        announceNextLeaving();
    }

    @EventListener
    void onScoresCounted(ScoresCounted counted) {
        switch (counted) {
            case ScoresCounted.DayBegan(List<Long> customers) -> {
                loyal.decide(customers);
                loyal.decideDue();
            }
            case ScoresCounted.RulesChanged() -> loyal.decideAll();
        }
        announceNextLeaving();
    }

    @Override
    public Optional<Instant> nextDue() {
        return loyal.nextLeaving();
    }

    @Override
    @Transactional
    public void runDue() {
        scores.turnDay();
        loyal.decideDue();
    }

    private void announceNextLeaving() {
        loyal.nextLeaving().ifPresent(due -> afterCommit(() -> runner.announce(due)));
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        action.run();
                    }
                });
    }
}
