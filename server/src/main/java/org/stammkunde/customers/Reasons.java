package org.stammkunde.customers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stammkunde.customers.CustomerView.Known;
import org.stammkunde.identity.Evidence;
import org.stammkunde.web.Page;

/** Says in words why identifiers are one customer. */
@Component
class Reasons {

    private final Evidence evidence;
    private final TimelineTable timeline;

    Reasons(Evidence evidence, TimelineTable timeline) {
        this.evidence = evidence;
        this.timeline = timeline;
    }

    /** The identifiers with the fact that made each the customer's. */
    List<Known> of(long customer, List<KnownIdentifier> identifiers, Page page) {
        if (identifiers.size() < 2) {
            return identifiers.stream().map(one -> new Known(one, Optional.empty())).toList();
        }
        Map<Long, Belonging> reasons =
                Belonging.of(identifiers.getFirst().number(), evidence.of(customer));
        Map<UUID, TimelineEvent> facts = facts(customer, reasons);
        Map<Long, String> values =
                identifiers.stream()
                        .collect(Collectors.toMap(KnownIdentifier::number, KnownIdentifier::value));
        return identifiers.stream()
                .map(identifier ->
                        new Known(
                                identifier,
                                Optional.ofNullable(reasons.get(identifier.number()))
                                        .flatMap(reason -> text(reason, facts, values, page))))
                .toList();
    }

    private Map<UUID, TimelineEvent> facts(long customer, Map<Long, Belonging> reasons) {
        List<UUID> keys = reasons.values().stream().map(Belonging::fact).distinct().toList();
        return timeline.facts(customer, keys).stream()
                .collect(Collectors.toMap(TimelineEvent::key, Function.identity()));
    }

    private static Optional<String> text(
            Belonging reason, Map<UUID, TimelineEvent> facts, Map<Long, String> values, Page page) {
        TimelineEvent fact = facts.get(reason.fact());
        String other = values.get(reason.other());
        if (fact == null || other == null) {
            return Optional.empty();
        }
        TimelineEntry entry = new TimelineText(page.texts()).entry(fact);
        return Optional.of(
                page.text(
                        "customers.because",
                        other,
                        entry.title(),
                        fact.source(),
                        page.date(reason.at())));
    }
}
