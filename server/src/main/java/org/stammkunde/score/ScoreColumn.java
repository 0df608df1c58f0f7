package org.stammkunde.score;

import org.springframework.stereotype.Component;
import org.stammkunde.customers.CustomerColumn;
import org.stammkunde.web.Texts;

/** The score in the list of customers. */
@Component
final class ScoreColumn implements CustomerColumn {

    @Override
    public String key() {
        return "score";
    }

    @Override
    public String title() {
        return "score.title";
    }

    @Override
    public String query() {
        return "select customer, points_micro as value from score.shared_score";
    }

    @Override
    public String format(long micro, Texts texts) {
        return new ActivityPoints(micro).format(texts.language().locale());
    }

    @Override
    public long unit() {
        return ActivityPoints.of("1").micro();
    }
}
