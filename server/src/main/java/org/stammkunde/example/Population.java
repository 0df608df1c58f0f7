package org.stammkunde.example;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The people who buy from the example merchant. Each is made from their number alone, so that any
 * number of them needs no memory.
 *
 * <p>More than half order in the web shop only, a fifth buys in the stores only, a fifth does both.
 * One in five shares an address with others.
 */
final class Population {

    /**
     * A town with its first and last postal code that is sure to exist, and its share of people.
     */
    private record Town(String name, int firstCode, int lastCode, double share) {}

    /** The first two have a store. */
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

    private static final List<Town> TOWNS_WITH_STORE = TOWNS.subList(0, 2);

    private static final List<String> DOMAINS =
            List.of("example.com", "example.org", "example.net");

    private static final List<Category> CATEGORIES = List.of(Category.values());

    private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]+");

    /** Numbers are dealt out to households in blocks of so many. */
    private static final int BLOCK = 4;

    private final ExamplePlan plan;
    private final Names names;
    private final Phones phones;

    Population(ExamplePlan plan) {
        this.plan = plan;
        this.names = Names.german();
        this.phones = new Phones(plan.seed());
    }

    /** What the members of a household share. */
    private record Home(String family, Person.Address address, boolean nearStore) {}

    /** The person with that number, from 1. */
    Person person(int number) {
        Draw draw = Draw.of(plan.seed(), "person", number);
        int head = head(number);
        Home home = home(head);
        Person.Channel channel = channel(draw, home.nearStore());
        boolean online = channel != Person.Channel.STORE;
        String firstName = names.first(draw);
        String lastName = number == head || draw.chance(0.8) ? home.family() : names.family(draw);
        LocalDate birthday = birthday(draw);
        boolean guest = channel == Person.Channel.WEB_SHOP && draw.chance(0.2);
        boolean account = online && !guest;
        return new Person(
                number,
                head,
                firstName,
                lastName,
                birthday,
                home.address(),
                emails(draw, firstName, lastName, number),
                draw.chance(0.7) ? phones.of(number) : null,
                joined(draw),
                account ? "K-" + digits(number, 9) : null,
                channel == Person.Channel.WEB_SHOP ? null : card(number),
                online ? browsers(draw) : List.of(),
                habit(channel, account, number));
    }

    /**
     * The number of the person whose address it is. Of a block's four people all live alone, the
     * first two live together, or two and two, or the first three, or all of them.
     */
    private int head(int number) {
        int first = (number - 1) / BLOCK * BLOCK + 1;
        int place = number - first;
        double kind = Draw.of(plan.seed(), "household", first).uniform();
        if (kind < 0.66) {
            return number;
        } else if (kind < 0.86) {
            return place < 2 ? first : number;
        } else if (kind < 0.92) {
            return first + place / 2 * 2;
        } else if (kind < 0.97) {
            return place < 3 ? first : number;
        }
        return first;
    }

    private Home home(int head) {
        Draw draw = Draw.of(plan.seed(), "home", head);
        boolean nearStore = draw.chance(0.5);
        Town town = draw.weighted(nearStore ? TOWNS_WITH_STORE : TOWNS, Town::share);
        int code = draw.between(town.firstCode, town.lastCode);
        return new Home(
                names.family(draw),
                new Person.Address(names.street(draw), digits(code, 5), town.name),
                nearStore);
    }

    private static Person.Channel channel(Draw draw, boolean nearStore) {
        double choice = draw.uniform();
        if (choice < (nearStore ? 0.26 : 0.9)) {
            return Person.Channel.WEB_SHOP;
        }
        return choice < (nearStore ? 0.62 : 0.94) ? Person.Channel.STORE : Person.Channel.BOTH;
    }

    private Person.Habit habit(Person.Channel channel, boolean account, int number) {
        Draw draw = Draw.of(plan.seed(), "habit", number);
        double engagement = draw.beta(1.4, 2.4);
        return new Person.Habit(
                channel,
                BuyingModel.rate(draw),
                BuyingModel.dropout(draw),
                BuyingModel.spendRate(draw),
                List.of(draw.any(CATEGORIES), draw.any(CATEGORIES)),
                draw.chance(0.25 + 0.5 * engagement),
                account && draw.chance(0.15 + 0.5 * engagement),
                draw.chance(0.2 + 0.4 * engagement),
                engagement);
    }

    private LocalDate birthday(Draw draw) {
        double age = Math.clamp(draw.normal(46, 14), 18, 88);
        return plan.until().minusDays((long) (age * 365.25));
    }

    /**
     * A third are there in the first weeks, when cards and accounts were introduced; the others
     * come evenly.
     */
    private LocalDate joined(Draw draw) {
        double days =
                draw.chance(0.3)
                        ? Math.min(draw.exponential(1.0 / 40), ExamplePlan.DAYS - 1)
                        : draw.uniform() * ExamplePlan.DAYS;
        return plan.from().plusDays((long) days);
    }

    /** The person's number at the end makes every address unique. */
    private static List<String> emails(Draw draw, String firstName, String lastName, int number) {
        String first = plain(firstName);
        String last = plain(lastName);
        String usual =
                switch (draw.between(0, 3)) {
                    case 0 -> first.charAt(0) + "." + last;
                    case 1 -> first + last;
                    default -> first + "." + last;
                };
        String email = usual + number + "@" + draw.any(DOMAINS);
        return draw.chance(0.06)
                ? List.of(email, "post-" + last + number + "@" + draw.any(DOMAINS))
                : List.of(email);
    }

    private static String card(int number) {
        return "2900" + digits(number, 7);
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
        String letters =
                name.toLowerCase(Locale.GERMAN)
                        .replace("ä", "ae")
                        .replace("ö", "oe")
                        .replace("ü", "ue")
                        .replace("ß", "ss");
        return NO_LETTERS.matcher(letters).replaceAll("");
    }

    private static String digits(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
