package org.stammkunde.example;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.datafaker.Faker;
import org.jspecify.annotations.Nullable;

/**
 * Makes the people who buy from the example merchant. About half order in the web shop only, a
 * quarter buys in the stores only, a quarter does both.
 */
final class Population {

    /**
     * A town with its first and last postal code that is sure to exist, and its share of people.
     */
    private record Town(String name, int firstCode, int lastCode, double share) {}

    private static final List<Town> TOWNS =
            List.of(
                    new Town("Köln", 50667, 50679, 14),
                    new Town("Leipzig", 4103, 4109, 12),
                    new Town("Berlin", 10115, 10119, 8),
                    new Town("Hamburg", 20095, 20099, 5),
                    new Town("München", 80331, 80339, 5),
                    new Town("Frankfurt am Main", 60311, 60314, 4),
                    new Town("Stuttgart", 70173, 70176, 3),
                    new Town("Düsseldorf", 40210, 40215, 4),
                    new Town("Dresden", 1067, 1069, 4),
                    new Town("Bonn", 53111, 53115, 4),
                    new Town("Halle (Saale)", 6108, 6110, 3),
                    new Town("Hannover", 30159, 30161, 3),
                    new Town("Nürnberg", 90402, 90403, 2),
                    new Town("Bremen", 28195, 28195, 2),
                    new Town("Münster", 48143, 48147, 2),
                    new Town("Freiburg im Breisgau", 79098, 79102, 2),
                    new Town("Chemnitz", 9111, 9113, 2),
                    new Town("Aachen", 52062, 52066, 3),
                    new Town("Kassel", 34117, 34119, 1),
                    new Town("Rostock", 18055, 18057, 1));

    private static final List<String> DOMAINS =
            List.of("example.com", "example.org", "example.net");

    /** With Gamma(r, alpha) rates and Beta(a, b) dropouts: the parameters of BG/NBD, per day. */
    static final double RATE_SHAPE = 0.6;

    static final double RATE_DAYS = 45;
    static final double DROPOUT_A = 0.8;
    static final double DROPOUT_B = 4.2;

    /**
     * Amounts are Gamma(p, v) with v from Gamma(q, gamma): the parameters of Gamma-Gamma, in euros.
     */
    static final double SPEND_SHAPE = 4;

    static final double SPEND_RATE_SHAPE = 2.7;
    static final double SPEND_SCALE = 23;

    private final ExamplePlan plan;
    private final Faker faker;
    private final Set<String> takenEmails = new HashSet<>();
    private final List<String> freePhones;

    Population(ExamplePlan plan) {
        this.plan = plan;
        this.faker = new Faker(Locale.GERMANY, new Random(plan.seed()));
        this.freePhones = phones(plan.seed());
    }

    /** Everybody, in the order of their numbers. */
    List<Person> people() {
        List<Person> people = new ArrayList<>(plan.customers());
        for (int number = 1; number <= plan.customers(); number++) {
            people.add(person(number, people.isEmpty() ? null : people.getLast()));
        }
        return people;
    }

    private Person person(int number, @Nullable Person previous) {
        Draw draw = Draw.of(plan.seed(), "person", number);
        boolean partner =
                previous != null && previous.household() == previous.number() && draw.chance(0.07);
        Person.Channel channel = channel(draw);
        boolean online = channel != Person.Channel.STORE;
        String firstName = firstName(draw);
        String lastName =
                partner && previous != null && draw.chance(0.8)
                        ? previous.lastName()
                        : faker.name().lastName();
        LocalDate birthday = birthday(draw);
        boolean account = online && !(channel == Person.Channel.WEB_SHOP && draw.chance(0.12));
        return new Person(
                number,
                partner && previous != null ? previous.number() : number,
                firstName,
                lastName,
                birthday,
                partner && previous != null ? previous.address() : address(draw, channel),
                emails(draw, firstName, lastName, birthday),
                freePhones.isEmpty() || !draw.chance(0.7) ? null : freePhones.removeLast(),
                joined(draw),
                account ? "K" + (10_000 + number) : null,
                channel == Person.Channel.WEB_SHOP
                        ? null
                        : String.format(Locale.ROOT, "2900%06d", number),
                online ? browsers(draw) : List.of(),
                habit(draw, channel, account));
    }

