package org.stammkunde.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.stammkunde.database.TestDatabase;
import org.stammkunde.score.PreviewTable.Cell;
import org.stammkunde.score.PreviewTable.Mover;
import org.stammkunde.score.PreviewTable.Question;
import org.stammkunde.score.ScoreExplanation.Part;

/** The SQL against plain loops, on random counts and rules. */
class FormulaTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-15");
    private static final int CUSTOMERS = 100;
    private static final int ROUNDS = 10;
    private static final int PREVIEW_BINS = 20;

    private final JdbcClient jdbc =
            JdbcClient.create(new SingleConnectionDataSource(connection(), true));
    private final ScoreTable scores = new ScoreTable(jdbc);
    private final Present present = new Present(jdbc);
    private final Explanations explanations = new Explanations(jdbc);
    private final DayScores days = new DayScores(jdbc);

    @Test
    void storedScoresAndExplanationsAreWhatPlainLoopsSay() {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = Long.getLong("seed", System.nanoTime()) + round;
            Random random = new Random(seed);
            List<Generated> customers = fill(random);
            RuleVersion version = put(RandomRules.of(random));

            scores.recountAll(version.rules(), TODAY);

            check(customers, version, random, "seed " + seed);
        }
    }

    /** What a preview foretells is compared with what comes out when the rules are changed. */
    @Test
    void aPreviewForetellsExactlyWhatAChangeBrings() {
        PreviewTable previews = new PreviewTable(jdbc);
        for (int round = 0; round < ROUNDS; round++) {
            long seed = Long.getLong("seed", System.nanoTime()) + round;
            Random random = new Random(seed);
            fill(random);
            Rules now = put(RandomRules.of(random)).rules();
            scores.recountAll(now, TODAY);
            Map<Long, Long> before = stored();
            Rules draft =
                    random.nextInt(4) == 0
                            ? now.withThreshold(ActivityPoints.of("7.5"))
                            : RandomRules.of(random);
            Question question =
                    new Question(now, draft, TODAY, ZoneOffset.UTC, 5_000_000, PREVIEW_BINS);

            List<Cell> complete = previews.complete(question);
            List<Cell> sampled = previews.sample(question, CUSTOMERS, CUSTOMERS);
            put(draft);
            scores.recountAll(draft, TODAY);

            Map<Long, Long> after = stored();
            assertThat(cells(complete))
                    .as("seed " + seed)
                    .isEqualTo(cells(before, after, question));
            assertThat(cells(sampled)).as("seed " + seed).isEqualTo(cells(complete));
            complete.forEach(cell -> checkMovers(cell, before, after, "seed " + seed));
        }
    }

    private static void checkMovers(
            Cell cell, Map<Long, Long> before, Map<Long, Long> after, String seed) {
        assertThat(cell.movers().size())
                .as(seed)
                .isEqualTo(cell.wasLoyal() == cell.isLoyal() ? 0 : Math.min(cell.customers(), 10));
        for (Mover mover : cell.movers()) {
            assertThat(mover.before()).isEqualTo(before.getOrDefault(mover.customer(), 0L));
            assertThat(mover.after()).isEqualTo(after.getOrDefault(mover.customer(), 0L));
        }
    }

    private static Map<List<Object>, Long> cells(List<Cell> cells) {
        Map<List<Object>, Long> counted = new HashMap<>();
        cells.forEach(cell ->
                counted.put(
                        List.of(cell.before(), cell.after(), cell.wasLoyal(), cell.isLoyal()),
                        cell.customers()));
        return counted;
    }

    /** The cells by plain loops over what was stored under either rules. */
    private Map<List<Object>, Long> cells(
            Map<Long, Long> before, Map<Long, Long> after, Question question) {
        Map<List<Object>, Long> counted = new HashMap<>();
        for (long customer :
                jdbc.sql("select distinct customer from identity.member")
                        .query(Long.class)
                        .list()) {
            long was = before.getOrDefault(customer, 0L);
            long is = after.getOrDefault(customer, 0L);
            List<Object> cell =
                    List.of(
                            bin(was, question),
                            bin(is, question),
                            was > question.now().threshold().micro(),
                            is > question.draft().threshold().micro());
            counted.merge(cell, 1L, Long::sum);
        }
        return counted;
    }

    private static int bin(long points, Question question) {
        long bin = points <= 0 ? 0 : Math.ceilDiv(points, question.binMicro());
        return (int) Math.min(bin, question.bins() + 1);
    }

    private void check(List<Generated> customers, RuleVersion version, Random random, String seed) {
        ScoreOracle oracle = new ScoreOracle(version.rules());
        LocalDate anyDay = TODAY.minusDays(random.nextInt(900)).plusDays(30);
        checkDays(customers, version.rules(), oracle, random, seed);
        Map<Long, Long> stored = stored();
        for (Generated customer : customers) {
            long expected = oracle.score(customer.counts(), TODAY);
            String which = "%s, customer %d".formatted(seed, customer.number());
            assertThat(stored.getOrDefault(customer.number(), 0L)).as(which).isEqualTo(expected);
            checkExplanation(customer.number(), version, TODAY, expected, which);
            checkExplanation(
                    customer.number(),
                    version,
                    anyDay,
                    oracle.score(customer.counts(), anyDay),
                    which + " on " + anyDay);
        }
    }

    /** Of everybody the stored scores are moved to the day, of some the days are counted. */
    private void checkDays(
            List<Generated> customers,
            Rules rules,
            ScoreOracle oracle,
            Random random,
            String seed) {
        List<Generated> some = customers.stream().filter(_ -> random.nextInt(4) == 0).toList();
        for (int back : new int[] {0, 1, 31, 300, 700, 2_000, -1, -20}) {
            LocalDate day = TODAY.minusDays(back + random.nextInt(10) * Integer.signum(back));
            String which = seed + " on " + day;
            checkDay(days.everybody(rules, day), customers, oracle, day, which);
            checkDay(
                    DayScores.some(
                            rules,
                            day,
                            ZoneOffset.UTC,
                            "select unnest('{%s}'::bigint[]) as customer"
                                    .formatted(
                                            some.stream()
                                                    .map(one -> Long.toString(one.number()))
                                                    .collect(Collectors.joining(",")))),
                    some,
                    oracle,
                    day,
                    which);
        }
    }

    private void checkDay(
            ScoresOfDay query,
            List<Generated> customers,
            ScoreOracle oracle,
            LocalDate day,
            String which) {
        Map<Long, Long> points = new HashMap<>();
        Set<Long> loyal = new HashSet<>();
        jdbc.sql(query.query())
                .params(query.parameters())
                .query(row -> {
                    points.put(row.getLong("customer"), row.getLong("points_micro"));
                    if (row.getBoolean("above_threshold")) {
                        loyal.add(row.getLong("customer"));
                    }
                    LocalDate falls = row.getObject("falls_on", LocalDate.class);
                    assertThat(falls == null || falls.isAfter(day)).as(which).isTrue();
                });
        for (Generated customer : customers) {
            String one = which + ", customer " + customer.number();
            assertThat(points.getOrDefault(customer.number(), 0L))
                    .as(one)
                    .isEqualTo(oracle.score(customer.counts(), day));
            assertThat(loyal.contains(customer.number()))
                    .as(one)
                    .isEqualTo(oracle.isLoyal(customer.counts(), day));
        }
    }

    private void checkExplanation(
            long customer, RuleVersion version, LocalDate asOf, long expected, String which) {
        ScoreExplanation explanation =
                explanations.explain(
                        new Explanations.Question(customer, version, asOf, ZoneOffset.UTC));

        assertThat(explanation.points().micro()).as(which).isEqualTo(expected);
        assertThat(explanation.parts().stream().mapToLong(part -> part.points().micro()).sum())
                .as(which)
                .isEqualTo(expected);
        assertThat(explanation.parts().stream().map(Part::activity)).as(which).isSorted();
    }

    private Map<Long, Long> stored() {
        Map<Long, Long> stored = new HashMap<>();
        jdbc.sql("select customer, points_micro from score.shared_score")
                .query(row -> {
                    stored.put(row.getLong(1), row.getLong(2));
                });
        return stored;
    }

    private RuleVersion put(Rules rules) {
        assertThat(rules.problems()).isEmpty();
        RuleVersion version = new RuleVersion(1, rules, "test", "random", Instant.EPOCH);
        present.follow(version, TODAY);
        return version;
    }

    /** Customers with one to three identifiers that did this and that. */
    private List<Generated> fill(Random random) {
        jdbc.sql("truncate identity.member, score.activity_day, score.score, events.event")
                .update();
        List<Generated> customers = new ArrayList<>();
        List<Counted> counted = new ArrayList<>();
        long identifier = 1;
        for (int i = 0; i < CUSTOMERS; i++) {
            Generated customer = new Generated(identifier, ScoreOracle.nothing());
            for (int more = random.nextInt(3); more >= 0; more--) {
                counted.addAll(someOf(identifier++, customer.number(), random));
            }
            customers.add(customer);
        }
        store(identifier, customers, counted);
        counted.forEach(one ->
                customers.stream()
                        .filter(customer -> customer.number() == one.customer())
                        .forEach(customer -> customer.add(one)));
        return customers;
    }

    private static List<Counted> someOf(long identifier, long customer, Random random) {
        Map<String, Counted> some = new HashMap<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            LocalDate day =
                    TODAY.minusDays(random.nextInt(random.nextBoolean() ? 40 : 900)).plusDays(3);
            Activity activity = Activity.values()[random.nextInt(4)];
            long count = 1 + random.nextInt(4) - (activity == Activity.STORE_ORDER ? 5 : 0);
            some.put(activity + " " + day, new Counted(identifier, customer, activity, day, count));
        }
        return List.copyOf(some.values());
    }

    private void store(long identifiers, List<Generated> customers, List<Counted> counted) {
        jdbc.sql(
                        """
                        insert into identity.member (identifier, customer)
                        select identifier, max(customer)
                        from generate_series(1, :last) identifier
                        join unnest(:customers::bigint[]) customer on customer <= identifier
                        group by identifier
                        """)
                .param("last", identifiers - 1)
                .param("customers", customers.stream().map(Generated::number).toArray(Long[]::new))
                .update();
        jdbc.sql(
                        """
                        with counted (subject, activity, day, count) as (
                            select *
                            from unnest(:subjects::bigint[], :activities::text[]::score.activity[],
                                        :days::date[], :counts::bigint[])),
                        facts as (
                            insert into events.event (key, source, type, subject, occurred_at,
                                                      received_at, content_hash, payload)
                            select gen_random_uuid(), 1, 7, subject, day, day, 0, '{}'
                            from counted)
                        insert into score.activity_day (month, subject, activity, day, count)
                        select date_trunc('month', day::timestamp), counted.* from counted
                        """)
                .param("subjects", counted.stream().map(Counted::subject).toArray(Long[]::new))
                .param(
                        "activities",
                        counted.stream().map(one -> one.activity().code()).toArray(String[]::new))
                .param(
                        "days",
                        counted.stream().map(one -> one.day().toString()).toArray(String[]::new))
                .param("counts", counted.stream().map(Counted::count).toArray(Long[]::new))
                .update();
    }

    private static Connection connection() {
        try {
            return TestDatabase.fresh().getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Counted(
            long subject, long customer, Activity activity, LocalDate day, long count) {}

    /** A customer and how often it did what on which day. */
    private record Generated(long number, Map<Activity, NavigableMap<LocalDate, Long>> counts) {

        void add(Counted one) {
            counts.computeIfAbsent(one.activity(), activity -> new TreeMap<>())
                    .merge(one.day(), one.count(), Long::sum);
        }
    }
}
