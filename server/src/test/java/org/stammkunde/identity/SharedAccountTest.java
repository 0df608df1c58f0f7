package org.stammkunde.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.events.EventDraft;
import org.stammkunde.events.EventKey;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.EventType;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;

/**
 * Accounts on which browser after browser hangs, as that of a till or of a wrongly set up server.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.main.lazy-initialization=true")
class SharedAccountTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T09:00:00Z");

    @Autowired private EventLog log;
    @Autowired private Projector projector;
    @Autowired private Sources sources;
    @Autowired private JdbcClient jdbc;

    private int facts;

    @Test
    void whoBelongsTogetherDoesNotDependOnHowFactsAreParted() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int batch = 0; batch < 60; batch++) {
            List<EventDraft> arriving = new ArrayList<>();
            for (int fact = random.nextInt(4); fact >= 0; fact--) {
                arriving.add(names(anyOf(random)));
            }
            log.append(arriving);
            projector.catchUp();
        }
        List<String> live = members();

        projector.rebuild();

        assertThat(members()).as("seed %d", seed).isEqualTo(live).hasSizeGreaterThan(20);
    }

    @Test
    void aBrowserOfAKnownAccountIsTheirsAndOneThatTwoShareIsDecidedByTime() {
        log.append(List.of(names(List.of(account("ida")))));
        projector.catchUp();
        log.append(List.of(names(List.of(account("ida"), browser("kiosk")))));
        projector.catchUp();
        assertThat(customer(browser("kiosk"))).isEqualTo(customer(account("ida")));

        log.append(List.of(names(List.of(account("ole"), browser("kiosk")))));
        log.append(List.of(names(List.of(browser("kiosk")))));
        projector.catchUp();
        assertThat(customer(browser("kiosk")))
                .as("who used it first keeps it")
                .isEqualTo(customer(account("ida")))
                .isNotEqualTo(customer(account("ole")));
    }

    private List<Identifier> anyOf(Random random) {
        Identifier account = account("r" + random.nextInt(8));
        Identifier browser = browser("r" + random.nextInt(40));
        Identifier email =
                Identifier.email("r%d@example.com".formatted(random.nextInt(8))).orElseThrow();
        return switch (random.nextInt(6)) {
            case 0 -> List.of(account);
            case 1 -> List.of(browser);
            case 2 -> List.of(account, email);
            case 3 -> List.of(email, browser);
            default -> List.of(account, browser);
        };
    }

    private static Identifier account(String name) {
        return Identifier.customerId("shop", name).orElseThrow();
    }

    private static Identifier browser(String name) {
        return Identifier.anonymousId("shop", new UUID(1, name.hashCode()).toString())
                .orElseThrow();
    }

    private EventDraft names(List<Identifier> who) {
        int source = sources.named("shared-account", Source.Kind.API, "shop").id();
        Instant at = MORNING.plusSeconds(++facts);
        return new EventDraft(
                source,
                EventKey.ofMessage(source, UUID.randomUUID().toString()),
                EventType.TRACK,
                "Product Viewed",
                who,
                at,
                at,
                null,
                null,
                null,
                "{}",
                null);
    }

    private long customer(Identifier identifier) {
        return jdbc.sql(
                        """
                        select member.customer
                        from identity.shared_member member
                        join events.shared_identifier known on known.number = member.identifier
                        where known.value = :value and known.type = :type
                        """)
                .param("value", identifier.value())
                .param("type", identifier.type().code())
                .query(Long.class)
                .single();
    }

    private List<String> members() {
        return jdbc.sql(
                        """
                        select identifier || ' ' || customer as line
                        from identity.shared_member
                        order by identifier
                        """)
                .query((row, _) -> row.getString("line"))
                .list();
    }
}
