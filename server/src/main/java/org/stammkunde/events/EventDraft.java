package org.stammkunde.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact on its way into the log.
 *
 * @param source number of the {@linkplain Source source} it came from
 * @param key what makes it unique, from {@link EventKey}
 * @param type what kind of fact it is
 * @param name the name of a tracked event, page or screen
 * @param identifiers all identifiers the fact names, strongest first; empty for a guest
 * @param occurredAt when it happened
 * @param receivedAt when it arrived
 * @param messageId the sender's id of the message
 * @param resource what the fact describes, such as {@code order/4711}
 * @param version of the resource, the highest counts; null without a resource
 * @param payload a JSON object without personal values
 * @param personal a JSON object of personal values, as in the traits of the Segment specification
 * @param contentHash a digest of payload, personal values and identifiers, by which a repeated fact
 *     is told from a changed one
 */
public record EventDraft(
        int source,
        UUID key,
        EventType type,
        @Nullable String name,
        List<Identifier> identifiers,
        Instant occurredAt,
        Instant receivedAt,
        @Nullable String messageId,
        @Nullable String resource,
        @Nullable Long version,
        String payload,
        @Nullable String personal,
        long contentHash) {

    public EventDraft {
        identifiers = strongestFirst(identifiers);
        if ((resource == null) != (version == null)) {
            throw new IllegalArgumentException("a resource has a version, and only a resource has");
        }
    }

    /** A fact whose content hash is that of its content. */
    public EventDraft(
            int source,
            UUID key,
            EventType type,
            @Nullable String name,
            List<Identifier> identifiers,
            Instant occurredAt,
            Instant receivedAt,
            @Nullable String messageId,
            @Nullable String resource,
            @Nullable Long version,
            String payload,
            @Nullable String personal) {
        this(
                source,
                key,
                type,
                name,
                identifiers,
                occurredAt,
                receivedAt,
                messageId,
                resource,
                version,
                payload,
                personal,
                EventKey.contentHash(
                        payload, personal == null ? "" : personal, strongestFirst(identifiers)));
    }

    private static List<Identifier> strongestFirst(List<Identifier> identifiers) {
        return identifiers.size() < 2
                ? List.copyOf(identifiers)
                : identifiers.stream().distinct().sorted().toList();
    }
}
