package org.stammkunde;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.EventType;
import org.stammkunde.events.Projector;
import org.stammkunde.score.Activity;
import org.stammkunde.score.ActivityPoints;
import org.stammkunde.score.ActivityRule;
import org.stammkunde.score.CountedFact;
import org.stammkunde.score.CountedFact.Origin;
import org.stammkunde.score.CustomerScore;
import org.stammkunde.score.RuleChange;
import org.stammkunde.score.Rules;
import org.stammkunde.score.ScoreExplanation;
import org.stammkunde.score.ScoreExplanation.Part;
import org.stammkunde.score.ScoreRules;
import org.stammkunde.score.Scores;

/**
 * For 1,000 customers: the parts of the explanation add up to the score, the facts named for a part
 * are as many as it says, and taking a named fact away changes the score by the named amount.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.main.lazy-initialization=true")
class WhyTest {

    private static final int CUSTOMERS = 1_000;
    private static final int FACTS_EACH = 40;

    private static final List<String> EVENTS =
            List.of(
                    "Email Link Clicked",
                    "Product Reviewed",
                    "Survey Answered",
                    "Referral Purchased",
                    "Brand Mentioned",
                    "Product Shared",
                    "Newsletter Subscribed",
                    "Signed Up",
                    "Complaint Received",
                    "Application Opened");

    /** Everything that rules can say, so tight that caps bind. */
    private static final Rules TIGHT =
            Rules.READY_MADE
                    .withHalfLife(77)
                    .with(Activity.MAIL_CLICK, rule("3.333333", "5", "7.5", "20", null))
                    .with(Activity.ONLINE_ORDER, rule("9.1", null, "12", null, 120))
                    .with(Activity.REVENUE, rule("0.7", "15", "31.4", null, null));

    @Autowired JdbcClient jdbc;
    @Autowired EventLog events;
    @Autowired Projector projector;
    @Autowired Scores scores;
    @Autowired ScoreRules rules;

    @Test
    void partsAddUpAndFactsBringWhatTheyAreSaidToBring() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        events.append(facts(random));
        projector.catchUp();

        check(random, "seed %d, ready-made rules".formatted(seed));

        assertThat(rules.change(TIGHT, "ada", "tighter")).isInstanceOf(RuleChange.Changed.class);
        check(random, "seed %d, tight rules".formatted(seed));
    }

    private void check(Random random, String which) {
        Map<Long, ActivityPoints> expected = new HashMap<>();
        List<Origin> taken = new ArrayList<>();
        List<Long> customers = customers();
        assertThat(customers).hasSize(CUSTOMERS);
        for (long customer : customers) {
            ScoreExplanation why = explained(customer, which);
            takeOneFact(customer, why, random, which)
                    .ifPresent(fact -> {
                        taken.add(fact.origin());
                        expected.put(customer, why.points().minus(fact.effect()));
                    });
        }
        assertThat(taken).hasSizeGreaterThan(CUSTOMERS * 9 / 10);

        taken.forEach(this::remove);
        projector.rebuild();

        expected.forEach((customer, points) ->
                assertThat(points(customer))
                        .as("%s, customer %d", which, customer)
                        .isEqualTo(points));
    }

    private ScoreExplanation explained(long customer, String which) {
        ScoreExplanation why = scores.explain(customer);

        ActivityPoints sum =
                why.parts().stream()
                        .map(Part::points)
                        .reduce(ActivityPoints.ZERO, ActivityPoints::plus);
        assertThat(sum).as("%s, customer %d", which, customer).isEqualTo(points(customer));
        assertThat(why.points()).isEqualTo(sum);
        return why;
    }

    private Optional<CountedFact> takeOneFact(
            long customer, ScoreExplanation why, Random random, String which) {
        if (why.parts().isEmpty()) {
            return Optional.empty();
        }
        Part part = why.parts().get(random.nextInt(why.parts().size()));
        List<CountedFact> facts = scores.facts(customer, part.activity(), why.asOf(), 100);
        assertThat(facts.stream().mapToLong(CountedFact::count).sum())
                .as("%s, customer %d, %s", which, customer, part)
                .isEqualTo(part.count());
        return Optional.of(facts.get(random.nextInt(facts.size())));
    }

    private ActivityPoints points(long customer) {
        return scores.of(customer).map(CustomerScore::points).orElse(ActivityPoints.ZERO);
    }

    private List<Long> customers() {
        return jdbc.sql("select distinct customer from identity.shared_member order by 1")
                .query((row, number) -> row.getLong(1))
                .list();
    }

    private void remove(Origin origin) {
        switch (origin) {
            case Origin.OfEvent event ->
                    jdbc.sql("delete from events.event where key = ?").param(event.key()).update();
            case Origin.OfOrder order ->
                    jdbc.sql("delete from events.event where source = ? and resource = ?")
                            .params(order.source(), "order/" + order.number())
                            .update();
        }
    }

    private static List<EventDraft> facts(Random random) {
        List<EventDraft> facts = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            PersonFacts person = PersonFacts.of("person" + i);
            facts.add(person.links(at(random)));
            for (int more = random.nextInt(FACTS_EACH); more > 0; more--) {
                facts.addAll(some(person, i + "-" + more, random));
            }
        }
        return facts;
    }

    private static List<EventDraft> some(PersonFacts person, String number, Random random) {
        Instant at = at(random);
        String amount = random.nextInt(150) + ".99";
        return switch (random.nextInt(9)) {
            case 0 -> List.of(person.tellsBirthday(at));
            case 1 -> List.of(person.visits(EventType.PAGE, at));
            case 2 -> List.of(person.visits(EventType.SCREEN, at));
            case 3 -> List.of(person.buysInStore(number, amount, at));
            case 4 -> List.of(person.buysInStore(number, "-" + amount, at));
            case 5 -> List.of(person.orders("Order Completed", number, amount, at));
            case 6 ->
                    List.of(
                            person.orders("Order Completed", number, "80", at),
                            person.orders(
                                    random.nextBoolean() ? "Order Refunded" : "Order Cancelled",
                                    number,
                                    "" + random.nextInt(80),
                                    at.plus(Duration.ofHours(30))));
            case 7 -> List.of(person.doesWithCard(any(random), at));
            default -> List.of(person.does(any(random), at));
        };
    }

    private static String any(Random random) {
        return EVENTS.get(random.nextInt(EVENTS.size()));
    }

    /** Within the last year and a half, crowded in the last weeks. */
    private static Instant at(Random random) {
        Duration before =
                Duration.ofMinutes(random.nextInt(random.nextBoolean() ? 60_000 : 800_000));
        return Instant.parse(LocalDate.now(ZoneOffset.UTC) + "T00:00:00Z").minus(before);
    }

    private static ActivityRule rule(
            String value,
            @Nullable String perDay,
            @Nullable String perMonth,
            @Nullable String inAll,
            @Nullable Integer validDays) {
        return new ActivityRule(
                ActivityPoints.of(value),
                perDay == null ? null : ActivityPoints.of(perDay),
                perMonth == null ? null : ActivityPoints.of(perMonth),
                inAll == null ? null : ActivityPoints.of(inAll),
                validDays);
    }
}
