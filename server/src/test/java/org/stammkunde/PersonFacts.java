package org.stammkunde;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventKey;
import org.stammkunde.events.EventType;
import org.stammkunde.events.Identifier;

/** What one person does, as facts of the source {@link #SOURCE}. */
final class PersonFacts {

    static final int SOURCE = 1;

    private static final AtomicLong numbers = new AtomicLong();

    private final String name;

    private PersonFacts(String name) {
        this.name = name;
    }

    /** Somebody known by the e-mail address {@code name@example.com}. */
    static PersonFacts of(String name) {
        return new PersonFacts(name);
    }

    Identifier email() {
        return Identifier.email(name + "@example.com").orElseThrow();
    }

    Identifier card() {
        return Identifier.card("card-" + name).orElseThrow();
    }

    /** Says that e-mail address and card are the same person's. */
    EventDraft links(Instant at) {
        return event(EventType.IDENTIFY, null, List.of(email(), card()), "{}", null, at);
    }

    EventDraft does(String event, Instant at) {
        return event(EventType.TRACK, event, List.of(email()), "{}", null, at);
    }

    EventDraft doesWithCard(String event, Instant at) {
        return event(EventType.TRACK, event, List.of(card()), "{}", null, at);
    }

    EventDraft visits(EventType pageOrScreen, Instant at) {
        return event(pageOrScreen, "Start", List.of(email()), "{}", null, at);
    }

    EventDraft tellsBirthday(Instant at) {
        return event(
                EventType.IDENTIFY,
                null,
                List.of(email()),
                "{}",
                "{\"birthday\":\"1980-02-29\"}",
                at);
    }

    /** One of Order Completed, Order Cancelled and the like. */
    EventDraft orders(String event, String number, String amount, Instant at) {
        String payload =
                """
                {"properties":{"order_id":"%s","currency":"EUR","total":%s,"refund_id":"%s"}}
                """
                        .formatted(number, amount, at)
                        .strip();
        return new EventDraft(
                SOURCE,
                EventKey.ofMessage(SOURCE, "order " + numbers.incrementAndGet()),
                EventType.TRACK,
                event,
                List.of(email()),
                at,
                at,
                "order " + numbers.get(),
                "order/" + number,
                at.toEpochMilli() * 1_000,
                payload,
                null);
    }

    /** A line of a till's file: bought with the card, negative amounts are credit notes. */
    EventDraft buysInStore(String number, String amount, Instant at) {
        String payload =
                """
                {"number":"%s","kind":"%s","status":"completed","channel":"store",\
                "currency":"EUR","total":"%s","placedAt":"%s","lines":[]}\
                """
                        .formatted(number, amount.startsWith("-") ? "credit" : "order", amount, at);
        return new EventDraft(
                SOURCE,
                EventKey.ofResource(SOURCE, "order/" + number, 1),
                EventType.ORDER,
                null,
                List.of(card()),
                at,
                at,
                null,
                "order/" + number,
                1L,
                payload,
                null);
    }

    private static EventDraft event(
            EventType type,
            @Nullable String event,
            List<Identifier> identifiers,
            String payload,
            @Nullable String personal,
            Instant at) {
        String id = "message " + numbers.incrementAndGet();
        return new EventDraft(
                SOURCE,
                EventKey.ofMessage(SOURCE, id),
                type,
                event,
                identifiers,
                at,
                at,
                id,
                null,
                null,
                payload,
                personal);
    }
}
