package org.stammkunde.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stammkunde.MovableClock;
import org.stammkunde.database.TestDatabase;

/**
 * One fact that fails never stops the others; a projection that fails stops before it does harm.
 */
class SetAsideTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final int FACTS = 6_000;

    /** Needs a number where the fact may have none. */
    private static final String TAKE_IN =
            """
            insert into amount (message, amount)
            select message_id, (payload ->> 'amount')::integer
            from events.shared_event where position > :after and position <= :upTo
            """;

    // a connection each time would take most of the hundreds of attempts
    private final HikariDataSource database = pooled(TestDatabase.fresh());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transaction =
            new TransactionTemplate(new JdbcTransactionManager(database));
    private final EventLog log = new EventLog(database);
    private final MovableClock clock = new MovableClock();
    private final SetAside setAside = new SetAside(jdbc, transaction, clock);
    private final Projector projector = projector(this::takeIn);

    @BeforeEach
    void aTableAndASource() {
        jdbc.sql("create table amount (message text primary key, amount integer not null)")
                .update();
        jdbc.sql(
                        """
                        insert into events.source (name, kind, namespace, created_at)
                        values ('till', 'api', 'till', :now)
                        """)
                .param("now", java.sql.Timestamp.from(NOW))
                .update();
    }

    @AfterEach
    void close() throws InterruptedException {
        log.close();
        database.close();
    }

    private static HikariDataSource pooled(DataSource each) {
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(each);
        settings.setMaximumPoolSize(8);
        return new HikariDataSource(settings);
    }

    @Test
    void theOneFactOfThousandsThatFailsIsLeftOutAndSaidSo() {
        append(FACTS, Set.of(4_321));

        projector.catchUp();

        assertThat(counted()).isEqualTo(FACTS - 1);
        assertThat(projector.position()).isEqualTo(projector.lastPosition());
        assertThat(setAside.count()).isEqualTo(1);
        SetAside.Fact fact = setAside.after(0, 10).getFirst();
        assertThat(fact.position()).isEqualTo(4_321);
        assertThat(fact.source()).isEqualTo("till");
        assertThat(fact.messageId()).isEqualTo("m4321");
        assertThat(fact.projection()).isEqualTo("amounts");
        assertThat(fact.since()).isEqualTo(clock.instant());
        assertThat(fact.error())
                .startsWith("SQLState 22P02")
                .contains("at SetAsideTest.takeIn")
                .doesNotContain("anna");
        assertThat(setAside.after(4_321, 10)).isEmpty();
    }

    @Test
    void severalAreLeftOutWhereverTheyStand() {
        long seed = Long.getLong("seed", System.nanoTime());
        Set<Integer> bad = new TreeSet<>(List.of(1, 2, FACTS));
        new Random(seed).ints(9, 1, FACTS).forEach(bad::add);
        append(FACTS, bad);

        projector.catchUp();

        assertThat(positions())
                .as("seed %d", seed)
                .containsExactlyElementsOf(bad.stream().map(Integer::longValue).toList());
        assertThat(counted()).isEqualTo(FACTS - bad.size());
    }

    @Test
    void aProjectionThatFailsForEveryFactStopsAfterAFewAndGoesOnWhenMended() {
        append(FACTS, allUpTo(FACTS));

        assertThatThrownBy(projector::catchUp)
                .isInstanceOf(ProjectionBroken.class)
                .hasMessageContaining("`amounts` is broken at fact 21")
                .hasMessageContaining("20 of the 10000 facts before were set aside already")
                .hasMessageContaining("22P02");
        assertThat(setAside.count()).isEqualTo(SetAside.NEAR_MAX);
        assertThat(projector.position()).isEqualTo(SetAside.NEAR_MAX);

        mend();
        assertThat(setAside.tryAgain()).isEqualTo(SetAside.NEAR_MAX);
        projector.catchUp();
        assertThat(counted()).isEqualTo(FACTS);
        assertThat(setAside.count()).isZero();
    }

    @Test
    void aProjectionThatFailsWithoutAnyFactSetsNothingAside() {
        append(10, Set.of());
        Projector broken = projector(batch -> jdbc.sql("select no_such_column").query(row -> {}));

        assertThatThrownBy(broken::catchUp)
                .isInstanceOf(ProjectionBroken.class)
                .hasMessageContaining("without any fact as well")
                .hasMessageContaining("42703");
        assertThat(setAside.count()).isZero();
        assertThat(broken.position()).isZero();
    }

    @Test
    void factsThatFailOnlyTogetherAreTakenInOneAfterTheOther() {
        append(100, Set.of());
        Projector choosy =
                projector(batch -> {
                    if (batch.after() < 40 && batch.upTo() >= 41) {
                        throw new IllegalStateException("40 and 41 do not go together");
                    }
                    takeIn(batch);
                });

        choosy.catchUp();

        assertThat(setAside.count()).isZero();
        assertThat(counted()).isEqualTo(100);
    }

    @Test
    void aFailureThatPassesIsTriedAgainAndNothingIsSetAside() {
        append(100, Set.of());
        List<Long> attempts = new ArrayList<>();
        Projector unlucky =
                projector(batch -> {
                    attempts.add(batch.upTo());
                    takeIn(batch);
                    if (attempts.size() == 1) {
                        throw new UncategorizedSQLException(
                                "take in", TAKE_IN, new SQLException("deadlock", "40P01"));
                    }
                });

        unlucky.catchUp();

        assertThat(attempts).as("the same batch").containsExactly(100L, 100L);
        assertThat(setAside.count()).isZero();
        assertThat(counted()).isEqualTo(100);
    }

    @Test
    void anEndlesslyNestedFactStopsNobody() {
        append(50, Set.of());
        Projector recursive =
                projector(batch -> {
                    if (batch.after() < 30 && batch.upTo() >= 30 && isRead(30)) {
                        endless(0);
                    }
                    takeIn(batch);
                });

        recursive.catchUp();

        assertThat(positions()).containsExactly(30L);
        assertThat(setAside.after(0, 1).getFirst().error()).startsWith("StackOverflowError");
        assertThat(counted()).isEqualTo(49);
    }

    @Test
    void pausesGrowUpToABoundAndBeginAnew() {
        Pauses pauses = new Pauses();
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            millis.add(pauses.next().toMillis());
            pauses.lengthen();
        }
        assertThat(millis).containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L);
        pauses.forget();
        assertThat(pauses.next().toMillis()).isEqualTo(500);
    }

    @Test
    void whatIsTriedAgainComesLikeALateFactAndWhatFailsAgainIsLeftOutAgain() {
        append(100, Set.of(7, 70));
        projector.catchUp();
        mend(7);

        assertThat(setAside.tryAgain()).isEqualTo(2);
        projector.catchUp();

        assertThat(counted()).isEqualTo(99);
        assertThat(positions()).hasSize(1).allMatch(position -> position > 100);
        assertThat(setAside.after(0, 1).getFirst().messageId()).isEqualTo("m70");
        assertThat(jdbc.sql("select count(*) from events.event").query(Long.class).single())
                .isEqualTo(100);
    }

    @Test
    void aRebuildTakesInAnewWhatWasSetAside() {
        append(100, Set.of(7, 70));
        projector.catchUp();
        mend(70);

        projector.rebuild();
        assertThat(counted()).isEqualTo(99);
        assertThat(setAside.count()).isEqualTo(1);

        mend();
        projector.rebuild();
        assertThat(counted()).isEqualTo(100);
        assertThat(setAside.count()).isZero();
    }

    @Test
    void manyThatWereSetAsideFarApartAreTriedAgainTogether() {
        int many = SetAside.NEAR_MAX + 5;
        append(many, allUpTo(many));
        for (int position = 1; position <= many; position++) {
            setAside.put(position, "amounts", "as was found one by one over months");
        }
        projector.catchUp();

        assertThat(setAside.tryAgain()).isEqualTo(many);
        projector.catchUp();
        assertThat(setAside.count()).isEqualTo(many);

        projector.rebuild();
        assertThat(setAside.count()).isEqualTo(many);
        append(1, Set.of(), "later-");
        projector.catchUp();
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void aResourceThatIsSetAsideIsKnownToWhoSendsItAgain() {
        EventDraft order =
                new EventDraft(
                        1,
                        EventKey.ofResource(1, "order/7", 3),
                        EventType.ORDER,
                        null,
                        List.of(),
                        NOW,
                        NOW,
                        "import/1",
                        "order/7",
                        3L,
                        "{\"amount\":\"anna\"}",
                        null);
        log.append(List.of(order));
        projector.catchUp();
        assertThat(setAside.count()).isEqualTo(1);

        Source till = new Source(1, "till", Source.Kind.API, "till");
        var known = new Resources(jdbc).current(till, List.of("order/7")).get("order/7");
        assertThat(known)
                .matches(version -> version.holds(order), "unchanged")
                .matches(Resources.Version::isHighest, "nothing above it");
    }

    @Test
    void aMovedFactKeepsWhoVouchesForIt() {
        append(10, Set.of(4));
        projector.catchUp();
        jdbc.sql(
                        """
                        insert into events.voucher (source, message_id, positions)
                        values (1, 'import/7', '[2,5]')
                        """)
                .update();
        mend();
        setAside.tryAgain();
        projector.catchUp();

        jdbc.sql(
                        """
                        insert into events.withdrawal
                            (source, message_id, withdrawn, decided_at, decided_by)
                        select 1, message, true, :now, 'Ada'
                        from unnest(array['m3', 'm4', 'm9']) as said (message)
                        """)
                .param("now", java.sql.Timestamp.from(NOW))
                .update();
        assertThat(
                        jdbc.sql("select message_id from events.shared_event order by message_id")
                                .query(String.class)
                                .list())
                .contains("m3", "m4")
                .doesNotContain("m9");
    }

    @Test
    void severalProjectorsAtOnceAgree() throws Exception {
        append(FACTS, Set.of(10, 11, 3_000, FACTS));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(() -> projector(this::takeIn).catchUp()));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(positions()).containsExactly(10L, 11L, 3_000L, (long) FACTS);
        assertThat(counted()).isEqualTo(FACTS - 4);
    }

    @Test
    void aServerSaysThatItStandsStillAndGoesOnByItself() throws InterruptedException {
        append(100, allUpTo(100));
        Thread follower = Thread.ofPlatform().start(projector::followUntilInterrupted);
        try {
            await().until(() -> projector.standstill().isPresent());
            assertThat(projector.standstill().orElseThrow().projection()).isEqualTo("amounts");
            assertThat(projector.standstill().orElseThrow().error()).contains("22P02");
            mend();
            await().until(() -> projector.standstill().isEmpty());
            await().until(() -> counted() == 100 - SetAside.NEAR_MAX);
        } finally {
            follower.interrupt();
            follower.join();
        }
    }

    private Projector projector(Consumer<EventBatch> apply) {
        Projection amounts =
                new Projection() {
                    @Override
                    public String name() {
                        return "amounts";
                    }

                    @Override
                    public List<String> tables() {
                        return List.of("amount");
                    }

                    @Override
                    public void apply(EventBatch batch) {
                        apply.accept(batch);
                    }
                };
        return new Projector(jdbc, transaction, List.of(amounts), clock, log, setAside);
    }

    private void takeIn(EventBatch batch) {
        jdbc.sql(TAKE_IN).param("after", batch.after()).param("upTo", batch.upTo()).update();
    }

    private boolean isRead(long position) {
        return jdbc.sql("select exists (select from events.shared_event where position = ?)")
                .param(position)
                .query(Boolean.class)
                .single();
    }

    private static int endless(int depth) {
        return depth == Integer.MAX_VALUE ? depth : endless(depth + 1) + 1;
    }

    private void mend() {
        jdbc.sql("update events.event set payload = '{\"amount\": 1}'").update();
    }

    private void mend(int number) {
        jdbc.sql("update events.event set payload = '{\"amount\": 1}' where message_id = ?")
                .param("m" + number)
                .update();
    }

    private long counted() {
        return jdbc.sql("select count(*) from amount").query(Long.class).single();
    }

    private List<Long> positions() {
        return setAside.after(0, 100).stream().map(SetAside.Fact::position).toList();
    }

    private static Set<Integer> allUpTo(int last) {
        Set<Integer> all = new TreeSet<>();
        for (int number = 1; number <= last; number++) {
            all.add(number);
        }
        return all;
    }

    private void append(int facts, Set<Integer> bad) {
        append(facts, bad, "m");
    }

    private void append(int facts, Set<Integer> bad, String messages) {
        List<EventDraft> drafts = new ArrayList<>();
        for (int number = 1; number <= facts; number++) {
            String amount = bad.contains(number) ? "\"anna@example.com\"" : "5";
            drafts.add(fact(messages + number, "{\"amount\":" + amount + "}"));
        }
        log.append(drafts);
    }

    private static EventDraft fact(String message, String payload) {
        return new EventDraft(
                1,
                EventKey.ofMessage(1, message),
                EventType.TRACK,
                "Paid",
                List.of(),
                NOW,
                NOW,
                message,
                null,
                null,
                payload,
                null);
    }
}
