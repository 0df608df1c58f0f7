package org.stammkunde.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The kinds of event that the generator sends, as the browser and server libraries of a web shop
 * send them: 45 % page views, 28 % products viewed, 10 % products added, 7 % mails clicked and apps
 * opened, 5 % identify, 5 % orders of one to four lines. Two fifths of the page and product views
 * carry the browser's id only; identify ties that id to the customer.
 */
final class EventCatalog {

    /**
     * Enough variety that neither compression nor caches make the events cheaper than real ones.
     */
    private static final int TEMPLATES = 2_000;

    private static final String[] CATEGORIES = {
        "jacken", "hosen", "schuhe", "kaffee", "tee", "geschirr", "lampen", "garten"
    };
    private static final String[] WORDS = {
        "Classic", "Natur", "Premium", "Basic", "Berlin", "Hamburg", "Alpen", "Nordsee"
    };
    private static final String[] FIRST_NAMES = {
        "Anna", "Lena", "Sabine", "Petra", "Jonas", "Lukas", "Thomas", "Michael"
    };
    private static final String[] LAST_NAMES = {
        "Schmidt", "Weber", "Fischer", "Wagner", "Becker", "Hoffmann", "Koch", "Richter"
    };
    private static final String[] CITIES = {
        "Berlin", "Hamburg", "Leipzig", "Bremen", "Dresden", "Hannover", "Kassel", "Mainz"
    };

    private static final String COMMON =
            """
            "messageId":"{message}",%s"timestamp":"{time}",\
            "context":{"library":{"name":"%s","version":"%d.%d.%d"},"locale":"de-DE"},\
            """;

    private final RandomGenerator random;

    private EventCatalog(RandomGenerator random) {
        this.random = random;
    }

    /** The templates of a seed; drawing from them evenly gives the stated shares. */
    static List<EventTemplate> templates(long seed) {
        EventCatalog catalog =
                new EventCatalog(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        List<EventTemplate> templates = new ArrayList<>(TEMPLATES);
        for (int i = 0; i < TEMPLATES; i++) {
            templates.add(catalog.template(i % 100));
        }
        return templates;
    }

    private EventTemplate template(int percentile) {
        if (percentile < 45) {
            return page();
        } else if (percentile < 73) {
            return track("Product Viewed", browser(), product(""));
        } else if (percentile < 83) {
            return track("Product Added", account(), product("\"quantity\":1,"));
        } else if (percentile < 87) {
            return track("Email Link Clicked", account(), mail());
        } else if (percentile < 90) {
            return track("Application Opened", account(), application());
        } else if (percentile < 95) {
            return identify();
        }
        return track("Order Completed", account(), order());
    }

    private EventTemplate page() {
        String category = any(CATEGORIES);
        String path = "/" + category + "/" + random.nextInt(10_000, 99_999);
        return EventTemplate.of(
                "/v1/page",
                """
                {"type":"page",%s"name":"Produkt","properties":{"path":"%s",\
                "url":"https://shop.example.com%s","title":"%s %s im Shop",\
                "referrer":"https://www.example.org/suche"}}\
                """
                        .formatted(common(browser()), path, path, any(WORDS), category));
    }

    private EventTemplate identify() {
        return EventTemplate.of(
                "/v1/identify",
                """
                {"type":"identify",%s"traits":{"email":"kunde{customer}@example.com",\
                "firstName":"%s","lastName":"%s","newsletter":%b,\
                "address":{"street":"Hauptstr. %d","postalCode":"%d","city":"%s","country":"DE"}}}\
                """
                        .formatted(
                                common(account() + anonymous()),
                                any(FIRST_NAMES),
                                any(LAST_NAMES),
                                random.nextBoolean(),
                                random.nextInt(1, 200),
                                random.nextInt(10_115, 99_998),
                                any(CITIES)));
    }

    private EventTemplate track(String event, String sender, String properties) {
        return EventTemplate.of(
                "/v1/track",
                "{\"type\":\"track\",%s\"event\":\"%s\",\"properties\":{%s}}"
                        .formatted(common(sender), event, properties));
    }

    private String mail() {
        return "\"campaign_id\":\"newsletter-%d\",\"link_url\":\"https://shop.example.com/%s\""
                .formatted(random.nextInt(1, 53), any(CATEGORIES));
    }

    private String application() {
        return "\"from_background\":%b,\"version\":\"3.%d.0\",\"build\":\"%d\""
                .formatted(random.nextBoolean(), random.nextInt(20), random.nextInt(100, 999));
    }

    private String order() {
        int lines = random.nextInt(1, 5);
        String products =
                IntStream.range(0, lines)
                        .mapToObj(i -> "{" + product("\"quantity\":2,") + "}")
                        .collect(Collectors.joining(","));
        return "\"order_id\":\"B-{number}\",\"currency\":\"EUR\",\"products\":[" + products + "]";
    }

    private String product(String quantity) {
        int number = random.nextInt(1_000, 9_999);
        String category = any(CATEGORIES);
        return String.format(
                Locale.ROOT,
                "\"sku\":\"A-%d\",\"name\":\"%s %s %d\",\"category\":\"%s\",%s\"price\":%d.%02d",
                number,
                any(WORDS),
                category,
                number,
                category,
                quantity,
                random.nextInt(3, 120),
                random.nextInt(100));
    }

    private String common(String sender) {
        String library = sender.contains("userId") ? "analytics-node" : "analytics.js";
        return COMMON.formatted(
                sender, library, random.nextInt(1, 5), random.nextInt(10), random.nextInt(10));
    }

    private String browser() {
        return random.nextInt(5) < 2 ? anonymous() : account() + anonymous();
    }

    private static String account() {
        return "\"userId\":\"K-{customer}\",";
    }

    private static String anonymous() {
        return "\"anonymousId\":\"6f9619ff-8b86-4011-b42d-c00{customer}\",";
    }

    private String any(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
