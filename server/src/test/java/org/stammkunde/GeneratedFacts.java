package org.stammkunde;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventKey;
import org.stammkunde.events.EventType;
import org.stammkunde.events.Identifier;

/**
 * Facts of every type about a few hundred people, as life brings them: several identifiers that are
 * joined late, shared addresses, corrected, cancelled and refunded orders, changed traits.
 */
final class GeneratedFacts {

    /**
     * The sources that the facts come from; far from the numbers that real sources get, because
     * tests share a database.
     */
    static final int SHOP = 1_001;

    static final int TILL = 1_002;

    /** One whose word is believed. */
    static final int OWN = 1_003;

    private static final Instant START = Instant.parse("2025-10-01T00:00:00Z");
    private static final Duration SPAN = Duration.ofDays(400);

    private static final List<String> TRACKED =
            List.of(
                    "Product Viewed",
                    "Newsletter Subscribed",
                    "Email Link Clicked",
                    "Application Opened",
                    "Product Reviewed",
                    "Survey Answered",
                    "Complaint Filed",
                    "Brand Mentioned",
                    "Something Else");

    private final Random random;
    private final int people;
    private final List<EventDraft> facts = new ArrayList<>();

    private GeneratedFacts(long seed, int people) {
        this.random = new Random(seed);
        this.people = people;
    }

    /** At least so many facts, the same for the same seed. */
    static List<EventDraft> of(long seed, int count, int people) {
        GeneratedFacts generated = new GeneratedFacts(seed, people);
        while (generated.facts.size() < count) {
            generated.addSome();
        }
        return generated.facts;
    }

    private void addSome() {
        int person = random.nextInt(people);
        switch (random.nextInt(12)) {
            case 0 -> identify(person);
            case 1 -> importedOrder(person);
            case 2, 3 -> shopOrder(person);
            case 4 -> plain(EventType.PAGE, "Start", "{\"properties\":{\"path\":\"/\"}}", person);
            case 5 -> plain(EventType.SCREEN, "Home", "{}", person);
            case 6 -> plain(EventType.GROUP, null, "{\"groupId\":\"g1\"}", person);
            case 7 -> plain(EventType.ALIAS, null, "{}", person);
            case 8 -> product();
            case 9 -> consent(person);
            default ->
                    plain(
                            EventType.TRACK,
                            TRACKED.get(random.nextInt(TRACKED.size())),
                            "{}",
                            person);
        }
    }

    private void identify(int person) {
        String personal =
                """
                {"firstName":"Vorname%d","lastName":"Nachname%d","email":"%s","birthday":"1980-01-%02d"}
                """
                        .formatted(random.nextInt(3), person, email(person), 1 + random.nextInt(28))
                        .strip();
        add(
                SHOP,
                EventType.IDENTIFY,
                null,
                identifiers(person, 4),
                null,
                null,
                "{}",
                personal,
                at());
    }

    /** Some of what a product is, at few moments, from the shop or a file. */
    private void product() {
        String number = "S" + random.nextInt(20);
        Instant at = START.plusSeconds(86_400L * random.nextInt(60) + 3_600L * random.nextInt(24));
        String said =
                switch (random.nextInt(4)) {
                    case 0 -> "\"name\":\"Ware %d\",\"active\":true".formatted(random.nextInt(3));
                    case 1 -> "\"price\":\"%d.90\"".formatted(random.nextInt(40));
                    case 2 -> "\"cost\":%d,\"tax_rate\":19".formatted(random.nextInt(9));
                    default -> "\"stock\":" + random.nextInt(100);
                };
        String day = random.nextInt(3) == 0 ? ",\"saidOf\":\"day\"" : "";
        add(
                random.nextBoolean() ? SHOP : TILL,
                EventType.TRACK,
                random.nextInt(20) == 0 ? "Product Deleted" : "Product Updated",
                List.of(),
                "product/" + number,
                ChronoUnit.MICROS.between(Instant.EPOCH, at),
                "{\"properties\":{\"sku\":\"%s\",%s}%s}".formatted(number, said, day),
                null,
                at);
    }

    /** Agreed or objected to, in the console, by a link in a mail or in a file of customers. */
    private void consent(int person) {
        String purpose = random.nextBoolean() ? "marketing-email" : "profiling";
        switch (random.nextInt(4)) {
            case 0 -> plain(EventType.TRACK, "email_unsubscribed", "{}", person);
            case 1 -> customerRow(person);
            default ->
                    add(
                            OWN,
                            EventType.TRACK,
                            random.nextInt(3) == 0 ? "Consent Withdrawn" : "Consent Given",
                            identifiers(person, 2),
                            null,
                            null,
                            "{\"properties\":{\"purpose\":\"%s\"}}".formatted(purpose),
                            null,
                            at());
        }
    }

