package org.stammkunde.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.stammkunde.MovableClock;
import org.stammkunde.customers.Facts;
import org.stammkunde.customers.RefusedTrait;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Resources;
import org.stammkunde.events.SetAside;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import org.stammkunde.events.Withdrawals;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files hold what the database holds, whatever happens to runs, files and facts. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.main.lazy-initialization=true", "spring.application.name=lake"})
class LakeTest {

    private static final Path GUIDE = Path.of("../docs/guides/lake.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```sql\\n(.*?)```");

    @Autowired private DataSource database;
    @Autowired private JdbcClient jdbc;
    @Autowired private EventLog log;
    @Autowired private Projector projector;
    @Autowired private Sources sources;
    @Autowired private Resources resources;
    @Autowired private Withdrawals withdrawals;
    @Autowired private SetAside setAside;
    @TempDir private Path folder;

    private final MovableClock clock = new MovableClock();
    private Facts facts;
    private Lake lake;

    @BeforeEach
    void openEmptyLake() {
        facts = new Facts(log, projector, sources);
        jdbc.sql("truncate lake.file, lake.withdrawn").update();
        jdbc.sql("update lake.standing set position = 0, written_at = null").update();
        lake = new Lake(database, clock, folder, "128MB");
    }

    @Test
    void theFilesHoldWhatTheDatabaseHoldsPartByPartAsAtOnce() throws Exception {
        facts.order("anna", "A1", "2026-11-01T10:00:00Z", "49.90", "Hammer, \\\"groß\\\"");
        facts.track("anna", "2026-11-01T11:00:00Z", "Product Viewed", "{\"product_id\":\"S1\"}");
        write();
        facts.order("ben", "B1", "2026-11-02T10:00:00Z", "9.90", "Zange\\nmit Zeile");
        facts.order("anna", "A1", "2026-11-02T11:00:00Z", "39.90", "Hammer");
        write();
        assertSame();
        List<String> parts = rows("select * from " + glob("events") + " order by all");

        jdbc.sql("truncate lake.file").update();
        jdbc.sql("update lake.standing set position = 0").update();
        write();

        assertThat(rows("select * from " + glob("events") + " order by all")).isEqualTo(parts);
        assertSame();
        assertThat(written(lake.write()).files()).as("nothing changed").isZero();
    }

    @Test
    void whatACrashLeftIsPutRightByTheNextRun() throws Exception {
        facts.order("carl", "C1", "2026-11-03T10:00:00Z", "5.00", "Nagel");
        write();

        Files.writeString(folder.resolve("files/events-unlisted.parquet"), "not listed");
        Files.writeString(folder.resolve(".unfinished/7.part"), "not finished");
        for (String path : listed("events")) {
            Files.delete(folder.resolve(path));
        }
        for (String path : listed("orders")) {
            Files.delete(folder.resolve(path));
        }
        assertThat(lake.state().datasets().getFirst().files()).as("claims nothing").isZero();
        write();

        assertSame();
        assertThat(folder.resolve("files/events-unlisted.parquet")).doesNotExist();
        assertThat(folder.resolve(".unfinished/7.part")).doesNotExist();

        // listed, but the names for patterns and the manifest were not made any more
        Files.delete(folder.resolve("manifest.json"));
        try (Stream<Path> names = Files.walk(folder.resolve("events"))) {
            for (Path name : names.filter(Files::isRegularFile).toList()) {
                Files.delete(name);
            }
        }
        write();
        assertSame();
    }

    @Test
    void aListThatCameWithoutItsFilesClaimsNothingAndIsMadeTrue() throws Exception {
        facts.order("dirk", "D1", "2026-11-04T10:00:00Z", "5.00", "Nagel");
        write();

        folder = Files.createDirectory(folder.resolve("elsewhere"));
        lake = new Lake(database, clock, folder, "128MB");
        assertThat(lake.state().isEmpty()).isTrue();
        assertThat(lake.state().waitingFacts()).isEqualTo(count("events.shared_event"));

        write();
        assertSame();
        assertThat(lake.state().isEmpty()).isFalse();
    }

