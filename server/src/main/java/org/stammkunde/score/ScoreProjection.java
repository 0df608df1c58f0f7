package org.stammkunde.score;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stammkunde.events.EventBatch;
import org.stammkunde.events.Projection;

/** Counts activities and scores as facts come in. */
@Component
@Order(40)
final class ScoreProjection implements Projection {

    private final ScoreKeeping keeping;

    ScoreProjection(ScoreKeeping keeping) {
        this.keeping = keeping;
    }

    @Override
    public String name() {
        return "score";
    }

    @Override
    public List<String> tables() {
        return List.of("score.activity_day", "score.score", "score.weight", "score.present");
    }

    @Override
    public void apply(EventBatch batch) {
        keeping.takeIn(batch);
    }
}
