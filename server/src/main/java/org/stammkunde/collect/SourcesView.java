package org.stammkunde.collect;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.stammkunde.events.FailedEvents.Failure;
import org.stammkunde.events.Source;
import org.stammkunde.events.SourceState;

/**
 * What the page of sources shows.
 *
 * @param failures what was turned away last, newest first
 * @param name what was typed for a new source
 * @param namespace whose customer numbers it was said to send
 * @param refused the message key of why it was not added, empty when it was not tried
 */
record SourcesView(
        List<SourceState> sources,
        List<Failure> failures,
        String name,
        String namespace,
        String refused) {

    private static final Set<String> KNOWN =
            Set.of(
                    "unknown_type",
                    "event_missing",
                    "nobody_named",
                    "product_missing",
                    "message_id_too_long",
                    "order_id_too_long",
                    "trait_name_too_long",
                    "number_too_large",
                    "event_too_large",
                    "not_storable");

    /** Whose customer numbers sources send. */
    List<String> namespaces() {
        return sources.stream()
                .map(state -> state.source().namespace())
                .filter(namespace -> !namespace.isBlank())
                .distinct()
                .sorted()
                .toList();
    }

    static String kindKey(Source source) {
        return "sources.kind." + source.kind().name().toLowerCase(Locale.ROOT);
    }

    /** The message key of what was wrong; what it was with is told beside it as the sender is. */
    static String reasonKey(Failure failure) {
        return "sources.failure." + (KNOWN.contains(failure.code()) ? failure.code() : "other");
    }

    /** The name of the source of a failure. */
    String nameOf(int source) {
        return sources.stream()
                .map(SourceState::source)
                .filter(each -> each.id() == source)
                .map(Source::name)
                .findFirst()
                .orElseGet(() -> String.valueOf(source));
    }
}