    @Test
    void ofTwoRunsAtOnceOneWritesAndTheOtherSaysSo() throws Exception {
        try (var other = database.getConnection();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + Lake.LOCK + ")");
            assertThat(lake.write()).isInstanceOf(LakeOutcome.Busy.class);
            statement.execute("select pg_advisory_unlock(" + Lake.LOCK + ")");
        }
        assertThat(lake.write()).isInstanceOf(LakeOutcome.Written.class);
    }

    @Test
    void aRunThatWasOvertakenListsNothingMoreAndTheNextOneGoesOn() throws Exception {
        // the lost, the facts, each of the sliced, and the many small files of a day
        int changes = 2 + Dataset.sliced().size() + 1;
        assertThat(changes).as("files of the day").isEqualTo(LakeRun.COMPACT_FROM);
        for (int change = 1; change <= changes; change++) {
            facts.order("jan-" + change, "J" + change, "2031-02-05T10:00:00Z", "5.00", "Dübel");
            facts.project();
            overtakeBefore(change);
            assertSame();
        }

        facts.order("jan", "J", "2031-02-05T10:00:00Z", "5.00", "Dübel");
        write();
        assertSame();
    }

    /** A run without the lock, as after its connection broke; another one comes before a change. */
    private void overtakeBefore(int change) throws Exception {
        LakeTable table = new LakeTable(JdbcClient.create(database));
        LakeFolder shared = new LakeFolder(folder);
        Turn turn = Turn.take(table, beforeTransaction(change + 1, this::write));
        shared.prepare(turn.run());
        try (Snapshot snapshot = new Snapshot(database);
                Parquet parquet = new Parquet(shared.aside(turn.run()), "128MB")) {
            LakeRun run = new LakeRun(shared, table, turn, snapshot, parquet, clock.instant());
            assertThatThrownBy(() -> run.write(snapshot.projected()))
                    .as("overtaken before change %d", change)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another run has begun");
        }
    }

    /** Transactions, before one of which something happens. */
    private TransactionTemplate beforeTransaction(int number, Runnable happening) {
        AtomicInteger begun = new AtomicInteger();
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        transactions.addListener(
                new TransactionExecutionListener() {
                    @Override
                    public void beforeBegin(TransactionExecution transaction) {
                        if (begun.incrementAndGet() == number) {
                            happening.run();
                        }
                    }
                });
        return new TransactionTemplate(transactions);
    }

    @Test
    void manySmallFilesOfADayBecomeOneAndOldOnesStayForAWhile() throws Exception {
        Set<String> first = new TreeSet<>();
        for (int run = 0; run < LakeRun.COMPACT_FROM; run++) {
            facts.track("dora", "2031-01-05T10:00:00Z", "Klick", "{\"rating\":" + run + "}");
            write();
            first.addAll(run == 0 ? listed("events") : List.of());
        }

        assertThat(
                        rows(
                                "select distinct filename from read_parquet('%s', filename = true) where received_at::date = date '2031-01-05'"
                                        .formatted(folder.resolve("events/*/*.parquet"))))
                .hasSize(1);
        assertSame();
        assertThat(first).allSatisfy(path -> assertThat(folder.resolve(path)).exists());
        clock.advance(Lake.GRACE.plusSeconds(1));
        write();
        Set<String> gone = new TreeSet<>(first);
        gone.removeAll(listed("events"));
        assertThat(gone)
                .isNotEmpty()
                .allSatisfy(path -> assertThat(folder.resolve(path)).doesNotExist());
    }

    @Test
    void factsThatWereTakenBackLeaveTheFilesAndComeBack() throws Exception {
        facts.track("emil", "2026-11-06T10:00:00Z", "Eins", "{}");
        facts.track("emil", "2026-11-06T11:00:00Z", "Zwei", "{}");
        write();
        assertThat(names()).contains("Eins", "Zwei");
        Source shop = sources.named("Webshop", Source.Kind.API, "shop");
        String message =
                jdbc.sql("select message_id from events.event where name = 'Zwei'")
                        .query(String.class)
                        .single();

        withdrawals.withdraw(shop, message, "ada");
        projector.rebuild();
        write();
        assertThat(names()).contains("Eins").doesNotContain("Zwei");
        assertSame();

        withdrawals.restore(shop, message, "ada");
        projector.rebuild();
        write();
        assertThat(names()).contains("Eins", "Zwei");
        assertSame();
    }

    @Test
    void whatAnotherMessageVouchesForStaysInTheFiles() throws Exception {
        facts.order("frida", "F9", "2026-11-06T09:00:00Z", "5.00", "Nagel");
        facts.track("frida", "2026-11-06T10:00:00Z", "Drei", "{}");
        Source shop = sources.named("Webshop", Source.Kind.API, "shop");
        var fact =
                jdbc.sql("select position, message_id from events.event where name = 'Drei'")
                        .query((row, _) -> Map.entry(row.getLong(1), row.getString(2)))
                        .single();
        resources.vouch(shop, "second", List.of(fact.getKey()));
        write();

        withdraw(shop, fact.getValue());
        assertThat(names()).contains("Drei");
        assertSame();

        withdraw(shop, "second");
        assertThat(names()).doesNotContain("Drei");
        assertSame();
    }

    private void withdraw(Source source, String message) throws Exception {
        withdrawals.withdraw(source, message, "ada");
        projector.rebuild();
        write();
    }

    @Test
    void factsThatWereSetAsideLeaveTheFilesAndComeBackOnce() throws Exception {
        facts.identify("egon", "2026-11-06T10:00:00Z", "{\"nickname\":\"poison\"}");
        write();
        long all = events();

        // what was taken in once fails under a later program
        try (var _ = new RefusedTrait(jdbc)) {
            projector.rebuild();
        }
        assertThat(setAside.count()).isEqualTo(1);
        write();
        assertThat(events()).isEqualTo(all - 1);
        assertSame();

        setAside.tryAgain();
        write();
        assertThat(events()).isEqualTo(all);
        assertSame();

        // set aside and tried again between two runs
        try (var _ = new RefusedTrait(jdbc)) {
            projector.rebuild();
        }
        assertThat(setAside.tryAgain()).isEqualTo(1);
        write();
        assertThat(events()).isEqualTo(all);
        assertSame();
    }

    private long events() throws SQLException {
        return number("select count(*) from " + glob("events"));
    }

    @Test
    void customersThatWereMergedLaterAreOneInTheFilesToo() throws Exception {
        Identifier mail = Identifier.email("fee@example.com").orElseThrow();
        facts.order("fee", "F1", "2026-11-07T10:00:00Z", "10.00", "Säge");
        facts.seen("2026-11-07T11:00:00Z", mail);
        write();
        long before = number("select count(distinct customer) from " + glob("identity"));

        facts.identify("fee", "2026-11-08T10:00:00Z", "{}", mail);
        write();

        assertThat(number("select count(distinct customer) from " + glob("identity")))
                .isEqualTo(before - 1);
        assertSame();
    }

    @Test
    void noFileHoldsAValueThatPointsToAPerson() throws Exception {
        Identifier phone = Identifier.phone("+491709998877", "DE").orElseThrow();
        facts.identify(
                "kunde-geheim",
                "2026-11-09T10:00:00Z",
                "{\"email\":\"gerda@example.com\",\"firstName\":\"Gerdalinde\",\"city\":\"Xanten\"}",
                phone);
        facts.track(
                "kunde-geheim",
                "2026-11-09T11:00:00Z",
                "Mail an gerda@example.com",
                "{\"note\":\"Gerdalinde\",\"product_id\":\"gerda@example.com\",\"rating\":\"+491709998877\"}");
        facts.order(
                "kunde-geheim",
                "gerda@example.com",
                "2026-11-09T12:00:00Z",
                "1.00",
                "x@gerda.example.com");
        write();

        List<String> texts = new ArrayList<>();
        for (Dataset dataset : Dataset.values()) {
            texts.addAll(rows("select * from " + glob(dataset.id())));
        }
        assertThat(texts).hasSizeGreaterThan(5);
        assertThat(String.join("\n", texts).toLowerCase(Locale.ROOT))
                .doesNotContain("gerda", "491709998877", "xanten", "kunde-geheim");
    }

    @Test
    void theManifestNamesWhatCountsAndAtWhichFactItStands() throws Exception {
        facts.order("hans", "H1", "2026-11-10T10:00:00Z", "7.00", "Feile");
        write();
        facts.track("hans", "2026-11-10T11:00:00Z", "Klick", "{}");

        JsonNode manifest =
                JsonMapper.shared().readTree(Files.readString(folder.resolve("manifest.json")));
        LakeState state = lake.state();
        assertThat(state.waitingFacts()).isEqualTo(1);
        assertThat(manifest.path("position").asLong()).isEqualTo(state.position());
        for (JsonNode file : manifest.path("files")) {
            Path path = folder.resolve(file.path("path").asString());
            assertThat(LakeFolder.sha256(path)).isEqualTo(file.path("sha256").asString());
        }
    }

    @Test
    void everyQueryOfTheGuideAnswers() throws Exception {
        facts.order("ida", "I1", "2026-11-11T10:00:00Z", "12.00", "Bohrer");
        facts.order("ida", "I2", "2026-12-11T10:00:00Z", "8.00", "Bohrer");
        write();

        List<String> examples =
                EXAMPLE.matcher(Files.readString(GUIDE))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .toList();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(4);
        for (String example : examples) {
            String here = example.replace("data/lake", folder.toString()).strip();
            assertThat(rows(here.replaceFirst(";$", ""))).as(example).isNotEmpty();
        }
    }

    private void write() {
        facts.project();
        assertThat(lake.write()).isInstanceOf(LakeOutcome.Written.class);
    }

    private static LakeOutcome.Written written(LakeOutcome outcome) {
        return (LakeOutcome.Written) outcome;
    }

    /** What patterns find is what the database holds. */
    private void assertSame() throws SQLException {
        assertThat(number("select count(*) || '' from " + glob("events")))
                .isEqualTo(count("events.shared_event"));
        assertThat(number("select sum(position)::bigint from " + glob("events")))
                .isEqualTo(
                        jdbc.sql("select sum(position)::bigint from events.shared_event")
                                .query(Long.class)
                                .single());
        assertThat(number("select count(*) from " + glob("identity")))
                .isEqualTo(count("identity.shared_member"));
        assertThat(
                        rows(
                                "select number, net_minor, day from "
                                        + glob("orders")
                                        + " where number not like '~%' order by all"))
                .isEqualTo(
                        jdbc.sql(
                                        "select number || '|' || net_minor || '|' || day from orders.shared_order where number not like '%@%' order by number collate \"C\"")
                                .query((row, _) -> row.getString(1))
                                .list());
        assertThat(
                        rows(
                                "select name, unit_price from "
                                        + glob("order_lines")
                                        + " where name is not null order by all"))
                .isEqualTo(
                        jdbc.sql(
                                        "select name || '|' || unit_price from orders.shared_line where name not like '%@%' order by name collate \"C\", unit_price")
                                .query((row, _) -> row.getString(1))
                                .list());
        assertThat(number("select count(distinct customer) from " + glob("customers")))
                .isEqualTo(count("customers.shared_profile"));
    }

    private long count(String view) {
        return jdbc.sql("select count(*) from " + view).query(Long.class).single();
    }

    private List<String> names() throws SQLException {
        return rows("select name from " + glob("events") + " where name is not null");
    }

    private List<String> listed(String dataset) {
        return jdbc.sql(
                        "select path from lake.file where dataset = :dataset and replaced_at is null")
                .param("dataset", dataset)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private String glob(String dataset) {
        return "read_parquet('%s')".formatted(folder.resolve(dataset + "/*/*.parquet"));
    }

    private static long number(String query) throws SQLException {
        return Long.parseLong(rows(query).getFirst());
    }

    private static List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var duck = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duck.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(found.getString(column));
                }
                rows.add(row.stream().map(String::valueOf).collect(Collectors.joining("|")));
            }
        }
        return rows;
    }
}
