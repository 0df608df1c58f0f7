package org.stammkunde.segments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventKey;
import org.stammkunde.events.EventType;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.IdentifierType;
import org.stammkunde.events.Source;
import tools.jackson.databind.json.JsonMapper;

/** Makes people with a few facts each, of every kind that conditions ask for. */
final class RandomPeople {

    static final List<String> CITIES = List.of("Köln", "Bonn", "Münster", "Düren");
    static final List<String> INTERESTS = List.of("Wein", "Käse", "Öl", "Kaffee");
    static final List<String> CATEGORIES = List.of("Wein", "Käse", "Öl");
    static final List<String> CHANNELS = List.of("online", "store", "phone");
    static final List<String> EVENTS = List.of("Product Viewed", "cart_viewed", "Wishlist");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Random random;
    private final LocalDate today;
    private final ZoneId zone;
    private final Source shop;
    private final Source till;
    private final Source own;
    private final List<EventDraft> facts = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();

    RandomPeople(
            Random random, LocalDate today, ZoneId zone, Source shop, Source till, Source own) {
        this.random = random;
        this.today = today;
        this.zone = zone;
        this.shop = shop;
        this.till = till;
        this.own = own;
    }

    RandomPeople make(int count) {
        for (int i = 0; i < count; i++) {
            people.add(person("P" + i));
        }
        return this;
    }

    List<Person> people() {
        return people;
    }

    List<EventDraft> facts() {
        return facts;
    }

    private Person person(String account) {
        Person person = new Person(account);
        tells(person, Map.of("language", "de"), today.minusDays(450 + random.nextInt(30)));
        for (int i = random.nextInt(3); i > 0; i--) {
            tells(person, traits(), today.minusDays(10 * i + random.nextInt(10)));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            buys(person);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            does(person);
        }
        for (int i = random.nextInt(8) - 4; i > 0; i--) {
            says(person);
        }
        return person;
    }

    /** By number, by address, or by both at once. */
    private void says(Person person) {
        Set<IdentifierType> known = EnumSet.of(IdentifierType.CUSTOMER_ID);
        List<Identifier> named = new ArrayList<>(List.of(account(person)));
        if (person.identifiers.contains(IdentifierType.EMAIL) && random.nextBoolean()) {
            named.add(Identifier.email(person.account + "@example.com").orElseThrow());
            known.add(IdentifierType.EMAIL);
            if (random.nextBoolean()) {
                named.removeFirst();
                known.remove(IdentifierType.CUSTOMER_ID);
            }
        }
        LocalDate day = today.minusDays(random.nextInt(300));
        Instant at = at(day);
        String purpose = random.nextBoolean() ? "marketing-email" : "profiling";
        boolean given = random.nextInt(3) > 0;
        person.said.add(new Person.Said(day, at, purpose, given, known));
        person.traces.add(new Person.Trace(day, at, own.name()));
        add(
                own,
                EventType.TRACK,
                given ? "Consent Given" : "Consent Withdrawn",
                named,
                at,
                JSON.writeValueAsString(Map.of("properties", Map.of("purpose", purpose))),
                null);
    }

    private void tells(Person person, Map<String, Object> traits, LocalDate day) {
        List<Identifier> named = new ArrayList<>(List.of(account(person)));
        if (random.nextInt(3) == 0) {
            named.add(Identifier.email(person.account + "@example.com").orElseThrow());
            person.identifiers.add(IdentifierType.EMAIL);
        }
        if (random.nextInt(6) == 0) {
            named.add(Identifier.card("card" + person.account).orElseThrow());
            person.identifiers.add(IdentifierType.CARD);
        }
        traits.forEach((name, value) ->
                person.told.add(new Person.Told(day, name, JSON.valueToTree(value))));
        Instant at = at(day);
        person.traces.add(new Person.Trace(day, at, shop.name()));
        add(shop, EventType.IDENTIFY, null, named, at, "{}", JSON.writeValueAsString(traits));
    }

    private Map<String, Object> traits() {
        Map<String, Object> traits = new LinkedHashMap<>();
        maybe(() -> traits.put("city", one(CITIES)));
        maybe(() -> traits.put("age", random.nextBoolean() ? random.nextInt(90) : "47.5"));
        maybe(() -> traits.put("newsletter", random.nextBoolean()));
        maybe(() -> traits.put("birthday", day(LocalDate.of(1980, 1, 1), 3_000)));
        maybe(() -> traits.put("contractEnds", day(today.minusDays(60), 120)));
        maybe(() -> traits.put("interests", List.of(one(INTERESTS), one(INTERESTS))));
        maybe(() -> traits.put("address", Map.of("city", one(CITIES))));
        return traits;
    }

