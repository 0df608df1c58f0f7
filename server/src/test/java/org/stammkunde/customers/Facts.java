package org.stammkunde.customers;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventKey;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.EventType;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;

/** Puts facts into the log as sources would, and lets them be projected. */
public final class Facts {

    private final EventLog log;
    private final Projector projector;
    private final Source shop;
    private final String sender = UUID.randomUUID().toString();
    private int messages;

    public Facts(EventLog log, Projector projector, Sources sources) {
        this.log = log;
        this.projector = projector;
        this.shop = sources.named("Webshop", Source.Kind.API, "shop");
    }

    /** What somebody says about themselves; {@code traits} is JSON. */
    public Facts identify(String account, String time, String traits, Identifier... others) {
        List<Identifier> all =
                Stream.concat(Stream.of(account(account)), Stream.of(others)).toList();
        return add(EventType.IDENTIFY, null, all, time, "{}", traits);
    }

    public Facts track(
            String account, String time, String event, String properties, Identifier... others) {
        String payload = "{\"properties\":%s}".formatted(properties);
        List<Identifier> all =
                Stream.concat(Stream.of(account(account)), Stream.of(others)).toList();
        return add(EventType.TRACK, event, all, time, payload, null);
    }

    /** Somebody without account visits a page. */
    public Facts seen(String time, Identifier... identifiers) {
        return add(EventType.PAGE, "Start", List.of(identifiers), time, "{}", null);
    }

    /** An order as an imported file tells it, with one line. */
    public Facts order(String account, String number, String time, String total, String product) {
        String payload =
                """
                {"number":"%s","kind":"order","status":"completed","channel":"store",
                 "currency":"EUR","placedAt":"%s",
                 "lines":[{"sku":"S1","name":"%s","category":null,"quantity":"1",
                           "unitPrice":"%s","discount":"0"}]}
                """
                        .formatted(number, time, product, total);
        long version = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time)) + ++messages;
        String resource = "order/" + number;
        append(
                new EventDraft(
                        shop.id(),
                        EventKey.ofResource(shop.id(), resource, version),
                        EventType.ORDER,
                        null,
                        List.of(account(account)),
                        Instant.parse(time),
                        Instant.parse(time),
                        null,
                        resource,
                        version,
                        payload,
                        null));
        return this;
    }

    /** Waits until everything said so far can be seen. */
    public void project() {
        projector.catchUp();
    }

    private Facts add(
            EventType type,
            @Nullable String name,
            List<Identifier> identifiers,
            String time,
            String payload,
            @Nullable String personal) {
        String message = sender + "-" + ++messages;
        append(
                new EventDraft(
                        shop.id(),
                        EventKey.ofMessage(shop.id(), message),
                        type,
                        name,
                        identifiers,
                        Instant.parse(time),
                        Instant.parse(time),
                        message,
                        null,
                        null,
                        payload,
                        personal));
        return this;
    }

    private void append(EventDraft draft) {
        log.append(List.of(draft));
    }

    private static Identifier account(String account) {
        return Identifier.customerId("shop", account).orElseThrow();
    }
}
