package org.stammkunde.example;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The messages of one person, in the form of the Segment tracking API. Those after the end of the
 * data are left out.
 */
final class Diary {

    /** A message and when it happened. */
    record Message(Instant at, ObjectNode body) {}

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final JsonMapper JSON = new JsonMapper();

    private final Person person;
    private final Draw draw;
    private final LocalDateTime end;
    private final String idPrefix;
    private final List<Message> messages = new ArrayList<>();

    Diary(ExamplePlan plan, Person person, Draw draw) {
        this.person = person;
        this.draw = draw;
        this.end = plan.until().atStartOfDay();
        this.idPrefix = "example-" + plan.seed() + "-" + person.number() + "-";
    }

    List<Message> messages() {
        return messages;
    }

    /** Traits to be filled in. */
    ObjectNode traits() {
        return JSON.createObjectNode();
    }

    ObjectNode identify(LocalDateTime at, ObjectNode traits) {
        ObjectNode body = message(at, "identify", true);
        body.set("traits", traits);
        return body;
    }

    /** An event; returns its properties, to be filled in. */
    ObjectNode track(LocalDateTime at, String event) {
        ObjectNode body = message(at, "track", true);
        body.put("event", event);
        if (person.customerId() == null) {
            byWeakerIdentifier(body.putObject("context").putObject("traits"));
        }
        return body.putObject("properties");
    }

    /** A product's page in one of the person's browsers. */
    void page(LocalDateTime at, Product product, boolean signedIn) {
        ObjectNode body = message(at, "page", signedIn);
        body.put("anonymousId", draw.any(person.browsers()));
        body.put("name", "Produkt");
        ObjectNode properties = body.putObject("properties");
        properties.put("path", "/artikel/" + product.sku().toLowerCase(Locale.ROOT));
        properties.put("title", product.name());
    }

    /** Some time of the day between the two moments. */
    LocalDateTime anyTime(LocalDateTime first, LocalDateTime last) {
        long seconds = Math.max(1, Duration.between(first, last).toSeconds());
        LocalDate day = first.plusSeconds((long) (draw.uniform() * seconds)).toLocalDate();
        LocalDateTime at =
                day.atTime(draw.between(7, 22), draw.between(0, 59), draw.between(0, 59));
        return at.isBefore(first) ? first.plusMinutes(draw.between(5, 90)) : at;
    }

    /** People without an account are known by their card, guests by their mail address. */
    private void byWeakerIdentifier(ObjectNode traits) {
        @Nullable String card = person.card();
        if (card != null) {
            traits.put("cardNumber", card);
        } else {
            traits.put("email", person.email());
        }
    }

    private ObjectNode message(LocalDateTime at, String type, boolean signedIn) {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", type);
        body.put("messageId", idPrefix + messages.size());
        if (signedIn && person.customerId() != null) {
            body.put("userId", person.customerId());
        }
        Instant instant = at.atZone(ZONE).toInstant().truncatedTo(ChronoUnit.SECONDS);
        body.put("timestamp", instant.toString());
        if (at.isBefore(end)) {
            messages.add(new Message(instant, body));
        }
        return body;
    }
}
