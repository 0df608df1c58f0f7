package org.stammkunde.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
import org.stammkunde.customers.Facts;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Sources;
import org.stammkunde.jobs.DueWorkRunner;
import org.stammkunde.segments.SegmentDefinition.Kind;

/** Segments are made, changed, frozen and taken away; each entering and leaving is told once. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.main.lazy-initialization=true",
            "spring.application.name=segments-test"
        })
class SegmentsTest {

    @Autowired JdbcClient jdbc;
    @Autowired Segments segments;
    @Autowired DueWorkRunner dueWork;
    @Autowired SegmentKeeping keeping;
    @Autowired MovableClock clock;

    private final Projector projector;

    private final Facts facts;

    private int orders;

    SegmentsTest(
            @Autowired EventLog events,
            @Autowired Projector projector,
            @Autowired Sources sources) {
        this.projector = projector;
        facts = new Facts(events, projector, sources);
    }

    @BeforeEach
    void anEmptyHouse() {
        jdbc.sql(
                        """
                        truncate events.event, events.personal, segments.definition,
                                 segments.question, segments.change, segments.pinned,
                                 segments.fifths
                        """)
                .update();
        projector.rebuild();
        clock.set(Instant.parse("2026-03-02T09:00:00Z"));
    }

    @Test
    void eventsThatWereThereBeforeAreCountedWhenASegmentBeginsToAsk() {
        facts.track("a", "2026-02-01T10:00:00Z", "Wine Tasted", "{\"grape\":\"Riesling\"}");
        facts.track("b", "2026-02-01T10:00:00Z", "Wine Tasted", "{\"grape\":\"Merlot\"}");
        facts.project();

        save("Riesling", performed("Riesling"));
        facts.track("c", "2026-02-02T10:00:00Z", "wine_tasted", "{\"grape\":\"Riesling\"}");
        facts.track("c", "2026-02-02T10:00:00Z", "Water Tasted", "{\"grape\":\"Riesling\"}");
        facts.project();

        assertThat(members("riesling")).containsExactly(customer("a"), customer("c"));
        assertThat(count("segments.event_day")).as("rows for what nobody asks").isEqualTo(2);
    }

    @Test
    void anEventThatNoSegmentAsksForIsNotCounted() {
        facts.track("a", "2026-02-01T10:00:00Z", "Wine Tasted", "{}");
        facts.project();

        assertThat(count("segments.event_day")).isZero();
    }

    @Test
    void aChangedConditionDecidesAnewAboutEverybodyAndKeepsTheOldVersion() {
        facts.order("a", "1", "2026-02-01T10:00:00Z", "10.00", "Senf");
        facts.order("b", "2", "2026-02-01T10:00:00Z", "100.00", "Senf");
        facts.project();
        SegmentDefinition first = save("Käufer", revenue("5"));
        assertThat(members("kaeufer")).containsExactly(customer("a"), customer("b"));

        SegmentChange change =
                segments.save(
                        new SegmentDraft(
                                first.key(),
                                "Käufer",
                                "",
                                Kind.LIVE,
                                read(revenue("50")),
                                "bob",
                                "zu viele"));

        assertThat(change).isInstanceOf(SegmentChange.Saved.class);
        assertThat(members("kaeufer")).containsExactly(customer("b"));
        assertThat(told("kaeufer"))
                .containsExactly(
                        "%d in definition".formatted(customer("a")),
                        "%d in definition".formatted(customer("b")),
                        "%d out definition".formatted(customer("a")));
        assertThat(segments.history("kaeufer"))
                .extracting(version -> version.version() + " " + version.author())
                .containsExactly("2 bob", "1 ada");
    }

    @Test
    void aSegmentThatNamesAnotherFollowsItsMembersAndItsCondition() {
        facts.order("a", "1", "2026-02-01T10:00:00Z", "10.00", "Senf");
        facts.project();
        SegmentDefinition buyers = save("Käufer", revenue("50"));
        save("Andere", "{\"not\":{\"segment\":\"kaeufer\"}}");
        assertThat(members("andere")).containsExactly(customer("a"));

        facts.order("a", "2", "2026-02-02T10:00:00Z", "60.00", "Senf").project();
        assertThat(members("andere")).isEmpty();

        segments.save(
                new SegmentDraft(
                        buyers.key(), "Käufer", "", Kind.LIVE, read(revenue("500")), "ada", ""));
        assertThat(members("andere")).containsExactly(customer("a"));
    }

    @Test
    void circlesAndUnknownNamesAreRefused() {
        save("Erste", revenue("50"));
        save("Zweite", "{\"segment\":\"erste\"}");

        assertThat(
                        segments.save(
                                new SegmentDraft(
                                        "erste",
                                        "Erste",
                                        "",
                                        Kind.LIVE,
                                        read("{\"segment\":\"zweite\"}"),
                                        "ada",
                                        "")))
                .isEqualTo(refused("circle", "zweite"));
        assertThat(segments.read("{\"segment\":\"erstre\"}"))
                .isEqualTo(
                        new ConditionReading.Refused(
                                List.of(
                                        ConditionProblem.of(
                                                "", "unknown-segment-near", "erstre", "erste"))));
        assertThat(
                        segments.save(
                                new SegmentDraft(
                                        "", "Erste", "", Kind.LIVE, read(revenue("1")), "ada", "")))
                .isEqualTo(refused("title-taken", "Erste"));
    }

    @Test
    void aSnapshotKeepsItsCustomersThroughMergingAndRebuilding() {
        facts.order("a", "1", "2026-02-01T10:00:00Z", "60.00", "Senf");
        facts.order("b", "2", "2026-02-01T10:00:00Z", "10.00", "Senf");
        facts.project();
        segments.save(
                new SegmentDraft("", "Stand", "", Kind.SNAPSHOT, read(revenue("50")), "ada", ""));

        facts.order("b", "3", "2026-02-02T10:00:00Z", "90.00", "Senf");
        facts.identify("a", "2026-02-03T10:00:00Z", "{}", Identifier.card("4711").orElseThrow());
        facts.project();

        assertThat(members("stand")).containsExactly(customer("a"));
        projector.rebuild();
        assertThat(members("stand")).containsExactly(customer("a"));
    }

    @Test
    void whoIsMergedLeavesAndEntersBecauseOfWhoTheyAre() {
        facts.seen("2026-01-05T10:00:00Z", Identifier.card("9911").orElseThrow());
        facts.order("late", "1", "2026-02-01T10:00:00Z", "60.00", "Senf");
        facts.project();
        long account = customer("late");
        save("Käufer", revenue("50"));

        facts.identify("late", "2026-02-03T10:00:00Z", "{}", Identifier.card("9911").orElseThrow());
        facts.project();

        assertThat(customer("late")).isNotEqualTo(account);
        assertThat(told("kaeufer"))
                .containsExactly(
                        "%d in definition".formatted(account),
                        "%d in identity".formatted(customer("late")),
                        "%d out identity".formatted(account));
    }

    @Test
    void aRemovedSegmentIsLeftByAllAndItsNameIsFreeAgain() {
        facts.order("a", "1", "2026-02-01T10:00:00Z", "60.00", "Senf").project();
        save("Käufer", revenue("50"));

        segments.remove("kaeufer", "ada");

        assertThat(segments.of("kaeufer")).isEmpty();
        assertThat(segments.of(customer("a"))).isEmpty();
        assertThat(told("kaeufer")).last().asString().endsWith("out definition");
        assertThat(save("Käufer", revenue("50")).key()).isEqualTo("kaeufer-2");
    }

    @Test
    void anRfmClassFollowsAnOrderAtOnceAndTheOthersWithTheDay() {
        for (int orders = 1; orders <= 5; orders++) {
            buys("abcde".substring(orders - 1, orders), orders);
        }
        facts.project();
        save("Beste", "{\"rfm\":\"frequency\",\"number\":{\"exactly\":5}}");
        assertThat(members("beste")).containsExactly(customer("e"));

        buys("d", 2);
        facts.project();
        assertThat(members("beste")).containsExactly(customer("d"), customer("e"));

        clock.set(Instant.parse("2026-03-02T23:00:00Z"));
        dueWork.runDue();

        assertThat(members("beste")).containsExactly(customer("d"));
        assertThat(told("beste"))
                .containsExactly(
                        "%d in definition".formatted(customer("e")),
                        "%d in fact".formatted(customer("d")),
                        "%d out others".formatted(customer("e")));
        assertThat(measured(segments.explain(customer("e")).getLast().reason()))
                .isEqualTo("4 2026-03-03");
        projector.rebuild();
        assertThat(members("beste")).containsExactly(customer("d"));
        assertThat(told("beste")).hasSize(3);
    }

    @Test
    void fifthsAreFoundAnewWithinTheDayWhenManyBoughtForTheFirstTime() {
        buys("a", 1);
        facts.project();
        save("Beste", "{\"rfm\":\"group\",\"is\":[\"lost\"]}");
        assertThat(members("beste")).as("all have the lowest score").hasSize(1);
        clock.advance(Duration.ofMinutes(61));
        dueWork.runDue();
        assertThat(count("segments.fifths")).as("nothing changed").isEqualTo(1);

        buys("b", 2);
        facts.project();
        clock.advance(Duration.ofMinutes(61));
        dueWork.runDue();

        assertThat(count("segments.fifths")).isEqualTo(2);
    }

    @Test
    void whereNobodyBoughtNobodyIsLostAndTheFirstToBuyAreNotEither() {
        Condition lost = read("{\"rfm\":\"group\",\"is\":[\"lost\"]}");
        save("Verloren", "{\"rfm\":\"group\",\"is\":[\"lost\"]}");

        for (int orders = 1; orders <= 5; orders++) {
            buys("abcde".substring(orders - 1, orders), orders);
        }
        facts.project();
        assertThat(members("verloren")).isEmpty();

        assertThat(segments.preview(lost).count()).as("by limits of now").isEqualTo(2);
        assertThat(members("verloren")).hasSize(2);
        assertThat(told("verloren")).hasSize(2);
    }

    @Test
    void aRebuildFindsTheFifthsOfWhatIsLeft() {
        buys("a", 1);
        buys("b", 5);
        facts.project();
        save("Oft", "{\"rfm\":\"frequency\",\"number\":{\"atLeast\":2}}");
        assertThat(members("oft")).containsExactly(customer("b"));
        for (String account : List.of("c", "d", "e")) {
            buys(account, 9);
        }

        projector.rebuild();

        assertThat(count("segments.fifths")).isEqualTo(2);
        assertThat(members("oft"))
                .containsExactly(customer("b"), customer("c"), customer("d"), customer("e"));
    }

    @Test
    void whenSomebodyLeavesIsForetoldHoweverOftenTheyDidIt() {
        for (int minute = 0; minute < 40; minute++) {
            facts.track("a", "2026-03-02T08:%02d:00Z".formatted(minute), "Cart Viewed", "{}");
        }
        facts.project();
        save("Gerade", "{\"performed\":\"Cart Viewed\",\"window\":{\"lastHours\":24}}");
        save(
                "Oft",
                """
                {"performed":"Cart Viewed","times":{"moreThan":3},"window":{"lastHours":24}}
                """);

        assertThat(segments.explain(customer("a")))
                .extracting(Explanation::changesOn)
                .endsWith(LocalDate.parse("2026-03-03"), LocalDate.parse("2026-03-03"));
        passes("2026-03-03T08:36:30Z");
        assertThat(members("oft")).isEmpty();
        assertThat(members("gerade")).hasSize(1);
        assertThat(dueWork()).isEqualTo("2026-03-03T08:39:01Z");
        passes("2026-03-03T08:39:01Z");
        assertThat(members("gerade")).isEmpty();
    }

    @Test
    void aDraftOfAnRfmClassFindsTheFifthsOfTheDayAndOfThePast() {
        buys("a", 1);
        buys("b", 2);
        facts.project();
        Condition often = read("{\"rfm\":\"frequency\",\"number\":{\"atLeast\":2}}");

        assertThat(segments.preview(often).count()).isEqualTo(1);
        assertThat(segments.preview(often, LocalDate.parse("2026-02-01")).count())
                .as("when both had bought once")
                .isZero();
    }

    @Test
    void hoursPassByTheSecond() {
        facts.track("a", "2026-03-02T08:30:00Z", "Cart Viewed", "{}");
        facts.track("b", "2026-03-02T06:59:00Z", "Cart Viewed", "{}");
        facts.order("c", "1", "2026-03-02T08:45:00Z", "10.00", "Senf");
        facts.project();
        save("Gerade", "{\"performed\":\"Cart Viewed\",\"window\":{\"lastHours\":2}}");
        save("Bestellt", "{\"orders\":\"last\",\"time\":{\"withinLastHours\":1}}");
        save("Vormittag", "{\"seen\":\"last\",\"time\":{\"from\":\"2026-03-02T09:30\"}}");
        assertThat(members("gerade")).containsExactly(customer("a"));
        assertThat(members("bestellt")).containsExactly(customer("c"));
        assertThat(members("vormittag")).containsExactly(customer("a"), customer("c"));

        passes("2026-03-02T09:44:59Z");
        assertThat(members("bestellt")).containsExactly(customer("c"));
        passes("2026-03-02T09:45:01Z");
        assertThat(members("bestellt")).isEmpty();

        facts.track("a", "2026-03-02T10:00:00Z", "cart_viewed", "{}");
        facts.project();
        passes("2026-03-02T10:30:01Z");
        assertThat(members("gerade")).as("once more after half an hour").hasSize(1);
        assertThat(dueWork()).isEqualTo("2026-03-02T12:00:01Z");
        passes("2026-03-02T12:00:01Z");
        assertThat(members("gerade")).isEmpty();
        assertThat(told("gerade")).last().asString().endsWith("out time");
        projector.rebuild();
        assertThat(members("gerade")).isEmpty();
    }

    private void passes(String time) {
        clock.set(Instant.parse(time));
        dueWork.runDue();
    }

    private String dueWork() {
        return keeping.nextDue().orElseThrow().toString();
    }

    private void buys(String account, int times) {
        for (int i = 0; i < times; i++) {
            facts.order(account, account + ++orders, day(i + 1), "10.00", "Senf");
        }
    }

    private static String day(int day) {
        return "2026-02-%02dT10:00:00Z".formatted(day);
    }

    @Test
    void theReasonNamesWhatTheCustomerHas() {
        facts.order("a", "1", "2026-02-01T10:00:00Z", "60.00", "Senf");
        facts.identify("a", "2026-02-03T10:00:00Z", "{\"city\":\"Köln\"}");
        facts.project();
        save(
                "Kölner",
                "{\"all\":[%s,{\"not\":{\"trait\":\"city\",\"is\":\"Bonn\"}},%s]}"
                        .formatted(revenue("50"), performed("Riesling")));

        Explanation why = segments.explain(customer("a")).getLast();

        assertThat(why.member()).isFalse();
        Explanation.Group all = (Explanation.Group) why.reason();
        assertThat(all.parts())
                .extracting(Explanation.Reason::holds)
                .containsExactly(true, true, false);
        assertThat(measured(all.parts().getFirst())).isEqualTo("6000");
        Explanation.Group not = (Explanation.Group) all.parts().get(1);
        assertThat(measured(not.parts().getFirst())).isEqualTo("\"Köln\"");
        assertThat(measured(all.parts().getLast())).isEqualTo("0");
    }

    @Test
    void thePreviewSaysWhoAndWhatTheyShare() {
        facts.order("a", "1", "2026-02-01T10:00:00Z", "60.00", "Senf");
        facts.order("b", "2", "2026-02-01T10:00:00Z", "80.00", "Senf");
        facts.order("c", "3", "2026-02-01T10:00:00Z", "1.00", "Senf");
        facts.project();
        save("Käufer", revenue("70"));

        SegmentPreview preview = segments.preview(read(revenue("50")));

        assertThat(preview.count()).isEqualTo(2);
        assertThat(preview.of()).isEqualTo(3);
        assertThat(preview.sample()).containsExactly(customer("a"), customer("b"));
        assertThat(preview.overlap()).containsEntry("kaeufer", 1L);
    }

    private static @Nullable String measured(Explanation.Reason reason) {
        return ((Explanation.Answered) reason).measured();
    }

    private static SegmentChange.Refused refused(String code, String name) {
        return new SegmentChange.Refused(List.of(ConditionProblem.of("", code, name)));
    }

    private SegmentDefinition save(String title, String json) {
        SegmentChange change =
                segments.save(new SegmentDraft("", title, "", Kind.LIVE, read(json), "ada", ""));
        assertThat(change).isInstanceOf(SegmentChange.Saved.class);
        return ((SegmentChange.Saved) change).segment();
    }

    private Condition read(String json) {
        ConditionReading reading = segments.read(json);
        assertThat(reading).isInstanceOf(ConditionReading.Read.class);
        return ((ConditionReading.Read) reading).condition();
    }

    private static String revenue(String least) {
        return "{\"orders\":\"revenue\",\"number\":{\"atLeast\":%s}}".formatted(least);
    }

    private static String performed(String grape) {
        return """
        {"performed":{"type":"track","name":"Wine Tasted",
                      "where":[{"property":"grape","is":"%s"}]}}
        """
                .formatted(grape);
    }

    private List<Long> members(String segment) {
        return jdbc.sql(
                        """
                        select customer from segments.member
                        where segment = :segment order by customer
                        """)
                .param("segment", segment)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    private List<String> told(String segment) {
        return jdbc.sql(
                        """
                        select customer || case when entered then ' in ' else ' out ' end || cause
                        from segments.change where segment = :segment order by number
                        """)
                .param("segment", segment)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private long customer(String account) {
        return jdbc.sql(
                        """
                        select member.customer
                        from events.shared_identifier identifier
                        join identity.shared_member member on member.identifier = identifier.number
                        where identifier.type = 1 and identifier.value = :account
                        """)
                .param("account", account)
                .query(Long.class)
                .single();
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
