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
 * Makes what people do besides buying, as messages of the Segment tracking API: accounts, cards,
 * visits, app, newsletter, reviews, surveys, referrals, mentions and complaints.
 */
final class Activities {

    /** A message and when it happened. */
    record Message(Instant at, ObjectNode body) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final int DAYS_BETWEEN_NEWSLETTERS = 14;
    private static final int DAYS_INTERESTED_AFTER_PURCHASE = 60;
    private static final LocalDate FIRST_NEWSLETTER = LocalDate.of(2020, 1, 7);

    private static final List<String> PRAISE =
            List.of(
                    "Sehr gute Qualität, gerne wieder.",
                    "Genau wie beschrieben, schnelle Lieferung.",
                    "Schmeckt wunderbar, unser neuer Favorit.",
                    "Schönes Geschenk, kam sehr gut an.",
                    "Robust und gut verarbeitet.");
    private static final List<String> CRITICISM =
            List.of(
                    "Leider kleiner als gedacht.",
                    "Für den Preis hätte ich mehr erwartet.",
                    "Verpackung war beschädigt, Ware noch in Ordnung.");
    private static final List<String> COMPLAINTS =
            List.of(
                    "Lieferung kam verspätet",
                    "Artikel beschädigt",
                    "Falscher Artikel geliefert",
                    "Erstattung noch nicht eingegangen",
                    "Unfreundliche Beratung");

    private final ExamplePlan plan;
    private final Catalog catalog;

    Activities(ExamplePlan plan, Catalog catalog) {
        this.plan = plan;
        this.catalog = catalog;
    }

    /** What a person does who buys that. */
    List<Message> of(Person person, List<Sale> sales) {
        return new Diary(person, sales).written();
    }

    /** Collects the messages of one person. */
    private final class Diary {

        private final Person person;
        private final List<Sale> sales;
        private final Draw draw;
        private final LocalDateTime first;
        private final LocalDateTime last;
        private final double engagement;
        private final List<Message> messages = new ArrayList<>();

        Diary(Person person, List<Sale> sales) {
            this.person = person;
            this.sales = sales;
            this.draw = Draw.of(plan.seed(), "activities", person.number());
            this.first = sales.isEmpty() ? person.joined().atTime(12, 0) : sales.getFirst().at();
            this.last = lastInterested();
            this.engagement = person.habit().engagement();
        }

        List<Message> written() {
            account();
            card();
            secondAddress();
            newsletter();
            appUse();
            visits();
            sales.stream().filter(sale -> !sale.returned()).forEach(this::afterwards);
            occasionally();
            return messages;
        }

        private LocalDateTime lastInterested() {
            LocalDateTime end = plan.until().atStartOfDay();
            LocalDateTime interested =
                    (sales.isEmpty() ? first : sales.getLast().at())
                            .plusDays(DAYS_INTERESTED_AFTER_PURCHASE);
            return interested.isBefore(end) ? interested : end;
        }

        private void account() {
            if (person.customerId() == null) {
                return;
            }
            ObjectNode traits = personal();
            traits.put("email", person.email());
            person.telephone().ifPresent(phone -> traits.put("phone", phone));
            LocalDateTime at = first.minusMinutes(draw.between(3, 15));
            identify(at, traits).put("anonymousId", person.browsers().getFirst());
            track(at.plusSeconds(1), "Signed Up");
        }

        private void card() {
            if (person.card() == null) {
                return;
            }
            ObjectNode traits = personal();
            traits.put("cardNumber", person.card());
            if (draw.chance(0.6)) {
                traits.put("email", person.email());
            }
            identify(first.plusDays(person.customerId() == null ? 0 : draw.between(0, 90)), traits);
        }

        private void secondAddress() {
            if (person.emails().size() > 1 && draw.chance(0.7)) {
                ObjectNode traits = JSON.createObjectNode();
                traits.put("email", person.emails().getLast());
                identify(anyTime(), traits);
            }
        }

        private ObjectNode personal() {
            ObjectNode traits = JSON.createObjectNode();
            traits.put("firstName", person.firstName());
            traits.put("lastName", person.lastName());
            ObjectNode address = traits.putObject("address");
            address.put("street", person.address().street());
            address.put("postalCode", person.address().postalCode());
            address.put("city", person.address().city());
            address.put("country", "DE");
            if (person.habit().birthdayGiven()) {
                traits.put("birthday", person.birthday().toString());
            }
            return traits;
        }

        private void newsletter() {
            if (!person.habit().newsletter()) {
                return;
            }
            LocalDateTime subscribed = first.plusHours(draw.between(0, 400));
            track(subscribed, "Newsletter Subscribed");
            for (LocalDate issue = issueAfter(subscribed.toLocalDate());
                    issue.isBefore(last.toLocalDate());
                    issue = issue.plusDays(DAYS_BETWEEN_NEWSLETTERS)) {
                if (draw.chance(0.04 + 0.22 * engagement)) {
                    mailClick(issue);
                }
            }
        }

