package org.stammkunde.segments;

import gg.jte.Content;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stammkunde.customers.CustomerPanel;
import org.stammkunde.web.Page;

/** The segments on the customer page: in or out, and why. */
@Component
@Order(20)
final class SegmentsPanel implements CustomerPanel {

    private final Segments segments;

    SegmentsPanel(Segments segments) {
        this.segments = segments;
    }

    /** What the panel shows: the segments that the customer is in first. */
    record View(List<Explanation> explanations, ConditionText text) {}

    @Override
    public Optional<Content> render(long customer, Page page) {
        List<Explanation> all =
                segments.explain(customer).stream()
                        .sorted((one, other) -> Boolean.compare(other.member(), one.member()))
                        .toList();
        ConditionText text = new ConditionText(page.texts(), segments.all());
        return Optional.of(page.part("segments/panel.jte", new View(all, text)));
    }
}