    private static Person.Channel channel(Draw draw) {
        double choice = draw.uniform();
        if (choice < 0.5) {
            return Person.Channel.WEB_SHOP;
        }
        return choice < 0.75 ? Person.Channel.STORE : Person.Channel.BOTH;
    }

    private static Person.Habit habit(Draw draw, Person.Channel channel, boolean account) {
        double engagement = draw.beta(1.4, 2.4);
        Category first = draw.any(List.of(Category.values()));
        Category second = draw.any(List.of(Category.values()));
        return new Person.Habit(
                channel,
                draw.gamma(RATE_SHAPE) / RATE_DAYS,
                draw.beta(DROPOUT_A, DROPOUT_B),
                draw.gamma(SPEND_RATE_SHAPE) / SPEND_SCALE,
                List.of(first, second),
                draw.chance(0.25 + 0.5 * engagement),
                account && draw.chance(0.15 + 0.5 * engagement),
                draw.chance(0.2 + 0.4 * engagement),
                engagement);
    }

    private String firstName(Draw draw) {
        return draw.chance(0.62) ? faker.name().femaleFirstName() : faker.name().malefirstName();
    }

    private LocalDate birthday(Draw draw) {
        double age = Math.clamp(draw.normal(46, 14), 18, 88);
        return plan.until().minusDays((long) (age * 365.25));
    }

    /** More people come in the second year than in the first one. */
    private LocalDate joined(Draw draw) {
        return plan.from().plusDays((long) (Math.pow(draw.uniform(), 0.8) * ExamplePlan.DAYS));
    }

    private Person.Address address(Draw draw, Person.Channel channel) {
        List<Town> towns = channel == Person.Channel.WEB_SHOP ? TOWNS : TOWNS.subList(0, 2);
        boolean elsewhere = channel != Person.Channel.WEB_SHOP && draw.chance(0.2);
        Town town = draw.weighted(elsewhere ? TOWNS : towns, Town::share);
        String code =
                String.format(Locale.ROOT, "%05d", draw.between(town.firstCode, town.lastCode));
        String street = faker.address().streetName() + " " + draw.between(1, 120);
        return new Person.Address(street, code, town.name);
    }

    private List<String> emails(Draw draw, String firstName, String lastName, LocalDate birthday) {
        String first = plain(firstName);
        String last = plain(lastName);
        String usual =
                switch (draw.between(0, 3)) {
                    case 0 -> first.charAt(0) + "." + last;
                    case 1 -> first + last + birthday.getYear() % 100;
                    default -> first + "." + last;
                };
        String email = free(usual, draw.any(DOMAINS));
        return draw.chance(0.06)
                ? List.of(email, free(last + "." + first, draw.any(DOMAINS)))
                : List.of(email);
    }

    private String free(String name, String domain) {
        String email = name + "@" + domain;
        for (int i = 2; !takenEmails.add(email); i++) {
            email = name + i + "@" + domain;
        }
        return email;
    }

    private static List<String> browsers(Draw draw) {
        List<String> browsers = new ArrayList<>();
        for (int count = draw.between(1, 3); count > 0; count--) {
            browsers.add(draw.uuid().toString());
        }
        return List.copyOf(browsers);
    }

    /** As people write their names in mail addresses. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.GERMAN)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replaceAll("[^a-z]+", "");
    }

    /**
     * The numbers that the Federal Network Agency keeps free for films and books, shuffled; who
     * comes when they are used up has none.
     */
    private static List<String> phones(long seed) {
        List<String> phones = new ArrayList<>();
        for (String range :
                List.of("0221 4710", "030 23125", "040 66969", "069 90009", "089 99998")) {
            for (int i = 0; i < 1_000; i++) {
                phones.add(String.format(Locale.ROOT, "%s%03d", range, i));
            }
        }
        for (String range : List.of("0171 39200", "0176 040690")) {
            for (int i = 0; i < 100; i++) {
                phones.add(String.format(Locale.ROOT, "%s%02d", range, i));
            }
        }
        Collections.shuffle(phones, new Random(seed));
        return phones;
    }
}
