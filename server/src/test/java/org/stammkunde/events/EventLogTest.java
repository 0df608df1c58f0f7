package org.stammkunde.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.database.TestDatabase;

class EventLogTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final DataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final EventLog log = new EventLog(database);

    @AfterEach
    void close() throws InterruptedException {
        log.close();
    }

    @Test
    void aFactIsStoredOnceHoweverOftenItComes() {
        check(1, 0, 0, page("m1", "{}"));
        check(0, 1, 0, page("m1", "{}"));
        check(1, 2, 0, page("m2", "{}"), page("m2", "{}"), page("m1", "{}"));
        assertThat(count("events.event")).isEqualTo(2);
    }

    @Test
    void ofTwoContentsTheFirstStaysAndTheOtherIsKeptToLookAt() {
        check(1, 0, 0, page("m1", "{\"a\":1}"));
        check(0, 0, 1, page("m1", "{\"a\":2}"));
        check(0, 0, 1, page("m1", "{\"a\":2}"));
        check(1, 0, 1, page("m2", "{\"a\":1}"), page("m2", "{\"a\":2}"));

        assertThat(count("events.event where payload = '{\"a\": 1}'")).isEqualTo(2);
        assertThat(count("events.conflict")).isEqualTo(2);
    }

    @Test
    void factsNameIdentifiersByNumberStrongestFirst() {
        Identifier account = Identifier.customerId("shop", "4711").orElseThrow();
        Identifier email = Identifier.email("anna@example.com").orElseThrow();
        log.append(List.of(event("m1", List.of(email, account), "{}")));
        log.append(List.of(event("m2", List.of(email), "{}")));

        assertThat(
                        jdbc.sql(
                                        """
                                        select event.message_id || ' ' || subject.value || ' '
                                            || coalesce(array_length(identifiers, 1), 0)
                                        from events.event event
                                        join events.identifier subject on subject.number = event.subject
                                        order by position
                                        """)
                                .query(String.class)
                                .list())
                .containsExactly("m1 4711 1", "m2 anna@example.com 0");
    }

    @Test
    void whatTheDatabaseCannotHoldIsRefusedAndHarmsNobodyElse() throws Exception {
        EventDraft monstrous = page("m1", "{\"a\":1e999999}");
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Appended>> others = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String id = "other" + i;
                others.add(callers.submit(() -> log.append(List.of(page(id, "{}")))));
                Callable<Appended> bad = () -> log.append(List.of(monstrous));
                assertThatThrownBy(callers.submit(bad)::get).hasCauseInstanceOf(LogRefused.class);
            }
            for (Future<Appended> other : others) {
                assertThat(other.get().stored()).isEqualTo(1);
            }
        }
        assertThat(count("events.event")).isEqualTo(50);
    }

    @Test
    void tenSendersAtOnceLoseNothingAndDoubleNothing() throws Exception {
        long seed = System.nanoTime();
        List<EventDraft> facts = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            facts.add(event("m" + i, List.of(account(i % 700)), "{}"));
        }
        int stored = 0;
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int sender = 0; sender < 10; sender++) {
                Random random = new Random(seed + sender);
                results.add(senders.submit(() -> sendShuffled(facts, random)));
            }
            for (Future<Integer> result : results) {
                stored += result.get();
            }
        }
        assertThat(stored).as("seed %d", seed).isEqualTo(5_000);
        assertThat(count("events.event")).isEqualTo(5_000);
        assertThat(count("events.identifier")).isEqualTo(700);
    }

    @Test
    void theHighestVersionOfAResourceIsCurrent() {
        Source source = new Source(1, "shop", Source.Kind.FILE, "shop");
        Resources resources = new Resources(jdbc);
        log.append(List.of(order("order/1", 7), order("order/1", 3), order("order/2", 1)));

        assertThat(resources.current(source, List.of("order/1", "order/2", "order/3")))
                .containsOnlyKeys("order/1", "order/2")
                .extractingByKey("order/1")
                .extracting(Resources.Version::number)
                .isEqualTo(7L);
    }

    private int sendShuffled(List<EventDraft> facts, Random random) {
        List<EventDraft> shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, random);
        int stored = 0;
        for (int from = 0; from < shuffled.size(); from += 250) {
            stored += log.append(shuffled.subList(from, from + 250)).stored();
        }
        return stored;
    }

    private void check(int stored, int duplicates, int conflicts, EventDraft... events) {
        assertThat(log.append(List.of(events)))
                .isEqualTo(new Appended(stored, duplicates, conflicts));
    }

    private long count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }

    private static EventDraft page(String messageId, String payload) {
        return event(messageId, List.of(account(1)), payload);
    }

    private static EventDraft event(String messageId, List<Identifier> named, String payload) {
        return new EventDraft(
                1,
                EventKey.ofMessage(1, messageId),
                EventType.PAGE,
                "Start",
                named,
                NOW,
                NOW,
                messageId,
                null,
                null,
                payload,
                null);
    }

    private static EventDraft order(String resource, long version) {
        return new EventDraft(
                1,
                EventKey.ofResource(1, resource, version),
                EventType.ORDER,
                null,
                List.of(),
                NOW,
                NOW,
                null,
                resource,
                version,
                "{}",
                null);
    }

    private static Identifier account(int number) {
        return Identifier.customerId("shop", "K" + number).orElseThrow();
    }
}
