package org.stammkunde.score;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/**
 * The facts behind one part of a customer's score, a page that the score's panel opens in place.
 */
@Controller
class ScoreFactsController {

    private final Scores scores;
    private final ScoreKeeping keeping;
    private final Sources sources;

    ScoreFactsController(Scores scores, ScoreKeeping keeping, Sources sources) {
        this.scores = scores;
        this.keeping = keeping;
        this.sources = sources;
    }

    @GetMapping("/customers/{customer}/score/{activity}")
    View facts(Page page, @PathVariable long customer, @PathVariable String activity) {
        Activity asked = Activity.ofCode(activity).orElseThrow(Problem::notFound);
        List<CountedFact> facts =
                scores.facts(customer, asked, keeping.day(), ScoreFactsView.ROWS_MAX);
        return page.show(
                "score/facts.jte",
                ScoreFactsView.of(customer, asked, facts, sourceNames(), page.texts()));
    }

    private Map<Integer, String> sourceNames() {
        return sources.all().stream().collect(Collectors.toMap(Source::id, Source::name));
    }
}
