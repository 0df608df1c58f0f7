package org.stammkunde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.database.Migrations;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Projection;
import org.stammkunde.events.Projector;
import org.stammkunde.score.Activity;
import org.stammkunde.score.ActivityPoints;
import org.stammkunde.score.ActivityRule;
import org.stammkunde.score.Rules;
import org.stammkunde.score.ScoreRules;
import org.stammkunde.segments.Condition;
import org.stammkunde.segments.ConditionReading;
import org.stammkunde.segments.SegmentChange;
import org.stammkunde.segments.SegmentDefinition;
import org.stammkunde.segments.SegmentDraft;
import org.stammkunde.segments.Segments;

/**
 * Whatever order facts arrive in, however they are cut into batches and however often they are
 * sent, the projections are the same, live and rebuilt.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.main.lazy-initialization=true")
class ConvergenceTest {

    private static final int FACTS = 5_000;
    private static final int PEOPLE = 300;
    private static final int ORDERS = 20;

    /** Facts and decisions: everything else in the modules' schemas is a projection. */
    private static final Set<String> FACTS_AND_DECISIONS =
            Set.of(
                    "api.answer",
                    "collect.import",
                    "collect.mapping",
                    "events.withdrawal",
                    "events.voucher",
                    "events.set_aside",
                    "events.source",
                    "events.identifier",
                    "events.event",
                    "events.personal",
                    "events.conflict",
                    "events.failed",
                    "events.cursor",
                    // what is in the folder of Parquet files, not in the database
                    "lake.file",
                    "lake.standing",
                    "lake.withdrawn",
                    "lake.set_aside",
                    "merchant.setting",
                    "customers.chosen_columns",
                    "customers.saved_view",
                    "customers.tag_entry",
                    "score.rule_set",
                    "segments.definition",
                    "segments.pinned",
                    "segments.question",
                    "segments.change",
                    "segments.fifths");

    /** Segments that read data of every kind and change by time. */
    private static final List<String> CONDITIONS =
            List.of(
                    """
                    {"any":[{"performed":"product_viewed","window":{"lastDays":90},
                             "times":{"atLeast":2}},
                            {"score":{"moreThan":12}}]}
                    """,
                    """
                    {"all":[{"trait":"birthday","anniversary":"thisMonth"},
                            {"orders":"revenue","number":{"lessThan":500},
                             "window":{"lastDays":200},"channels":["store"]}]}
                    """,
                    """
                    {"not":{"any":[{"segment":"segment-1"},
                                   {"seen":"last","day":{"moreThanDaysAgo":30}},
                                   {"orders":"last","day":{"withinLastDays":60}}]}}
                    """,
                    """
                    {"all":[{"identifier":"email"},{"performed":{"type":"page"},
                             "window":{"daysAgo":{"from":300,"to":20}}},
                            {"trait":"firstName","contains":"name1"}]}
                    """,
                    """
                    {"any":[{"consent":"marketing-email","is":"given"},
                            {"consent":"profiling","is":"withdrawn"}]}
                    """);

    /** Rules as they follow one another while facts arrive; the last ones stay. */
    private static final List<Rules> RULES =
            List.of(
                    Rules.READY_MADE.withHalfLife(45),
                    Rules.READY_MADE.withThreshold(ActivityPoints.of("10")),
                    Rules.READY_MADE
                            .withHalfLife(120)
                            .withThreshold(ActivityPoints.of("30"))
                            .with(
                                    Activity.ONLINE_ORDER,
                                    new ActivityRule(
                                            ActivityPoints.of("12.345678"),
                                            ActivityPoints.of("20"),
                                            ActivityPoints.of("40.5"),
                                            null,
                                            200)));

    @Autowired JdbcClient jdbc;
    @Autowired EventLog events;
    @Autowired Projector projector;
    @Autowired ScoreRules rules;
    @Autowired Segments segments;

    @Test
    void everyProjectionIsNamedByItsModule() {
        Set<String> named = new TreeSet<>();
        projector.projections().stream().map(Projection::tables).forEach(named::addAll);

        assertThat(named).isEqualTo(new TreeSet<>(projectionTables()));
    }

    @Test
    void anyOrderOfArrivalLeadsToTheSameProjectionsLiveAndRebuilt() {
        long seed = Long.getLong("seed", System.nanoTime());
        defineSegments();
        addSourceOfOurOwn();
        List<EventDraft> facts = GeneratedFacts.of(seed, FACTS, PEOPLE);
        Map<String, String> expected = null;
        for (int order = 0; order < ORDERS; order++) {
            feed(facts, new Random(seed + order));
            Map<String, String> live = hashes();
            assertThat(live.values()).noneMatch(hash -> hash.startsWith("0 rows"));
            projector.rebuild();
            assertThat(hashes()).as("seed %d, order %d, rebuilt", seed, order).isEqualTo(live);
            assertThat(told("rebuild")).as("told again by the rebuild").isZero();
            assertThat(told("fact")).isPositive();
            expected = expected == null ? live : expected;
            assertThat(live).as("seed %d, order %d, live", seed, order).isEqualTo(expected);
        }
    }

    private void addSourceOfOurOwn() {
        jdbc.sql(
                        """
                        insert into events.source (id, name, kind, namespace, created_at)
                        overriding system value values (?, 'Own', 'own', 'own', now())
                        on conflict do nothing
                        """)
                .param(GeneratedFacts.OWN)
                .update();
    }

    private void defineSegments() {
        for (int i = 0; i < CONDITIONS.size(); i++) {
            Condition condition =
                    ((ConditionReading.Read) segments.read(CONDITIONS.get(i))).condition();
            assertThat(
                            segments.save(
                                    new SegmentDraft(
                                            "",
                                            "Segment " + (i + 1),
                                            "",
                                            SegmentDefinition.Kind.LIVE,
                                            condition,
                                            "ada",
                                            "")))
                    .isInstanceOf(SegmentChange.Saved.class);
        }
    }

    private long told(String cause) {
        return jdbc.sql("select count(*) from segments.change where cause = :cause")
                .param("cause", cause)
                .query(Long.class)
                .single();
    }

    private void feed(List<EventDraft> facts, Random random) {
        forgetEverything();
        numberIdentifiers(facts);
        List<EventDraft> arriving = new ArrayList<>(facts);
        arriving.addAll(facts.subList(0, facts.size() / 10));
        Collections.shuffle(arriving, random);
        int next = 0;
        int changes = 0;
        while (next < arriving.size()) {
            if (changes < RULES.size() && random.nextInt(3) == 0) {
                rules.change(RULES.get(changes++), "ada", "because");
            }
            int end = Math.min(arriving.size(), next + 1 + random.nextInt(900));
            events.append(arriving.subList(next, end));
            projector.catchUp();
            next = end;
        }
        while (changes < RULES.size()) {
            rules.change(RULES.get(changes++), "ada", "because");
        }
        assertThat(jdbc.sql("select count(*) from events.event").query(Long.class).single())
                .isEqualTo(new HashSet<>(facts.stream().map(EventDraft::key).toList()).size());
    }

    private void forgetEverything() {
        projectionTables().forEach(table -> jdbc.sql("truncate " + table).update());
        jdbc.sql(
                        """
                        truncate events.event, events.personal, events.conflict, score.rule_set,
                                 segments.change
                        """)
                .update();
        projector.rebuild();
    }

    /** Numbers are given on arrival; the same ones make tables comparable. */
    private void numberIdentifiers(List<EventDraft> facts) {
        for (Identifier identifier :
                new TreeSet<>(facts.stream().flatMap(f -> f.identifiers().stream()).toList())) {
            jdbc.sql(
                            """
                            insert into events.identifier (type, namespace, value)
                            values (?, ?, ?) on conflict do nothing
                            """)
                    .params(identifier.type().code(), identifier.namespace(), identifier.value())
                    .update();
        }
    }

    private Map<String, String> hashes() {
        Map<String, String> hashes = new TreeMap<>();
        for (String table : projectionTables()) {
            hashes.put(
                    table,
                    jdbc.sql(
                                    """
                                    select count(*) || ' rows ' ||
                                           coalesce(md5(string_agg(t::text, chr(10)
                                               order by t::text collate "C")), '')
                                    from %s t
                                    """
                                            .formatted(table))
                            .query(String.class)
                            .single());
        }
        return hashes;
    }

    private List<String> projectionTables() {
        return jdbc
                .sql(
                        """
                        select schemaname || '.' || tablename from pg_tables
                        where schemaname = any(:modules) and tablename <> 'migration'
                        order by 1
                        """)
                .param("modules", Migrations.MODULES.toArray(String[]::new))
                .query((row, number) -> row.getString(1))
                .list()
                .stream()
                .filter(table -> !FACTS_AND_DECISIONS.contains(table))
                .filter(table -> !table.startsWith("security."))
                .toList();
    }
}
