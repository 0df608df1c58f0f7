package org.stammkunde.score;

import java.time.Instant;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.jobs.DueWork;

/** Moves the scores on when the merchant's day begins. */
@Component
@Order(40)
final class DayTurn implements DueWork {

    private final Present present;
    private final ScoreKeeping keeping;

    DayTurn(JdbcClient jdbc, ScoreKeeping keeping) {
        present = new Present(jdbc);
        this.keeping = keeping;
    }

    @Override
    public String name() {
        return "score day";
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.of(
                present.day()
                        .map(day -> day.plusDays(1).atStartOfDay(keeping.zone()).toInstant())
                        .orElse(Instant.EPOCH));
    }

    @Override
    public void runDue() {
        keeping.turnDay();
    }
}
