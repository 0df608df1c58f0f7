package org.stammkunde.example;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.datafaker.Faker;
import net.datafaker.providers.base.Name;

/**
 * German names and streets as Datafaker knows them. Its lists are drawn once: a faker is dear to
 * make and draws from one sequence, while every life here is made from its number alone.
 */
final class Names {

    /** The longest list has some 1,700 entries; so many draws miss next to none of them. */
    private static final int DRAWS = 12_000;

    /** The commonest family names and how many of 10,000 people in Germany have them. */
    private static final List<Common> COMMON =
            List.of(
                    new Common("Müller", 95),
                    new Common("Schmidt", 69),
                    new Common("Schneider", 40),
                    new Common("Fischer", 35),
                    new Common("Meyer", 33),
                    new Common("Weber", 30),
                    new Common("Schulz", 27),
                    new Common("Wagner", 27),
                    new Common("Becker", 27),
                    new Common("Hoffmann", 26),
                    new Common("Koch", 21),
                    new Common("Richter", 20),
                    new Common("Klein", 19),
                    new Common("Wolf", 18),
                    new Common("Schröder", 17),
                    new Common("Neumann", 16));

    private static final double COMMON_SHARE =
            COMMON.stream().mapToInt(Common::perTenThousand).sum() / 10_000.0;

    private record Common(String name, int perTenThousand) {}

    private final List<String> women;
    private final List<String> men;
    private final List<String> families;
    private final List<String> streets;

    private Names(Faker faker) {
        Name name = faker.name();
        women = drawn(name::femaleFirstName);
        men = drawn(name::maleFirstName);
        families = drawn(name::lastName);
        streets = drawn(faker.address()::streetName);
    }

    /** The lists, made when they are first asked for; the same for every seed. */
    static Names german() {
        return Lists.GERMAN;
    }

    /** Two of three customers are women. */
    String first(Draw draw) {
        return draw.any(draw.chance(0.62) ? women : men);
    }

    String family(Draw draw) {
        return draw.chance(COMMON_SHARE)
                ? draw.weighted(COMMON, Common::perTenThousand).name()
                : draw.any(families);
    }

    /** A street with a house number. */
    String street(Draw draw) {
        return draw.any(streets) + " " + draw.between(1, 120);
    }

    private static List<String> drawn(Supplier<String> names) {
        return Stream.generate(names).limit(DRAWS).distinct().sorted().toList();
    }

    private static final class Lists {
        static final Names GERMAN = new Names(new Faker(Locale.GERMANY, new Random(1)));
    }
}
