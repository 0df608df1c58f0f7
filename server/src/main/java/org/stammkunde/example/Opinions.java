package org.stammkunde.example;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;

/** What one person says: reviews, answers to surveys, complaints, referrals and mentions. */
final class Opinions {

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
    private static final List<String> SOLUTIONS =
            List.of("Ersatz geschickt", "Betrag erstattet", "Gutschein angeboten", "Erklärt");
    private static final List<String> CONTENT =
            List.of(
                    "Alles bestens.",
                    "Die Beratung im Laden ist großartig.",
                    "Schnell geliefert, liebevoll verpackt.",
                    "Der Kaffee ist unschlagbar.");
    private static final List<String> DISCONTENT =
            List.of(
                    "Der Versand dauert zu lange.",
                    "Die Preise sind spürbar gestiegen.",
                    "Im Laden war niemand zu finden.");

    private final Person person;
    private final Draw draw;
    private final Diary diary;
    private final LocalDateTime first;
    private final LocalDateTime last;
    private final double engagement;

    Opinions(Person person, Draw draw, Diary diary, LocalDateTime first, LocalDateTime last) {
        this.person = person;
        this.draw = draw;
        this.diary = diary;
        this.first = first;
        this.last = last;
        this.engagement = person.habit().engagement();
    }

    /** What the person says about a purchase. */
    void afterwards(Sale sale) {
        boolean online = sale.place() == Sale.Place.WEB_SHOP;
        boolean complains = draw.chance(0.012);
        if (complains) {
            complaint(sale.at().plusHours(draw.between(20, 200)));
        }
        if (online && draw.chance(0.03 + 0.15 * engagement)) {
            review(sale, complains);
        }
        if (draw.chance(0.02 + 0.13 * engagement)) {
            satisfaction(sale, complains);
        }
    }

    /** What the person says without an occasion. */
    void now() {
        repeat(0.010, "Referral Purchased");
        repeat(0.008, "Brand Mentioned");
        repeat(0.020, "Product Shared");
        if (draw.chance(0.1 * engagement)) {
            preference();
        }
    }

    private void complaint(LocalDateTime at) {
        diary.track(at, "Complaint Received").put("subject", draw.any(COMPLAINTS));
        if (draw.chance(0.9)) {
            diary.track(at.plusHours(draw.between(2, 120)), "Complaint Resolved")
                    .put("subject", draw.any(SOLUTIONS));
        }
    }

    private void review(Sale sale, boolean complains) {
        Product product = draw.any(sale.lines()).product();
        int stars = (int) Math.clamp(Math.round(draw.normal(complains ? 2.2 : 4.5, 0.8)), 1, 5);
        diary.track(sale.at().plusDays(draw.between(4, 25)), "Product Reviewed")
                .put("product_id", product.sku())
                .put("name", product.name())
                .put("rating", stars)
                .put("review_body", draw.any(stars > 3 ? PRAISE : CRITICISM));
    }

    private void satisfaction(Sale sale, boolean complains) {
        long score = Math.clamp(Math.round(draw.normal(complains ? 4 : 8.4, 1.7)), 0, 10);
        var properties =
                diary.track(sale.at().plusDays(draw.between(2, 9)), "Survey Answered")
                        .put("survey_id", "nach-dem-einkauf")
                        .put("question", "Wie wahrscheinlich empfehlen Sie uns weiter?")
                        .put("score", score);
        if (draw.chance(0.35)) {
            properties.put("comment", draw.any(score > 7 ? CONTENT : DISCONTENT));
        }
    }

    /** Most tell what they buy most. */
    private void preference() {
        Category told =
                draw.chance(0.85)
                        ? person.habit().favorites().getFirst()
                        : draw.any(List.of(Category.values()));
        diary.track(diary.anyTime(first, last), "Survey Answered")
                .put("survey_id", "vorlieben")
                .put("question", "Was interessiert Sie am meisten?")
                .put("answer", told.title());
    }

    private void repeat(double perMonth, String event) {
        double months = Duration.between(first, last).toDays() / 30.4;
        for (int count = draw.poisson(months * 2 * perMonth * engagement); count > 0; count--) {
            diary.track(diary.anyTime(first, last), event);
        }
    }
}