    private String day(LocalDate from, int span) {
        LocalDate day = from.plusDays(random.nextInt(span));
        // of 29 February the anniversaries have a test of their own
        return (day.getDayOfYear() == 60 ? day.plusDays(1) : day).toString();
    }

    private void buys(Person person) {
        LocalDate day = someDay();
        List<Person.Line> lines = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            lines.add(
                    new Person.Line(
                            "S" + random.nextInt(4),
                            one(CATEGORIES),
                            BigDecimal.valueOf(1 + random.nextInt(3)),
                            BigDecimal.valueOf(random.nextInt(90_000), 3)));
        }
        boolean credit = random.nextInt(8) == 0;
        Person.Sale sale =
                new Person.Sale(
                        day,
                        at(day),
                        credit,
                        random.nextInt(8) == 0,
                        random.nextInt(8) == 0 ? "CHF" : "EUR",
                        one(CHANNELS),
                        credit ? lines.stream().map(RandomPeople::returned).toList() : lines);
        person.sales.add(sale);
        person.traces.add(new Person.Trace(day, sale.at(), till.name()));
        order(person, sale);
    }

    private static Person.Line returned(Person.Line line) {
        return new Person.Line(line.sku(), line.category(), line.quantity().negate(), line.price());
    }

    private void order(Person person, Person.Sale sale) {
        String number = "N" + facts.size();
        Instant at = sale.at();
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("number", number);
        payload.put("kind", sale.credit() ? "credit" : "order");
        payload.put("status", sale.cancelled() ? "cancelled" : "completed");
        payload.put("channel", sale.channel());
        payload.put("currency", sale.currency());
        payload.put("placedAt", at.toString());
        payload.put("lines", sale.lines().stream().map(RandomPeople::line).toList());
        facts.add(
                new EventDraft(
                        till.id(),
                        EventKey.ofResource(till.id(), "order/" + number, 1),
                        EventType.ORDER,
                        null,
                        List.of(account(person)),
                        at,
                        at,
                        null,
                        "order/" + number,
                        1L,
                        JSON.writeValueAsString(payload),
                        null));
    }

    private static Map<String, String> line(Person.Line line) {
        return Map.of(
                "sku", line.sku(),
                "name", "Ware",
                "category", line.category(),
                "quantity", line.quantity().toPlainString(),
                "unitPrice", line.price().setScale(6, RoundingMode.UNNECESSARY).toPlainString(),
                "discount", "0");
    }

    private void does(Person person) {
        LocalDate day = someDay();
        EventType type = random.nextInt(3) == 0 ? EventType.PAGE : EventType.TRACK;
        String name = type == EventType.PAGE ? "Start" : one(EVENTS);
        Source source = random.nextInt(4) == 0 ? till : shop;
        Map<String, Object> properties = new LinkedHashMap<>();
        maybe(() -> properties.put("price", random.nextInt(100)));
        maybe(() -> properties.put("category", one(CATEGORIES)));
        maybe(() -> properties.put("gift", random.nextBoolean()));
        Instant at = at(day);
        person.deeds.add(new Person.Deed(day, at, type, name, source.name(), properties));
        person.traces.add(new Person.Trace(day, at, source.name()));
        add(
                source,
                type,
                name,
                List.of(account(person)),
                at,
                JSON.writeValueAsString(Map.of("properties", properties)),
                null);
    }

    private void add(
            Source source,
            EventType type,
            @Nullable String name,
            List<Identifier> identifiers,
            Instant at,
            String payload,
            @Nullable String personal) {
        String message = "m" + facts.size();
        facts.add(
                new EventDraft(
                        source.id(),
                        EventKey.ofMessage(source.id(), message),
                        type,
                        name,
                        identifiers,
                        at,
                        at,
                        message,
                        null,
                        null,
                        payload,
                        personal));
    }

    private static Identifier account(Person person) {
        return Identifier.customerId("shop", person.account).orElseThrow();
    }

    /** Mostly some day of the last year, sometimes today, seldom one that is still to come. */
    private LocalDate someDay() {
        return switch (random.nextInt(20)) {
            case 0 -> today;
            case 1 -> today.plusDays(1 + random.nextInt(5));
            default -> today.minusDays(random.nextInt(400));
        };
    }

    /** Within the day, also close to its ends. */
    private Instant at(LocalDate day) {
        int second = random.nextInt(4) == 0 ? 86_399 : random.nextInt(3_600 * 23);
        return day.atStartOfDay(zone).plusSeconds(Math.min(second, 82_799)).toInstant();
    }

    private void maybe(Runnable action) {
        if (random.nextInt(3) > 0) {
            action.run();
        }
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
