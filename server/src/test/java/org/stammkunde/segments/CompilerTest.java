package org.stammkunde.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.stammkunde.MovableClock;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import org.stammkunde.insights.CustomerFifths;
import org.stammkunde.merchant.MerchantSettings;
import org.stammkunde.score.Activity;
import org.stammkunde.score.ActivityPoints;
import org.stammkunde.score.ActivityRule;
import org.stammkunde.score.Rules;
import org.stammkunde.score.ScoreOracle;
import org.stammkunde.score.ScoreRules;
import org.stammkunde.score.Scores;
import org.stammkunde.segments.Evaluation.Standing;

/** The compiled SQL decides as plain loops do: for everybody, for some, today and on other days. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.main.lazy-initialization=true",
            "spring.application.name=compiler-test"
        })
class CompilerTest {

    private static final int PEOPLE = 10_000;
    private static final int CONDITIONS = 500;
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Autowired JdbcClient jdbc;
    @Autowired EventLog events;
    @Autowired Projector projector;
    @Autowired Sources sources;
    @Autowired MerchantSettings merchant;
    @Autowired Scores scores;
    @Autowired CustomerFifths fifths;
    @Autowired SegmentKeeping keeping;
    @Autowired ScoreRules rules;
    @Autowired TransactionTemplate transaction;
    @Autowired MovableClock clock;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<Long, Person> people = new HashMap<>();
    private @Nullable RfmOracle standing;
    private ScoreOracle scoreOracle = new ScoreOracle(Rules.READY_MADE);

    @Test
    void theSqlDecidesAsPlainLoopsDo() {
        System.out.println("CompilerTest: seed " + seed);
        Moment now = Moment.at(clock.instant(), merchant.current());
        supplyPeople(now.today());
        CountedEvents counted = new CountedEvents(jdbc, merchant);
        for (int i = 0; i < CONDITIONS; i++) {
            boolean withScore = i % 3 == 0;
            if (i == CONDITIONS / 2) {
                changeRules();
            }
            Condition condition =
                    new RandomConditions(random, now.today(), withScore).condition(i % 4);
            if (i % 2 == 0) {
                transaction.executeWithoutResult(_ -> counted.keep(questions(condition)));
            }
            compareEverybody(condition, now);
            if (i % 5 == 1) {
                compareEverybody(condition, now.on(now.today().minusDays(random.nextInt(300))));
                compareEverybody(condition, now.on(now.today().plusDays(random.nextInt(40))));
            }
            if (!withScore && i % 5 == 2) {
                compareSome(condition, now);
            }
        }
        projector.rebuild();
    }

    /** Points fade from here on, some cease to count, and more customers are loyal. */
    private void changeRules() {
        Rules changed =
                Rules.READY_MADE
                        .withHalfLife(60)
                        .withThreshold(ActivityPoints.of("15"))
                        .with(
                                Activity.STORE_ORDER,
                                new ActivityRule(ActivityPoints.of("7.5"), null, null, null, 100));
        rules.change(changed, "ada", "to see scores fade");
        scoreOracle = new ScoreOracle(changed);
    }

    private void compareEverybody(Condition condition, Moment moment) {
        RfmOracle rfm =
                moment.isPast() ? new RfmOracle(people.values(), moment.day()) : standingRfm();
        Oracle oracle = new Oracle(moment, scoreOracle, rfm);

        List<Long> members = new Evaluation(jdbc).members(condition, known(), moment);

        assertThat(members)
                .as(described(condition, moment))
                .containsExactlyElementsOf(
                        people.keySet().stream()
                                .filter(customer -> oracle.exists(person(customer)))
                                .filter(customer -> oracle.holds(condition, person(customer)))
                                .sorted()
                                .toList());
    }

    /** Also that nothing changes before the day that is foretold. */
    private void compareSome(Condition condition, Moment now) {
        List<Long> some = new ArrayList<>(people.keySet());
        Collections.shuffle(some, random);

        Map<Long, Standing> standings =
                new Evaluation(jdbc).standings(condition, known(), now, some.subList(0, 200));

        assertThat(standings).hasSize(200);
        standings.forEach(
                (customer, standing) -> checkForetold(condition, now, customer, standing));
    }

    private void checkForetold(Condition condition, Moment now, long customer, Standing standing) {
        Instant changes = standing.changesAt(BERLIN).orElse(Instant.MAX);
        assertThat(changes).as(described(condition, now) + ": when it changes").isAfter(now.now());
        for (int ahead = 0; ahead < 400; ahead += 1 + ahead / 3) {
            Moment then = now.on(now.today().plusDays(ahead));
            if (then.now().isBefore(changes)) {
                assertThat(
                                new Oracle(then, scoreOracle, standingRfm())
                                        .holds(condition, person(customer)))
                        .as(
                                "%s, %s until %s, customer %d on %s",
                                described(condition, now),
                                standing.holds(),
                                changes,
                                customer,
                                then.day())
                        .isEqualTo(standing.holds());
            }
        }
    }

    private Known known() {
        Map<String, Integer> numbers = new HashMap<>();
        sources.all().forEach(source -> numbers.put(source.name(), source.id()));
        return new Known(
                Map.of(), numbers, new CountedEvents(jdbc, merchant).numbers(), scores, fifths);
    }

    private List<EventQuestion.Key> questions(Condition condition) {
        return condition
                .questions()
                .filter(Condition.Performed.class::isInstance)
                .map(question -> ((Condition.Performed) question).event().key(known().sources()))
                .toList();
    }

    private void supplyPeople(LocalDate today) {
        Source shop = sources.named("Shop", Source.Kind.API, "shop");
        Source till = sources.named("Till", Source.Kind.FILE, "shop");
        Source own = sources.named("Stammkunde", Source.Kind.OWN, "Stammkunde");
        RandomPeople made = new RandomPeople(random, today, BERLIN, shop, till, own).make(PEOPLE);
        for (int i = 0; i < made.facts().size(); i += 10_000) {
            events.append(made.facts().subList(i, Math.min(made.facts().size(), i + 10_000)));
        }
        projector.catchUp();
        Map<String, Person> byAccount = new HashMap<>();
        made.people().forEach(person -> byAccount.put(person.account, person));
        jdbc.sql(
                        """
                        select member.customer, identifier.value
                        from events.shared_identifier identifier
                        join identity.shared_member member on member.identifier = identifier.number
                        where identifier.type = 1
                        """)
                .query(row -> {
                    Person person = Objects.requireNonNull(byAccount.get(row.getString(2)));
                    people.put(row.getLong(1), person);
                });
        assertThat(people).hasSize(PEOPLE);
        readCounts();
        keeping.renewFifths();
    }

    /** Today's, which also hold what is dated ahead. */
    private RfmOracle standingRfm() {
        RfmOracle known = standing;
        if (known == null) {
            known = new RfmOracle(people.values(), LocalDate.MAX);
            standing = known;
        }
        return known;
    }

    private void readCounts() {
        jdbc.sql(
                        """
                        select member.customer, known.activity, known.day, sum(known.count)
                        from score.shared_activity_day known
                        join identity.shared_member member on member.identifier = known.subject
                        group by member.customer, known.activity, known.day
                        """)
                .query(row -> {
                    person(row.getLong(1))
                            .counts
                            .computeIfAbsent(
                                    Activity.ofCode(row.getString(2)).orElseThrow(),
                                    _ -> new TreeMap<>())
                            .put(row.getObject(3, LocalDate.class), row.getLong(4));
                });
    }

    private Person person(long customer) {
        return Objects.requireNonNull(people.get(customer));
    }

    private String described(Condition condition, Moment moment) {
        return "seed %d, %s on %s".formatted(seed, ConditionJson.write(condition), moment.day());
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
