package org.stammkunde.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.stammkunde.api.Problems.check;

import java.net.http.HttpResponse;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.customers.Facts;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Sources;
import org.stammkunde.merchant.Merchant;
import org.stammkunde.merchant.MerchantSettings;
import org.stammkunde.security.ProgramKey;
import tools.jackson.databind.JsonNode;

/** The merchant's settings for programs; after another zone everything is counted anew. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=api", "stammkunde.api.requests-per-minute=100000"})
class MerchantApiTest {

    private static final String PATH = "/api/merchant";

    @LocalServerPort private int port;
    @Autowired private ApplicationContext context;
    @Autowired private MerchantSettings settings;
    @Autowired private JdbcClient jdbc;

    private Program program;
    private Merchant before;

    @BeforeEach
    void aKey() {
        Program.supply(context);
        program = new Program(port, ProgramKey.of(context, "merchant"));
        before = settings.current();
    }

    @AfterEach
    void asItWas() {
        put(before.name(), before.zone().getId(), before.currency().getCurrencyCode());
        awaitCounted();
    }

    @Test
    void anotherZoneMovesTheBordersOfDays() {
        new Facts(
                        context.getBean(EventLog.class),
                        context.getBean(Projector.class),
                        context.getBean(Sources.class))
                .order("M-1", "MERCHANT-1", "2026-03-01T23:30:00Z", "1.00", "Nachtisch")
                .project();
        assertThat(day()).as("half past midnight in Berlin").isEqualTo("2026-03-02");

        HttpResponse<String> changed = put("Lindenthal", "America/New_York", "CHF");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(Program.json(changed).path("name").asString()).isEqualTo("Lindenthal");
        awaitCounted();
        assertThat(day()).as("an evening in New York").isEqualTo("2026-03-01");
        assertThat(settings.current().currency().getCurrencyCode()).isEqualTo("CHF");
    }

    @Test
    void whatWasChangedBeforeTheServerStoppedIsCountedWhenItStartsAgain() {
        SmartLifecycle counting = context.getBean("recount", SmartLifecycle.class);
        counting.stop();
        assertThat(put("Lindenthal", "Pacific/Auckland", "EUR").statusCode()).isEqualTo(200);
        assertThat(program.json(PATH).path("counting").asBoolean()).isTrue();

        counting.start();

        awaitCounted();
        assertThat(settings.counted().zone()).isEqualTo(ZoneId.of("Pacific/Auckland"));
    }

    @Test
    void whoSawAFormerVersionIsToldAndNothingIsChanged() {
        String seen = Program.tag(program.get(PATH));
        assertThat(put("First", "Europe/Berlin", "EUR").statusCode()).isEqualTo(200);

        check(put(seen, "Second", "Europe/Berlin", "EUR"), 412, "version-outdated");
        check(program.call("PUT", PATH, "{}"), 428, "if-match-missing");
        assertThat(settings.current().name()).isEqualTo("First");
    }

    @Test
    void everythingThatIsWrongIsTold() {
        JsonNode problem = check(put(" ", "GMT+1", "XTS"), 422, "merchant-invalid");
        assertThat(problem.path("errors"))
                .extracting(error -> error.path("at").asString())
                .containsExactly("name", "zone", "currency");
        assertThat(settings.current()).isEqualTo(before);
    }

    @Test
    void aKeyForOtherThingsReadsNoSettings() {
        Program other = new Program(port, ProgramKey.of(context, "lake", ApiScope.LAKE_READ));
        check(other.get(PATH), 403, "scope-missing");
    }

    private HttpResponse<String> put(String name, String zone, String currency) {
        return put(Program.tag(program.get(PATH)), name, zone, currency);
    }

    private HttpResponse<String> put(String seen, String name, String zone, String currency) {
        String body =
                "{\"name\":\"%s\",\"zone\":\"%s\",\"currency\":\"%s\"}"
                        .formatted(name, zone, currency);
        return program.call("PUT", PATH, body, "If-Match", seen);
    }

    private void awaitCounted() {
        await().untilAsserted(() ->
                assertThat(program.json(PATH).path("counting").asBoolean()).isFalse());
    }

    private String day() {
        return jdbc.sql("select day::text from orders.shared_order where number = 'MERCHANT-1'")
                .query(String.class)
                .single();
    }
}
