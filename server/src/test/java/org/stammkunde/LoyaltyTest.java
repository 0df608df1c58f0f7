package org.stammkunde;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Projector;
import org.stammkunde.jobs.DueWorkRunner;
import org.stammkunde.score.Activity;
import org.stammkunde.score.ActivityPoints;
import org.stammkunde.score.ActivityRule;
import org.stammkunde.score.CustomerScore;
import org.stammkunde.score.RuleChange;
import org.stammkunde.score.Rules;
import org.stammkunde.score.ScoreExplanation;
import org.stammkunde.score.ScoreRules;
import org.stammkunde.score.Scores;
import org.stammkunde.segments.Membership;
import org.stammkunde.segments.Segment;
import org.stammkunde.segments.Segments;

/** Who becomes loyal and who ceases to be, by facts, by rules and by the passing of days. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.main.lazy-initialization=true")
class LoyaltyTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

    @Autowired JdbcClient jdbc;
    @Autowired EventLog events;
    @Autowired Projector projector;
    @Autowired Scores scores;
    @Autowired ScoreRules rules;
    @Autowired Segments segments;
    @Autowired DueWorkRunner dueWork;
    @Autowired MovableClock clock;

    private final PersonFacts ada = PersonFacts.of("ada");

    @BeforeEach
    void anEmptyHouse() {
        jdbc.sql("truncate events.event, events.personal, score.rule_set").update();
        projector.rebuild();
        jdbc.sql("truncate score.present").update();
        clock.set(noon(TODAY));
        dueWork.runDue();
    }

    @Test
    void exactlyTheThresholdIsNotLoyalAndTheLeastMoreIs() {
        change(reviewsAreWorth("50"));
        feed(review(TODAY), review(TODAY.minusDays(1)));
        assertScore("100", false);

        change(reviewsAreWorth("50.000001"));

        assertScore("100.000002", true);
        assertThat(rules.change(reviewsAreWorth("50.000001"), "ada", "again"))
                .isInstanceOf(RuleChange.Unchanged.class);
        assertThat(rules.history()).hasSize(2);
    }

    @Test
    void anOrderMakesLoyalAndItsRefundUnmakes() {
        feed(ada.orders("Order Completed", "1", "912.34", noon(TODAY.minusDays(3))));
        assertScore("101", true);

        feed(ada.orders("Order Refunded", "1", "12.34", noon(TODAY)));
        assertScore("95", false);

        feed(ada.orders("Order Completed", "2", "60.00", noon(TODAY.minusDays(400))));
        assertScore("111", true);

        feed(ada.orders("Order Cancelled", "1", "0", noon(TODAY)));
        assertScore("16", false);
    }

    @Test
    void capsHoldPerDayPerMonthAndInAll() {
        feed(
                ada.does("Email Link Clicked", noon(TODAY)),
                ada.does("email_link_clicked", noon(TODAY).plusSeconds(1)),
                ada.does("Email Link Clicked", noon(TODAY).plusSeconds(2)));
        assertScore("4", false);

        for (int day = 1; day <= 10; day++) {
            feed(ada.does("Newsletter Subscribed", noon(TODAY.minusDays(day))));
            feed(ada.does("Email Link Clicked", noon(TODAY.minusMonths(1).plusDays(day))));
            feed(ada.does("Email Link Clicked", noon(TODAY.minusMonths(1).plusDays(day + 10))));
        }

        assertScore("29", false);
    }

    /** The example of docs/concepts/loyalty-score.md. */
    @Test
    void theExampleOfTheManualAddsUp() {
        clock.set(noon(LocalDate.parse("2026-03-31")));
        dueWork.runDue();
        change(Rules.READY_MADE.withHalfLife(90));
        Instant clicked = noon(LocalDate.parse("2026-03-01"));
        feed(
                ada.orders("Order Completed", "1", "129.90", noon(LocalDate.parse("2025-12-31"))),
                ada.does("Email Link Clicked", clicked),
                ada.does("Email Link Clicked", clicked.plusSeconds(60)),
                ada.does("Email Link Clicked", clicked.plusSeconds(120)),
                ada.does("Product Reviewed", noon(LocalDate.parse("2026-03-31"))),
                ada.does("Complaint Received", noon(LocalDate.parse("2026-03-31"))));

        assertScore("7.174802", false);

        ScoreExplanation why = scores.explain(customer());
        assertThat(why.parts())
                .extracting(part -> part.activity().code() + " " + part.points())
                .containsExactly(
                        "online-order 5",
                        "revenue 6",
                        "mail-click 3.174802",
                        "review 8",
                        "complaint -15");
        assertThat(scores.facts(customer(), Activity.MAIL_CLICK, why.asOf(), 100))
                .hasSize(3)
                .allMatch(fact -> fact.effect().equals(ActivityPoints.ZERO));
    }

    @Test
    void cardAndAddressCountTogetherOnceTheyAreLinked() {
        feed(
                ada.does("Survey Answered", noon(TODAY)),
                ada.doesWithCard("Survey Answered", noon(TODAY)),
                ada.buysInStore("7", "950.00", noon(TODAY)));
        assertScore("8", false);

        feed(ada.links(noon(TODAY)));

        assertScore("113", true);
        assertThat(segments.size(Segment.LOYAL)).isEqualTo(1);
    }

    @Test
    void aHalfLifeEndsLoyaltyAtTheVeryMidnight() {
        change(reviewsAreWorth("200").withHalfLife(30));
        feed(review(TODAY));
        Instant end = LocalDate.parse("2026-04-01").atStartOfDay(BERLIN).toInstant();
        assertScore("200", true);
        assertThat(loyalty().leavesAt()).isEqualTo(end);

        pass(end.minusMillis(1));
        assertThat(loyalty().member()).isTrue();

        pass(end);
        assertScore("100", false);
    }

    @Test
    void aFactMovesTheForeseenEnd() {
        change(reviewsAreWorth("200").withHalfLife(30));
        feed(review(TODAY));

        feed(review(TODAY.minusDays(30)));

        assertScore("300", true);
        assertThat(scores.of(customer()).orElseThrow().fallsOn()).isEqualTo("2026-04-19");
        pass(LocalDate.parse("2026-04-18").atStartOfDay(BERLIN).toInstant());
        assertThat(loyalty().member()).isTrue();
        pass(LocalDate.parse("2026-04-19").atStartOfDay(BERLIN).toInstant());
        assertThat(loyalty().member()).isFalse();
    }

    @Test
    void aForgottenComplaintMakesLoyalAtTheVeryMidnight() {
        feed(
                ada.orders("Order Completed", "1", "950.00", noon(TODAY.minusYears(2))),
                ada.does("Complaint Received", noon(TODAY.minusDays(300))));
        assertScore("90", false);
        Instant forgotten = TODAY.plusDays(65).atStartOfDay(BERLIN).toInstant();

        pass(forgotten.minusMillis(1));
        assertScore("90", false);

        pass(forgotten);
        assertScore("105", true);
    }

    @Test
    void aFactOfAComingDayCountsWhenTheDayComes() {
        feed(ada.orders("Order Completed", "1", "950.00", noon(TODAY.plusDays(2))));
        assertThat(scores.of(customer()).map(CustomerScore::aboveThreshold)).contains(false);

        pass(TODAY.plusDays(2).atStartOfDay(BERLIN).toInstant());

        assertScore("105", true);
    }

    @Test
    void afterAClockThatWasAYearAheadARebuildBringsScoresBack() {
        change(reviewsAreWorth("200").withHalfLife(30));
        feed(review(TODAY));
        pass(noon(TODAY.plusYears(1)));
        assertThat(loyalty().member()).isFalse();

        pass(noon(TODAY));
        assertThat(scores.explain(customer()).asOf()).isEqualTo(TODAY.plusYears(1));
        projector.rebuild();

        assertScore("200", true);
        assertThat(scores.explain(customer()).asOf()).isEqualTo(TODAY);
    }

    @Test
    void aClockThatIsBehindMovesNothingBackAndTheShownScoreIsExplained() {
        change(reviewsAreWorth("200").withHalfLife(30));
        feed(review(TODAY));
        pass(noon(TODAY.plusDays(1)));

        pass(noon(TODAY.minusYears(6)));

        ScoreExplanation why = scores.explain(customer());
        assertThat(why.asOf()).isEqualTo(TODAY.plusDays(1));
        assertThat(why.points()).isEqualTo(scores.of(customer()).orElseThrow().points());
        assertThat(loyalty().member()).isTrue();
    }

    @Test
    void otherRulesDecideAnewAtOnceAndCanBeTakenBack() {
        feed(ada.orders("Order Completed", "1", "950.00", noon(TODAY.minusDays(10))));
        assertScore("105", true);

        change(Rules.READY_MADE.withThreshold(ActivityPoints.of("105")));
        assertScore("105", false);

        change(Rules.READY_MADE.with(Activity.REVENUE, worth("2")));
        assertScore("200", true);

        change(Rules.READY_MADE);
        assertScore("105", true);
        assertThat(rules.history()).extracting("version").containsExactly(3, 2, 1);
    }

    @Test
    void wrongRulesAreRefusedWithEverythingThatIsWrong() {
        Rules wrong =
                Rules.READY_MADE
                        .with(Activity.REVIEW, worth("1000.5"))
                        .withHalfLife(7)
                        .withThreshold(ActivityPoints.ZERO);

        RuleChange outcome = rules.change(wrong, " ", "");

        assertThat(outcome)
                .isEqualTo(
                        new RuleChange.Rejected(
                                List.of(
                                        "the value of `review` is 1000.5; allowed are -1000 to 1000"
                                                + " points",
                                        "the half-life is 7 days; allowed are 30 to 3650 days, or"
                                                + " none",
                                        "the threshold is 0 points; allowed are 1 to 1000000"
                                                + " points",
                                        "a change of the rules names its author",
                                        "a change of the rules gives its reason in 1 to 500"
                                                + " characters")));
        assertThat(rules.current().version()).isZero();
    }

    /** What the customer page would show, and the same after a rebuild. */
    private void assertScore(String points, boolean loyal) {
        checkScore(points, loyal);
        projector.rebuild();
        checkScore(points, loyal);
    }

    private void checkScore(String points, boolean loyal) {
        CustomerScore score = scores.of(customer()).orElseThrow();
        assertThat(score.points()).isEqualTo(ActivityPoints.of(points));
        assertThat(score.aboveThreshold()).isEqualTo(loyal);
        assertThat(loyalty().member()).isEqualTo(loyal);
        assertThat(loyalty().score().points()).isEqualTo(score.points());
        assertThat(loyalty().score().aboveThreshold()).isEqualTo(loyal);
    }

    private Membership loyalty() {
        return segments.why(customer()).getFirst();
    }

    private long customer() {
        return customerOf(ada.email()).or(() -> customerOf(ada.card())).orElseThrow();
    }

    private Optional<Long> customerOf(Identifier identifier) {
        return jdbc.sql(
                        """
                        select member.customer
                        from events.shared_identifier identifier
                        join identity.shared_member member on member.identifier = identifier.number
                        where identifier.value = :value
                        """)
                .param("value", identifier.value())
                .query((row, number) -> row.getLong(1))
                .optional();
    }

    private void feed(EventDraft... facts) {
        events.append(List.of(facts));
        projector.catchUp();
    }

    private void change(Rules changed) {
        assertThat(rules.change(changed, "ada", "because")).isInstanceOf(RuleChange.Changed.class);
    }

    private void pass(Instant until) {
        clock.set(until);
        dueWork.runDue();
    }

    private EventDraft review(LocalDate day) {
        return ada.does("Product Reviewed", noon(day));
    }

    private static Rules reviewsAreWorth(String points) {
        return Rules.READY_MADE.with(Activity.REVIEW, worth(points));
    }

    private static ActivityRule worth(String points) {
        return new ActivityRule(ActivityPoints.of(points), null, null, null, null);
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(BERLIN).toInstant();
    }

    @TestConfiguration
    static class Clock {

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }
}
