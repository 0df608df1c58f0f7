package org.stammkunde.score;

import gg.jte.Content;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stammkunde.customers.CustomerPanel;
import org.stammkunde.web.Page;

/** The score on the customer page, with the activities that it is made of. */
@Component
@Order(10)
final class ScorePanel implements CustomerPanel {

    private final Scores scores;

    ScorePanel(Scores scores) {
        this.scores = scores;
    }

    @Override
    public Optional<Content> render(long customer, Page page) {
        return Optional.of(
                page.part("score/panel.jte", ScorePanelView.of(scores.explain(customer))));
    }
}
