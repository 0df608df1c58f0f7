package org.stammkunde.example;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes what people do besides buying: accounts, cards, visits, app, newsletter, reactions to
 * campaigns, and what {@link Opinions} they have.
 */
final class Activities {

    /** Somebody who bought nothing for so long looks at nothing any more. */
    private static final int DAYS_INTERESTED_AFTER_PURCHASE = 120;

    private static final double UNSUBSCRIBES = 0.004;
    private static final int SENT_AT_HOUR = 9;

    /** Other products go into the cart without their page being opened. */
    private static final double LOOKED_AT = 0.6;

    private final ExamplePlan plan;
    private final Catalog catalog;
    private final Campaigns campaigns;

    Activities(ExamplePlan plan, Catalog catalog, Campaigns campaigns) {
        this.plan = plan;
        this.catalog = catalog;
        this.campaigns = campaigns;
    }

    /** What a person does who buys that. */
    List<Diary.Message> of(Person person, List<Sale> sales) {
        Draw draw = Draw.of(plan.seed(), "activities", person.number());
        Diary diary = new Diary(plan, person, draw);
        new Story(person, sales, draw, diary).tell();
        return diary.messages();
    }

    /** Tells what one person does. */
    private final class Story {

        private final Person person;
        private final List<Sale> sales;
        private final Draw draw;
        private final Diary diary;
        private final LocalDateTime first;
        private final LocalDateTime last;
        private final double engagement;
        private final Opinions opinions;

        Story(Person person, List<Sale> sales, Draw draw, Diary diary) {
            this.person = person;
            this.sales = sales;
            this.draw = draw;
            this.diary = diary;
            this.first = sales.isEmpty() ? person.joined().atTime(12, 0) : sales.getFirst().at();
            this.last = lastInterested();
            this.engagement = person.habit().engagement();
            this.opinions = new Opinions(person, draw, diary, first, last);
        }

        void tell() {
            account();
            card();
            secondAddress();
            newsletter();
            app();
            visits();
            sales.stream()
                    .filter(sale -> !sale.returned())
                    .forEach(sale -> {
                        coupon(sale);
                        opinions.afterwards(sale);
                    });
            opinions.now();
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
            diary.identify(at, traits).put("anonymousId", person.browsers().getFirst());
            diary.track(at.plusSeconds(1), "Signed Up");
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
            int days = person.customerId() == null ? 0 : draw.between(0, 90);
            diary.identify(first.plusDays(days), traits);
        }

        private void secondAddress() {
            if (person.emails().size() > 1 && draw.chance(0.7)) {
                ObjectNode traits = diary.traits();
                traits.put("email", person.emails().getLast());
                diary.identify(diary.anyTime(first, last), traits);
            }
        }

        private ObjectNode personal() {
            ObjectNode traits = diary.traits();
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
            LocalDateTime subscribed = first.plusHours(draw.between(0, 30));
            diary.track(subscribed, "Newsletter Subscribed");
            boolean unsubscribed = false;
            for (Campaign campaign : campaigns.all()) {
                if (!unsubscribed && reaches(campaign, Campaign.Channel.MAIL, subscribed)) {
                    unsubscribed = mail(campaign);
                }
            }
        }

        private boolean reaches(Campaign campaign, Campaign.Channel channel, LocalDateTime since) {
            return campaign.channel() == channel
                    && campaign.day().isAfter(since.toLocalDate())
                    && campaign.day().isBefore(last.toLocalDate());
        }

        /** Whether the person does not want any more. */
        private boolean mail(Campaign campaign) {
            boolean used = uses(campaign);
            if (!used && !draw.chance(0.12 + 0.45 * engagement)) {
                return false;
            }
            LocalDateTime opened = reaction(campaign.day());
            about(campaign, diary.track(opened, "Email Opened"));
            if (used || draw.chance(0.1 + 0.35 * engagement)) {
                about(campaign, diary.track(opened.plusSeconds(20), "Email Link Clicked"));
                look(opened.plusSeconds(25));
            }
            boolean unsubscribes = !used && !usesLater(campaign) && draw.chance(UNSUBSCRIBES);
            if (unsubscribes) {
                diary.track(opened.plusMinutes(1), "Unsubscribed");
            }
            return unsubscribes;
        }

        /** On the day of the campaign, most within hours. */
        private LocalDateTime reaction(LocalDate sent) {
            double hours = Math.min(draw.exponential(1 / 3.0), 23 - SENT_AT_HOUR);
            return sent.atTime(SENT_AT_HOUR, 1).plusSeconds((long) (hours * 3_600));
        }

        private boolean uses(Campaign campaign) {
            return sales.stream().anyMatch(sale -> campaign.equals(sale.voucher()));
        }

        private boolean usesLater(Campaign campaign) {
            return sales.stream()
                    .filter(sale -> sale.voucher() != null)
                    .anyMatch(sale -> sale.at().toLocalDate().isAfter(campaign.day()));
        }

        private void about(Campaign campaign, ObjectNode properties) {
            properties.put("campaign_id", campaign.id()).put("campaign", campaign.name());
        }

        private void look(LocalDateTime at) {
            if (!person.browsers().isEmpty()) {
                diary.page(at, draw.any(catalog.all()), true);
            }
        }

        private void app() {
            if (!person.habit().app()) {
                return;
            }
            diary.track(first.plusHours(draw.between(1, 20)), "Application Installed");
            for (int days = draw.poisson(months() * (0.2 + 2.2 * engagement)); days > 0; days--) {
                opened(diary.anyTime(first, last));
            }
            for (Campaign campaign : campaigns.all()) {
                if (reaches(campaign, Campaign.Channel.PUSH, first)) {
                    push(campaign);
                }
            }
        }

        private void opened(LocalDateTime at) {
            diary.track(at, "Application Opened").put("version", "3." + draw.between(0, 9));
        }

        private void push(Campaign campaign) {
            if (uses(campaign) || draw.chance(0.04 + 0.22 * engagement)) {
                LocalDateTime tapped = reaction(campaign.day());
                about(campaign, diary.track(tapped, "Push Notification Tapped"));
                opened(tapped.plusSeconds(2));
            }
        }

        private void visits() {
            int visits =
                    person.browsers().isEmpty() ? 0 : draw.poisson(months() * 0.8 * engagement);
            for (int i = 0; i < visits; i++) {
                diary.page(diary.anyTime(first, last), draw.any(catalog.all()), draw.chance(0.3));
            }
            sales.stream()
                    .filter(sale -> sale.place() == Sale.Place.WEB_SHOP && !sale.returned())
                    .forEach(this::visit);
        }

        private void visit(Sale sale) {
            LocalDateTime at = sale.at().minusMinutes(draw.between(8, 50));
            for (Sale.Line line : sale.lines()) {
                if (draw.chance(LOOKED_AT)) {
                    diary.page(at, line.product(), true);
                    at = at.plusSeconds(draw.between(20, 75));
                }
            }
        }

        private void coupon(Sale sale) {
            Campaign campaign = sale.voucher();
            if (campaign != null && campaign.voucher() != null) {
                about(
                        campaign,
                        diary.track(sale.at().minusMinutes(1), "Coupon Applied")
                                .put("coupon", campaign.voucher()));
            }
        }

        private double months() {
            return Duration.between(first, last).toDays() / 30.4;
        }
    }
}