        private LocalDate issueAfter(LocalDate day) {
            long days = ChronoUnit.DAYS.between(FIRST_NEWSLETTER, day);
            long issues = Math.floorDiv(days, DAYS_BETWEEN_NEWSLETTERS) + 1;
            return FIRST_NEWSLETTER.plusDays(issues * DAYS_BETWEEN_NEWSLETTERS);
        }

        private void mailClick(LocalDate issue) {
            track(issue.atTime(9, 0).plusMinutes(draw.between(1, 1_500)), "Email Link Clicked")
                    .put("campaign_id", "newsletter-" + issue)
                    .put("link_url", "https://shop.example.com/neu");
        }

        private void appUse() {
            int days = person.habit().app() ? draw.poisson(months() * (0.5 + 5 * engagement)) : 0;
            for (int i = 0; i < days; i++) {
                track(anyTime(), "Application Opened").put("version", "3." + draw.between(0, 9));
            }
        }

        private void visits() {
            int visits =
                    person.browsers().isEmpty() ? 0 : draw.poisson(months() * 1.2 * engagement);
            for (int i = 0; i < visits; i++) {
                page(anyTime(), draw.any(catalog.all()), draw.chance(0.3));
            }
            sales.stream()
                    .filter(sale -> sale.place() == Sale.Place.WEB_SHOP && !sale.returned())
                    .forEach(this::visit);
        }

        private void visit(Sale sale) {
            for (Sale.Line line : sale.lines()) {
                page(sale.at().minusMinutes(draw.between(2, 40)), line.product(), true);
            }
        }

        private void page(LocalDateTime at, Product product, boolean signedIn) {
            ObjectNode body = message(at, "page", signedIn);
            body.put("anonymousId", draw.any(person.browsers()));
            body.put("name", "Produkt");
            ObjectNode properties = body.putObject("properties");
            properties.put("path", "/artikel/" + product.sku().toLowerCase(Locale.ROOT));
            properties.put("title", product.name());
        }

        private void afterwards(Sale sale) {
            boolean online = sale.place() == Sale.Place.WEB_SHOP;
            boolean complains = draw.chance(0.012);
            if (complains) {
                track(sale.at().plusHours(draw.between(20, 200)), "Complaint Received")
                        .put("subject", draw.any(COMPLAINTS));
            }
            if (online && draw.chance(0.03 + 0.15 * engagement)) {
                review(sale, complains);
            }
            if (draw.chance(0.02 + 0.13 * engagement)) {
                survey(sale, complains);
            }
        }

        private void review(Sale sale, boolean complains) {
            Product product = draw.any(sale.lines()).product();
            int stars = (int) Math.clamp(Math.round(draw.normal(complains ? 2.2 : 4.5, 0.8)), 1, 5);
            track(sale.at().plusDays(draw.between(4, 25)), "Product Reviewed")
                    .put("product_id", product.sku())
                    .put("rating", Integer.toString(stars))
                    .put("review_body", draw.any(stars > 3 ? PRAISE : CRITICISM));
        }

        private void survey(Sale sale, boolean complains) {
            long score = Math.clamp(Math.round(draw.normal(complains ? 4 : 8.4, 1.7)), 0, 10);
            track(sale.at().plusDays(draw.between(2, 9)), "Survey Answered")
                    .put("survey_id", "nach-dem-einkauf")
                    .put("question", "Wie wahrscheinlich empfehlen Sie uns weiter?")
                    .put("score", score);
        }

        private void occasionally() {
            repeat(0.010, "Referral Purchased");
            repeat(0.008, "Brand Mentioned");
            repeat(0.020, "Product Shared");
        }

        private void repeat(double perMonth, String event) {
            for (int count = draw.poisson(months() * 2 * perMonth * engagement);
                    count > 0;
                    count--) {
                track(anyTime(), event);
            }
        }

        private double months() {
            return Duration.between(first, last).toDays() / 30.4;
        }

        private LocalDateTime anyTime() {
            long seconds = Math.max(1, Duration.between(first, last).toSeconds());
            LocalDateTime at = first.plusSeconds((long) (draw.uniform() * seconds));
            return at.toLocalDate()
                    .atTime(draw.between(7, 22), draw.between(0, 59), draw.between(0, 59));
        }

        private ObjectNode identify(LocalDateTime at, ObjectNode traits) {
            ObjectNode body = message(at, "identify", true);
            body.set("traits", traits);
            return body;
        }

        private ObjectNode track(LocalDateTime at, String event) {
            ObjectNode body = message(at, "track", true);
            body.put("event", event);
            if (person.customerId() == null) {
                ObjectNode traits = body.putObject("context").putObject("traits");
                byWeakerIdentifier(traits);
            }
            return body.putObject("properties");
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
            body.put(
                    "messageId",
                    "example-%d-%d-%d".formatted(plan.seed(), person.number(), messages.size()));
            if (signedIn && person.customerId() != null) {
                body.put("userId", person.customerId());
            }
            Instant instant = at.atZone(ZONE).toInstant();
            body.put("timestamp", instant.truncatedTo(ChronoUnit.SECONDS).toString());
            if (at.isBefore(plan.until().atStartOfDay())) {
                messages.add(new Message(instant, body));
            }
            return body;
        }
    }
}