    /** Versions of a row; one that says nothing takes back what another one said. */
    private void customerRow(int person) {
        List<Identifier> customer = identifiers(person, 2);
        for (int i = random.nextInt(3); i >= 0; i--) {
            Instant at = at();
            String consents =
                    random.nextInt(3) == 0
                            ? "{}"
                            : "{\"consents\":{\"marketing-email\":%s}}"
                                    .formatted(random.nextBoolean());
            long version = ChronoUnit.MICROS.between(Instant.EPOCH, at);
            String resource = "customer/" + person;
            add(TILL, EventType.IDENTIFY, null, customer, resource, version, consents, null, at);
        }
    }

    private void plain(EventType type, @Nullable String name, String payload, int person) {
        add(SHOP, type, name, identifiers(person, 3), null, null, payload, null, at());
    }

    /** One to three versions of an order from a file. */
    private void importedOrder(int person) {
        String number = "T" + random.nextInt(people * 2);
        boolean credit = number.endsWith("7");
        List<Identifier> buyer = random.nextInt(5) == 0 ? List.of() : identifiers(person, 3);
        for (int version = 1; version <= 1 + random.nextInt(3); version++) {
            String payload =
                    """
                    {"number":"%s","kind":"%s","status":"completed","channel":"store","currency":"%s",\
                    "placedAt":"%s","lines":[{"sku":"S%d","name":"Ware","quantity":"%d",\
                    "unitPrice":"%d.%02d5","discount":"0"}]}\
                    """
                            .formatted(
                                    number,
                                    credit ? "credit" : "order",
                                    random.nextInt(9) == 0 ? "CHF" : "EUR",
                                    at(),
                                    random.nextInt(20),
                                    (1 + random.nextInt(4)) * (credit ? -1 : 1),
                                    random.nextInt(60),
                                    random.nextInt(100));
            long stamp = random.nextLong(1_000) * 1_000_000 + facts.size();
            add(TILL, EventType.ORDER, null, buyer, "order/" + number, stamp, payload, null, at());
        }
    }

    /** An order of the shop, sometimes changed, cancelled or refunded in parts. */
    private void shopOrder(int person) {
        String number = "W" + facts.size();
        Instant placed = at();
        List<Identifier> buyer = identifiers(person, 3);
        String sign = random.nextInt(12) == 0 ? "-" : "";
        String total = sign + random.nextInt(200) + "." + (10 + random.nextInt(90));
        shopEvent("Order Completed", number, buyer, placed, "\"total\":" + total);
        if (random.nextInt(4) == 0) {
            shopEvent(
                    "Order Updated",
                    number,
                    buyer,
                    later(placed),
                    "\"total\":" + random.nextInt(150));
        }
        if (random.nextInt(5) == 0) {
            shopEvent("Order Cancelled", number, buyer, later(placed), "\"total\":0");
        }
        for (int i = random.nextInt(6); i > 3; i--) {
            String refund = "\"refund_id\":\"R%d\",\"total\":%d".formatted(i, random.nextInt(40));
            shopEvent("Order Refunded", number, buyer, later(placed), refund);
        }
    }

    private void shopEvent(
            String name, String number, List<Identifier> buyer, Instant at, String properties) {
        String payload =
                "{\"properties\":{\"order_id\":\"%s\",\"currency\":\"EUR\",%s}}"
                        .formatted(number, properties);
        long version = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        add(SHOP, EventType.TRACK, name, buyer, "order/" + number, version, payload, null, at);
    }

    private void add(
            int source,
            EventType type,
            @Nullable String name,
            List<Identifier> identifiers,
            @Nullable String resource,
            @Nullable Long version,
            String payload,
            @Nullable String personal,
            Instant at) {
        String messageId = "m" + facts.size();
        facts.add(
                new EventDraft(
                        source,
                        isRow(type) && resource != null && version != null
                                ? EventKey.ofResource(source, resource, version)
                                : EventKey.ofMessage(source, messageId),
                        type,
                        name,
                        identifiers,
                        at,
                        at,
                        isRow(type) && resource != null ? null : messageId,
                        resource,
                        version,
                        payload,
                        personal));
    }

    /** Whether files tell such facts, by resource and version. */
    private static boolean isRow(EventType type) {
        return type == EventType.ORDER || type == EventType.IDENTIFY;
    }

    /** Up to so many of a person's identifiers; some are shared with a neighbour. */
    private List<Identifier> identifiers(int person, int most) {
        List<Identifier> all = new ArrayList<>();
        Identifier.customerId("shop", "K" + person).ifPresent(all::add);
        Identifier.card("C" + person).ifPresent(all::add);
        Identifier.email(email(person)).ifPresent(all::add);
        Identifier.phone("030 55" + (10_000 + person / 3), "DE").ifPresent(all::add);
        Identifier.anonymousId("shop", "a" + person + "-" + random.nextInt(3)).ifPresent(all::add);
        Collections.shuffle(all, random);
        return all.subList(0, 1 + random.nextInt(most));
    }

    private static String email(int person) {
        return (person % 10 == 3 ? person - 1 : person) + "@example.com";
    }

    private Instant at() {
        return START.plusSeconds(random.nextLong(SPAN.toSeconds()));
    }

    private Instant later(Instant placed) {
        return placed.plusSeconds(1 + random.nextLong(86_400L * 30));
    }
}
