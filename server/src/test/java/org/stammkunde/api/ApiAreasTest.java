package org.stammkunde.api;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.stammkunde.api.Problems.check;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.customers.Facts;
import org.stammkunde.customers.RefusedTrait;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Sources;
import org.stammkunde.security.ProgramKey;
import tools.jackson.databind.JsonNode;

/** What the console does, done by a program: customers, segments, score, imports, figures. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=api", "stammkunde.api.requests-per-minute=100000"})
class ApiAreasTest {

    @LocalServerPort private int port;
    @Autowired private ApplicationContext context;

    private Program program;

    @BeforeEach
    void customersAndAKey() {
        Program.supply(context);
        program = new Program(port, ProgramKey.of(context, "areas"));
    }

    @Test
    void customersAreFoundFilteredOrderedAndPagedByCursor() {
        Set<Long> seen = new TreeSet<>();
        String path = "/api/customers?sort=revenue&limit=20&city=k%C3%B6ln";
        int parts = 0;
        for (String cursor = ""; cursor != null; parts++) {
            JsonNode part = program.json(path + (parts == 0 ? "" : "&cursor=" + cursor));
            part.path("data").forEach(customer -> seen.add(customer.path("id").asLong()));
            cursor = part.path("next").isNull() ? null : part.path("next").asString();
        }
        assertThat(parts).isEqualTo(3);
        assertThat(seen).hasSize(Program.CUSTOMERS);

        JsonNode best = program.json("/api/customers?sort=revenue&limit=1").at("/data/0");
        assertThat(best.path("name").asString()).isEqualTo("Nr 000 Muster");
        assertThat(best.path("revenue").decimalValue()).isEqualByComparingTo("950.00");
        assertThat(best.at("/figures/score").decimalValue()).isEqualByComparingTo("105");
        assertThat(program.json("/api/customers/count?revenueMin=900").path("customers").asInt())
                .isEqualTo(1);
        assertThat(program.get("/api/customers/export?format=csv&q=Nr+007").body())
                .contains("Nr 007 Muster")
                .doesNotContain("Nr 008");

        check(program.get("/api/customers?cursor=nonsense"), 400, "cursor-invalid");
        check(program.get("/api/customers?sort=shoe-size"), 400, "parameter-invalid");
        check(program.get("/api/customers?limit=1000"), 400, "parameter-invalid");
        check(program.get("/api/customers?grupp=treue-kunden"), 400, "parameter-unknown");
    }

    @Test
    void oneCustomerIsToldWithTraitsTimelineScoreAndSegments() {
        long id = first();

        JsonNode customer = program.json("/api/customers/" + id);
        assertThat(customer.path("name").asString()).isEqualTo("Nr 000 Muster");
        assertThat(customer.at("/orders/0/revenue").decimalValue()).isEqualByComparingTo("950.00");
        assertThat(customer.at("/identifiers/0/value").asString()).contains("K-000");
        assertThat(customer.path("explained").toString()).contains("\"why\"");

        assertThat(program.json("/api/customers/" + id + "/traits").toString())
                .contains("\"city\"", "Köln");
        JsonNode timeline = program.json("/api/customers/" + id + "/timeline");
        assertThat(timeline.path("data")).hasSize(2);
        assertThat(timeline.at("/data/0/order/total").decimalValue()).isEqualByComparingTo("950");
        assertThat(timeline.at("/data/0/payload/number").asString()).isEqualTo("B-1");
        assertThat(program.json("/api/customers/" + id + "/timeline?kind=orders").path("data"))
                .hasSize(1);
        JsonNode memberships = program.json("/api/customers/" + id + "/segments");
        assertThat(memberships.at("/data/0/segment").asString()).isEqualTo("treue-kunden");
        assertThat(memberships.at("/data/0/member").asBoolean()).isTrue();
        assertThat(memberships.at("/data/0/reason/holds").asBoolean()).isTrue();
        assertThat(memberships.at("/data/0/reason/measured").asString()).contains("105");

        check(program.get("/api/customers/999999"), 404, "customer-unknown");
        check(program.get("/api/customers/many"), 400, "parameter-unreadable");
        check(program.get("/api/customers/" + id + "/timeline?kind=x"), 400, "parameter-invalid");
    }

    @Test
    void theDataLakeIsWrittenInTheBackgroundAndSaysWhereItStands() {
        HttpResponse<String> asked = program.call("POST", "/api/lake/runs", "");
        assertThat(asked.statusCode()).isEqualTo(202);

        JsonNode state = Program.json(asked);
        for (long end = System.nanoTime() + 20_000_000_000L;
                state.path("writtenAt").isNull() && System.nanoTime() < end; ) {
            state = program.json("/api/lake");
        }
        assertThat(state.path("position").asLong()).isPositive();
        assertThat(state.at("/datasets/0/dataset").asString()).isEqualTo("events");
        assertThat(state.at("/datasets/0/rows").asLong()).isPositive();
    }

    @Test
    void factsThatAreSetAsideAreListedAndTriedAgain() {
        Projector projector = context.getBean(Projector.class);
        try (var _ = new RefusedTrait(context.getBean(JdbcClient.class))) {
            new Facts(context.getBean(EventLog.class), projector, context.getBean(Sources.class))
                    .identify("K-052", "2026-01-07T10:00:00Z", "{\"nickname\":\"poison\"}")
                    .project();

            JsonNode fact = program.json("/api/set-aside").at("/data/0");
            assertThat(fact.path("source").asString()).isEqualTo("Webshop");
            assertThat(fact.path("messageId").asString()).isNotEmpty();
            assertThat(fact.path("projection").asString()).isEqualTo("customers");
            assertThat(fact.path("error").asString())
                    .startsWith("SQLState 22003")
                    .contains("at CustomersProjection.takeTraits")
                    .doesNotContain("poison");
            assertThat(tryAgain()).isEqualTo(1);
            projector.catchUp();
            assertThat(program.json("/api/set-aside").at("/data/0/position").asLong())
                    .as("tried again at the end of the log")
                    .isGreaterThan(fact.path("position").asLong());
        }
        assertThat(tryAgain()).isEqualTo(1);
        projector.catchUp();
        assertThat(program.json("/api/set-aside").path("data")).isEmpty();
        assertThat(tryAgain()).isZero();
        check(program.get("/api/set-aside?cursor=nonsense"), 400, "cursor-invalid");
    }

    private long tryAgain() {
        HttpResponse<String> answer = program.call("POST", "/api/set-aside/again", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Program.json(answer).path("facts").asLong();
    }

    @Test
    void productsAreFoundAndToldWithWhatWasSoldAndSaid() {
        sendProducts();

        JsonNode found = program.json("/api/products?q=st%C3%BCck");
        assertThat(found.path("data")).hasSize(1);
        JsonNode cheese = found.at("/data/0");
        assertThat(cheese.path("name").asString()).isEqualTo("Bergkäse am Stück");
        assertThat(cheese.path("category").asString()).isEqualTo("Feinkost > Käse");
        assertThat(cheese.path("price").decimalValue()).isEqualByComparingTo("12.90");
        assertThat(cheese.path("stock").decimalValue()).isEqualByComparingTo("40");
        assertThat(program.json("/api/products/categories").path("data").toString())
                .contains("Feinkost > Käse");

        JsonNode first = program.json("/api/products?limit=1&sort=name");
        JsonNode second = program.json("/api/products?limit=1&sort=name&cursor=" + next(first));
        assertThat(second.at("/data/0/number")).isNotEqualTo(first.at("/data/0/number"));

        JsonNode details = program.json("/api/products/details?number=A%2F1");
        assertThat(details.path("lowestPrice").decimalValue()).isEqualByComparingTo("11.90");
        assertThat(details.path("history"))
                .extracting(said -> said.path("measure").asString())
                .contains("price", "cost", "stock");

        check(program.get("/api/products/details?number=none"), 404, "product-unknown");
        check(program.get("/api/products?cursor=nonsense"), 400, "cursor-invalid");
        check(program.get("/api/products?sort=shoe-size"), 400, "parameter-invalid");
    }

    /** As a shop sends them, with the write key of a source made for it. */
    private void sendProducts() {
        String name = "{\"name\":\"Warenwirtschaft\"}";
        int source = Program.json(program.call("POST", "/api/sources", name)).path("id").asInt();
        String key =
                Program.json(program.call("POST", "/api/sources/" + source + "/write-key", ""))
                        .path("writeKey")
                        .asString();
        Instant now = Instant.now();
        String cheese =
                """
                "sku":"A/1","name":"Bergkäse am Stück","category":"Feinkost > Käse","currency":"EUR",
                """;
        send(
                key,
                now.minus(9, DAYS),
                cheese + "\"price\":\"11.90\",\"cost\":\"6.00\",\"stock\":40");
        send(key, now.minus(2, DAYS), cheese + "\"price\":\"12.90\"");
        send(key, now.minus(2, DAYS), "\"sku\":\"A/2\",\"name\":\"Kaffee\",\"price\":\"7.50\"");
        context.getBean(Projector.class).catchUp();
    }

    private void send(String writeKey, Instant at, String properties) {
        HttpResponse<String> answer =
                new Program(port, "")
                        .call(
                                "POST",
                                "/v1/track",
                                """
                                {"writeKey":"%s","event":"Product Updated","anonymousId":"shop",
                                 "timestamp":"%s","properties":{%s}}
                                """
                                        .formatted(writeKey, at, properties));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String next(JsonNode part) {
        return part.path("next").asString();
    }

    @Test
    void aScoreIsToldWithItsPartsAndTheFactsBehindThem() {
        String path = "/api/customers/" + first() + "/score";

        JsonNode score = program.json(path);
        assertThat(score.path("points").decimalValue()).isEqualByComparingTo("105");
        assertThat(score.path("loyal").asBoolean()).isTrue();
        assertThat(score.path("parts")).hasSize(2);
        assertThat(program.json(path + "?asOf=2026-01-05").path("points").asInt()).isZero();
        JsonNode facts = program.json(path + "/store-order/facts");
        assertThat(facts.at("/data/0/order").asString()).isEqualTo("B-1");
        assertThat(facts.at("/data/0/effect").decimalValue())
                .as("the order counts as revenue, too")
                .isEqualByComparingTo("105");

        check(program.get(path + "?asOf=soon"), 400, "parameter-unreadable");
        check(program.get(path + "?asOf=1492-10-12"), 400, "parameter-invalid");
        check(program.get(path + "/dancing/facts"), 404, "not-found");
    }

    @Test
    void rulesAreChangedOnlyByWhoSawTheNewestVersion() {
        HttpResponse<String> current = program.get("/api/score/rules");
        String tag = Program.tag(current);
        String change = change(current, "120", "stricter");
        String draft = Program.json(current).path("rules").toString();

        JsonNode preview =
                Program.json(
                        program.call(
                                "POST",
                                "/api/score/rules/preview",
                                draft.replaceFirst("\"threshold\":[0-9.]+", "\"threshold\":120")));
        assertThat(preview.path("exact").asBoolean()).isTrue();
        assertThat(preview.at("/loyalAfter/value").asLong()).isZero();
        assertThat(preview.at("/leavers/0/name").asString()).isEqualTo("Nr 000 Muster");

        check(program.call("PUT", "/api/score/rules", change), 428, "if-match-missing");
        check(put(change, "yes"), 400, "if-match-unreadable");
        HttpResponse<String> changed = put(change, tag);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(Program.tag(changed)).isNotEqualTo(tag);
        assertThat(Program.json(changed).path("author").asString()).isEqualTo("areas (API)");
        check(put(change(current, "130", "again"), tag), 412, "version-outdated");
        int version = Program.json(changed).path("version").asInt();
        String versions = "/api/score/rules/versions/";
        assertThat(program.json(versions + version + "/differences").path("data").toString())
                .isEqualTo("[{\"field\":\"threshold\",\"before\":100,\"after\":120}]");

        HttpResponse<String> restored =
                program.call(
                        "POST",
                        versions + (version - 1) + "/restore",
                        "",
                        "If-Match",
                        Program.tag(changed));
        assertThat(Program.json(restored).path("rules"))
                .isEqualTo(Program.json(current).path("rules"));
        assertThat(program.json("/api/score/rules/versions").path("data").size())
                .isGreaterThanOrEqualTo(3);
        check(program.get(versions + "77777"), 404, "not-found");
    }

    @Test
    void everythingThatIsWrongWithRulesIsNamed() {
        String tag = Program.tag(program.get("/api/score/rules"));

        String wrong =
                """
                {"reason": "x", "rules": {"threshold": 0, "halfLifeDays": 1.5,
                 "activities": {"mail-click": {"value": 5000}, "dancing": {"value": 1}}}}
                """;
        HttpResponse<String> refused = put(wrong, tag);

        assertThat(check(refused, 422, "rules-invalid").path("errors").toString())
                .contains("\"at\":\"rules.threshold\"", "is 0; allowed are 1 to 1000000 points")
                .contains("\"at\":\"rules.halfLifeDays\"", "is 1.5; allowed are 30 to 3650")
                .contains("\"at\":\"rules.activities.mail-click.value\"", "is 5000")
                .contains("\"at\":\"rules.activities.dancing\"", "there is no such activity")
                .contains("\"at\":\"rules.activities.review.value\"", "is missing");
        String inGerman =
                program.call(
                                "PUT",
                                "/api/score/rules",
                                wrong,
                                "If-Match",
                                tag,
                                "Accept-Language",
                                "de")
                        .body();
        assertThat(inGerman)
                .contains("ist 0; erlaubt sind 1 bis 1000000 Punkte")
                .contains("ist 1.5; erlaubt sind 30 bis 3650 ganze Tage")
                .contains("diese Aktivität gibt es nicht; es gibt ")
                .contains("fehlt; senden Sie die vollständigen Regeln")
                .doesNotContain("allowed", "missing");
        check(put("{}", tag), 422, "rules-invalid");
        HttpResponse<String> current = program.get("/api/score/rules");
        assertThat(
                        check(put(change(current, "99", ""), tag), 422, "rules-invalid")
                                .path("errors")
                                .toString())
                .contains("reason");
    }

    @Test
    void aSegmentIsPreviewedMadeChangedAskedAboutAndRemoved() {
        String condition = "{\"orders\": \"revenue\", \"number\": {\"atLeast\": 500}}";
        JsonNode preview =
                Program.json(
                        program.call(
                                "POST",
                                "/api/segments/preview",
                                "{\"condition\": " + condition + "}"));
        assertThat(preview.path("customers").asLong()).isEqualTo(1);
        assertThat(preview.path("of").asLong()).isEqualTo(Program.CUSTOMERS);
        assertThat(preview.at("/overlap/treue-kunden").asLong()).isEqualTo(1);

        HttpResponse<String> made =
                program.call(
                        "POST",
                        "/api/segments",
                        "{\"title\": \"Gute Käufer\", \"condition\": " + condition + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String path = made.headers().firstValue("Location").orElseThrow();
        assertThat(path).isEqualTo("/api/segments/gute-kaeufer");
        assertThat(program.json(path).path("condition"))
                .isEqualTo(Program.json(made).path("condition"));
        assertThat(program.json(path + "/members").at("/data/0/name").asString())
                .isEqualTo("Nr 000 Muster");
        assertThat(program.get(path + "/members.csv").body()).contains("Nr 000 Muster");
        assertThat(program.json(path + "/as-of/2026-01-05").path("customers").asLong()).isZero();
        assertThat(program.json(path + "/as-of/2026-01-06").path("customers").asLong())
                .isEqualTo(1);
        assertThat(program.json(path + "/history").at("/data/0/entered").asLong()).isEqualTo(1);
        HttpResponse<String> snapshot =
                program.call("POST", path + "/snapshot", "{\"title\": \"Damals\"}");
        assertThat(Program.json(snapshot).path("kind").asString()).isEqualTo("snapshot");

        String stricter = "{\"title\": \"Gute Käufer\", \"condition\": %s}";
        String change = stricter.formatted(condition.replace("500", "5000"));
        check(program.call("PUT", path, change), 428, "if-match-missing");
        HttpResponse<String> changed =
                program.call("PUT", path, change, "If-Match", Program.tag(made));
        assertThat(Program.json(changed).path("version").asInt()).isEqualTo(2);
        assertThat(program.json(path + "/members").path("data")).isEmpty();
        check(
                program.call("PUT", path, change, "If-Match", Program.tag(made)),
                412,
                "version-outdated");
        assertThat(program.json(path + "/versions").path("data")).hasSize(2);

        check(
                program.call("DELETE", path, "", "If-Match", Program.tag(made)),
                412,
                "version-outdated");
        String tag = Program.tag(changed);
        assertThat(program.call("DELETE", path, "", "If-Match", tag).statusCode()).isEqualTo(204);
        check(program.get(path), 404, "segment-unknown");
        assertThat(program.json("/api/segments/damals/members").path("data")).hasSize(1);
    }

    @Test
    void whatIsWrongWithASegmentIsNamedWithItsPlace() {
        String twice =
                """
                {"title": "", "condition": {"all": [{"segmnet": "x"},
                 {"orders": "revenue", "number": {"atLeast": "much"}}]}}
                """;
        JsonNode errors =
                check(program.call("POST", "/api/segments", twice), 422, "segment-invalid")
                        .path("errors");
        assertThat(errors).hasSize(2);
        assertThat(errors.at("/0/at").asString()).isEqualTo("all[1]");
        assertThat(errors.at("/0/detail").asString()).contains("Did you mean “segment”?");
        check(program.call("POST", "/api/segments", "{}"), 422, "segment-invalid");
        check(
                program.call("DELETE", "/api/segments/treue-kunden", "", "If-Match", "\"0\""),
                409,
                "segment-fixed");
        assertThat(program.json("/api/segments/ready-made").path("data").size()).isGreaterThan(9);
    }

    @Test
    void customersAreTaggedSingleOrAsAListAndThatIsTakenBack() {
        JsonNode operation =
                Program.json(
                        program.call(
                                "POST",
                                "/api/customers/tags",
                                "{\"tag\": \"VIP\", \"customers\": [%d]}".formatted(first())));
        assertThat(operation.path("customers").asLong()).isEqualTo(1);
        assertThat(program.json("/api/customers/tags").path("data").toString()).contains("VIP");
        assertThat(program.json("/api/customers/count?tag=VIP").path("customers").asInt())
                .isEqualTo(1);
        String all = "{\"tag\": \"VIP\", \"list\": {\"q\": \"Muster\"}}";
        JsonNode rest = Program.json(program.call("POST", "/api/customers/tags", all));
        assertThat(rest.path("customers").asLong()).isEqualTo(Program.CUSTOMERS - 1);

        String undo = "/api/customers/tags/" + rest.path("id").asString() + "/undo";
        assertThat(program.call("POST", undo, "").statusCode()).isEqualTo(204);

        assertThat(program.json("/api/customers/count?tag=VIP").path("customers").asInt())
                .isEqualTo(1);
        String misspelt = "{\"tag\": \"VIP\", \"list\": {\"qq\": \"Muster\"}}";
        check(program.call("POST", "/api/customers/tags", misspelt), 400, "parameter-unknown");
        check(
                program.call("POST", "/api/customers/tags", "{\"tag\": \"x\"}"),
                400,
                "nobody-chosen");
    }

    @Test
    void viewsAndColumnsAreThoseOfTheAccountThatMadeTheKey() {
        HttpResponse<String> saved =
                program.call(
                        "POST",
                        "/api/customers/views",
                        "{\"name\": \"Kölner\", \"list\": {\"city\": \"Köln\"}}");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
        assertThat(Program.json(saved).path("address").asString())
                .isEqualTo("/customers?city=K%C3%B6ln");
        String view = "/api/customers/views/" + Program.json(saved).path("id").asLong();
        assertThat(program.call("DELETE", view, "").statusCode()).isEqualTo(204);
        check(program.call("DELETE", view, ""), 404, "not-found");
        assertThat(program.call("POST", view + "/restore", "").statusCode()).isEqualTo(204);
        assertThat(program.get("/api/customers/views").body()).contains("Kölner");

        JsonNode columns =
                Program.json(
                        program.call(
                                "PUT",
                                "/api/customers/columns",
                                "{\"chosen\": [\"city\", \"orders\"]}"));
        assertThat(columns.path("chosen").toString()).isEqualTo("[\"orders\",\"city\"]");
        check(
                program.call("PUT", "/api/customers/columns", "{\"chosen\": [\"shoes\"]}"),
                400,
                "parameter-invalid");
        program.call("PUT", "/api/customers/columns", "{\"chosen\": []}");
    }

    @Test
    void aFileIsHandedInMappedRehearsedImportedUndoneAndBroughtBack() {
        HttpResponse<String> draft =
                program.upload(
                        "/api/imports?fileName=kasse.csv",
                        """
                        Beleg;Wann;Kunde;Artikel;Menge;Preis
                        1;03.04.2026 10:00;K1;Hammer;1;9,90
                        2;03.04.2026 11:00;K2;Säge;viele;19,90
                        """);
        assertThat(draft.statusCode()).as(draft.body()).isEqualTo(201);
        String path = draft.headers().firstValue("Location").orElseThrow();
        JsonNode look = program.json(path + "/mapping");
        assertThat(look.at("/columns/0/field").asString()).isEqualTo("order-number");

        String mapping =
                "{\"columns\": {\"1\": \"order-number\", \"9\": \"sku\", \"2\": \"wann\"}}";
        assertThat(
                        check(
                                        program.call("PUT", path + "/mapping", mapping),
                                        422,
                                        "mapping-invalid")
                                .path("errors"))
                .hasSize(2);
        assertThat(program.call("PUT", path + "/mapping", mapping, "Accept-Language", "de").body())
                .contains("Es gibt die Spalten 1 bis 6", "„wann“ ist kein Feld");
        String right =
                """
                {"columns": {"1": "order-number", "2": "placed-at", "3": "customer",
                             "4": "product", "5": "quantity", "6": "unit-price"},
                 "settings": {"source": "kasse"}, "partial": true, "keepAs": "Kasse"}
                """;
        JsonNode mapped = Program.json(program.call("PUT", path + "/mapping", right));
        assertThat(mapped.path("missing")).isEmpty();
        assertThat(mapped.at("/orders/0/amount").decimalValue()).isEqualByComparingTo("9.90");
        assertThat(program.get("/api/imports/mappings").body()).contains("Kasse");
        assertThat(program.call("DELETE", "/api/imports/mappings/Kasse", "").statusCode())
                .isEqualTo(204);

        run(path + "/rehearse", path, "draft");
        assertThat(program.json(path).at("/counts/imported/orders").asLong()).isEqualTo(1);
        int before = customers();
        run(path + "/start", path, "done");
        assertThat(program.json(path).at("/counts/rejected/rows").asLong()).isEqualTo(1);
        assertThat(program.get(path + "/report").body()).contains("viele");
        check(program.call("POST", path + "/start", ""), 409, "import-state");
        check(program.get(path + "/mapping"), 409, "import-state");
        assertThat(customers()).isEqualTo(before + 1);
        run(path + "/undo", path, "undone");
        assertThat(customers()).isEqualTo(before);
        assertThat(program.json(path).path("undoneBy").asString()).isEqualTo("areas (API)");
        run(path + "/restore", path, "done");
        assertThat(program.json(path).path("restoredBy").asString()).isEqualTo("areas (API)");
        run(path + "/undo", path, "undone");
        assertThat(program.json("/api/imports?limit=1").at("/data/0/id"))
                .isEqualTo(program.json(path).path("id"));
        check(program.upload("/api/imports?fileName=x.csv", ""), 422, "file-empty");
    }

    /** Has something done with a key, so that it begins only after the answer is kept. */
    private void run(String action, String path, String state) {
        HttpResponse<String> begun =
                program.call("POST", action, "", "Idempotency-Key", action + System.nanoTime());
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        await().untilAsserted(() ->
                assertThat(program.json(path).path("state").asString()).isEqualTo(state));
    }

    @Test
    void theReportIsThatOfTheCommandLine() {
        JsonNode report = program.json("/api/report");
        assertThat(report.path("customers").asLong()).isEqualTo(1);
        assertThat(report.path("currency").asString()).isEqualTo("EUR");
        check(program.get("/api/report?rule=Z"), 400, "parameter-invalid");
        check(program.get("/api/report?currency=Taler"), 400, "parameter-invalid");
        check(program.get("/api/report?asOf=soon"), 400, "parameter-unreadable");
    }

    private int customers() {
        return program.json("/api/customers/count").path("customers").asInt();
    }

    private long first() {
        return program.json("/api/customers?q=Nr+000").at("/data/0/id").asLong();
    }

    private HttpResponse<String> put(String body, String tag) {
        return program.call("PUT", "/api/score/rules", body, "If-Match", tag);
    }

    private static String change(HttpResponse<String> current, String threshold, String reason) {
        String rules =
                Program.json(current)
                        .path("rules")
                        .toString()
                        .replaceFirst("\"threshold\":[0-9.]+", "\"threshold\":" + threshold);
        return "{\"rules\": %s, \"reason\": \"%s\"}".formatted(rules, reason);
    }
}
