package org.stammkunde.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.MovableClock;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventKey;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.EventType;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import org.stammkunde.jobs.DueWorkRunner;
import org.stammkunde.segments.SegmentDefinition.Kind;

/**
 * Every ready-made segment is entered and left by somebody, by what happens and by the passing of
 * days, at the very midnight; and the reason and a rebuild agree each time.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.main.lazy-initialization=true",
            "spring.application.name=ready-made-test"
        })
class ReadyMadeTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate START = LocalDate.parse("2026-03-02");

    @Autowired JdbcClient jdbc;
    @Autowired EventLog events;
    @Autowired Projector projector;
    @Autowired Sources sources;
    @Autowired Segments segments;
    @Autowired DueWorkRunner dueWork;
    @Autowired MovableClock clock;

    private int facts;
    private String segment = "";
    private String account = "";

    @BeforeEach
    void anEmptyHouse() {
        jdbc.sql(
                        """
                        truncate events.event, events.personal, segments.definition,
                                 segments.question, segments.change, segments.pinned
                        """)
                .update();
        projector.rebuild();
        jdbc.sql("truncate score.present").update();
        clock.set(START.atTime(12, 0).atZone(BERLIN).toInstant());
        dueWork.runDue();
    }

    @Test
    void newCustomersAreNewForThirtyDays() {
        take(ReadyMade.NEW);
        happens(true, order("100"));
        passes(29, true);
        passes(1, false);

        somebodyElse();
        happens(true, order("100"));
        happens(false, orderOn(START.minusDays(100), "store", "100"));
    }

    @Test
    void oneTimeBuyersBoughtOnce() {
        take(ReadyMade.ONE_TIME);
        happens(false, does("Product Viewed"));
        happens(true, order("10"));
        happens(false, order("10"));
    }

    @Test
    void regularBuyersBoughtThreeTimesInAYear() {
        take(ReadyMade.REGULAR);
        happens(false, order("10"), order("10"));
        happens(true, order("10"));
        passes(364, true);
        passes(1, false);
    }

    @Test
    void highValueCustomersBroughtMuchInAYear() {
        take(ReadyMade.HIGH_VALUE);
        happens(false, order("499.99"));
        happens(true, order("0.01"));
        happens(false, credit("0.01"));
        happens(true, order("100"));
        passes(365, false);
    }

    @Test
    void whoBoughtSeveralTimesAndStopsIsAboutToLeave() {
        take(ReadyMade.ABOUT_TO_LEAVE);
        happens(false, order("10"), order("10"));
        passes(120, false);
        passes(1, true);
        happens(false, order("10"));
        passes(121, true);
        passes(244, true);
        passes(1, false);
    }

    @Test
    void whoHasNotBoughtForAYearIsLost() {
        take(ReadyMade.LOST);
        happens(false, order("10"));
        passes(365, false);
        passes(1, true);
        happens(false, order("10"));
    }

    @Test
    void aLoyalCustomerMayFallSilent() {
        take(ReadyMade.LOYAL_AND_QUIET);
        happens(false, order("1000"));
        passes(90, false);
        passes(1, true);
        happens(false, order("10"));
    }

    @Test
    void theMonthOfTheBirthdayComesAndGoes() {
        take(ReadyMade.BIRTHDAY);
        happens(false, tells("{\"birthday\":\"1980-04-10\"}"));
        passes(29, false);
        passes(1, true);
        passes(29, true);
        passes(1, false);
        happens(true, tells("{\"birthday\":\"1980-05-31\"}"));
    }

    @Test
    void whoHasNeverBoughtIsThereUntilTheFirstOrder() {
        take(ReadyMade.NEVER_BOUGHT);
        happens(true, does("Product Viewed"));
        happens(false, order("10"));
    }

    @Test
    void newsletterReadersWhoNeverBoughtAreFoundByEventOrTrait() {
        take(ReadyMade.NEWSLETTER_WITHOUT_PURCHASE);
        happens(false, does("Product Viewed"));
        happens(true, does("newsletter_subscribed"));
        happens(false, order("10"));

        somebodyElse();
        happens(true, tells("{\"newsletter\":true}"));
        happens(false, tells("{\"newsletter\":false}"));
    }

    @Test
    void aCartIsOpenForAWeekUnlessSomethingIsBought() {
        take(ReadyMade.OPEN_CART);
        happens(true, does("Product Added"));
        happens(false, order("10"));

        somebodyElse();
        happens(true, does("Product Added"));
        passes(6, true);
        passes(1, false);
    }

    @Test
    void storeAndOnlineTogetherCountForAYear() {
        take(ReadyMade.STORE_AND_ONLINE);
        happens(false, order("10"));
        happens(true, orderOn(START, "online", "10"));
        passes(365, false);
    }

    @Test
    void everyReadyMadeSegmentIsTriedHere() {
        // one test for each, and this one; Treue Kunden has LoyaltyTest
        long tests =
                List.of(ReadyMadeTest.class.getDeclaredMethods()).stream()
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .count();
        assertThat(tests).isEqualTo(ReadyMade.values().length + 1);
    }

    private void take(ReadyMade ready) {
        segment = ready.key();
        somebodyElse();
        assertThat(
                        segments.save(
                                new SegmentDraft(
                                        "", segment, "", Kind.LIVE, ready.condition(), "ada", "")))
                .isInstanceOf(SegmentChange.Saved.class);
    }

    private void somebodyElse() {
        account = segment + facts;
    }

    private void happens(boolean member, EventDraft... drafts) {
        boolean before = isMember();
        events.append(List.of(drafts));
        projector.catchUp();
        check(member, before, Cause.FACT);
    }

    private void passes(int days, boolean member) {
        boolean before = isMember();
        Instant midnight =
                LocalDate.ofInstant(clock.instant(), BERLIN)
                        .plusDays(days)
                        .atStartOfDay(BERLIN)
                        .toInstant();
        clock.set(midnight.minusMillis(1));
        dueWork.runDue();
        clock.set(midnight);
        dueWork.runDue();
        check(member, before, Cause.TIME);
    }

    private void check(boolean member, boolean before, Cause cause) {
        assertThat(isMember()).isEqualTo(member);
        if (before != member) {
            assertThat(lastCause()).isEqualTo(cause.code());
        }
        Explanation why =
                segments.explain(customer()).stream()
                        .filter(each -> each.segment().key().equals(segment))
                        .findFirst()
                        .orElseThrow();
        assertThat(why.member()).isEqualTo(member);
        long told = told();
        projector.rebuild();
        assertThat(isMember()).as("after a rebuild").isEqualTo(member);
        assertThat(told()).as("told by a rebuild").isEqualTo(told);
    }

    private boolean isMember() {
        return segments.of(customer()).contains(segment);
    }

    private long told() {
        return jdbc.sql("select count(*) from segments.change").query(Long.class).single();
    }

    private String lastCause() {
        return jdbc.sql(
                        """
                        select cause from segments.change
                        where segment = :segment and customer = :customer
                        order by number desc limit 1
                        """)
                .param("segment", segment)
                .param("customer", customer())
                .query(String.class)
                .single();
    }

    private long customer() {
        return jdbc.sql(
                        """
                        select member.customer
                        from events.shared_identifier identifier
                        join identity.shared_member member on member.identifier = identifier.number
                        where identifier.value = :account
                        """)
                .param("account", account)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private EventDraft does(String event) {
        return fact(EventType.TRACK, event, "{}", null);
    }

    private EventDraft tells(String traits) {
        return fact(EventType.IDENTIFY, null, "{}", traits);
    }

    private EventDraft fact(
            EventType type, @Nullable String name, String payload, @Nullable String personal) {
        Source source = shop();
        String message = "m" + ++facts;
        Instant at = clock.instant().plusSeconds(facts);
        return new EventDraft(
                source.id(),
                EventKey.ofMessage(source.id(), account + message),
                type,
                name,
                List.of(identifier()),
                at,
                at,
                message,
                null,
                null,
                payload,
                personal);
    }

    private EventDraft order(String total) {
        return orderOn(LocalDate.ofInstant(clock.instant(), BERLIN), "store", total);
    }

    private EventDraft orderOn(LocalDate day, String channel, String total) {
        return sale("order", day, channel, total);
    }

    private EventDraft credit(String total) {
        return sale("credit", LocalDate.ofInstant(clock.instant(), BERLIN), "store", "-" + total);
    }

    private EventDraft sale(String kind, LocalDate day, String channel, String total) {
        Source source = shop();
        String number = account + ++facts;
        Instant at =
                day.atTime(LocalTime.of(10, 0))
                        .atZone(BERLIN)
                        .toInstant()
                        .plus(facts, ChronoUnit.SECONDS);
        String payload =
                """
                {"number":"%s","kind":"%s","status":"completed","channel":"%s",\
                "currency":"EUR","total":"%s","placedAt":"%s","lines":[]}\
                """
                        .formatted(number, kind, channel, total, at);
        return new EventDraft(
                source.id(),
                EventKey.ofResource(source.id(), "order/" + number, 1),
                EventType.ORDER,
                null,
                List.of(identifier()),
                at,
                at,
                null,
                "order/" + number,
                1L,
                payload,
                null);
    }

    private Source shop() {
        return sources.named("Shop", Source.Kind.API, "shop");
    }

    private Identifier identifier() {
        return Identifier.customerId("shop", account).orElseThrow();
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
