package org.stammkunde.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stammkunde.api.Problems.check;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.stammkunde.events.Sources;
import org.stammkunde.security.OwnerLinks;
import org.stammkunde.security.ProgramKey;
import org.stammkunde.security.SignedInBrowser;
import org.stammkunde.web.Browser;

/** What all addresses of the API have in common: keys, scopes, safe repetition, versions. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=api", "stammkunde.api.requests-per-minute=100000"})
class ApiTest {

    private static final int AT_ONCE = 10;

    private static final String RICH =
            """
            {"title": "%s", "condition": {"orders": "revenue", "number": {"atLeast": 500}}}
            """;

    @LocalServerPort private int port;
    @Autowired private ApplicationContext context;
    @Autowired private Sources sources;
    @Autowired private OwnerLinks links;
    @Autowired private JdbcClient jdbc;
    @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private Program program;

    @BeforeEach
    void customersAndAKey() {
        Program.supply(context);
        program = new Program(port, ProgramKey.of(context, "all"));
    }

    @Test
    void everyAddressNamesAScopeAndWhatWritesNamesOneForWriting() {
        List<String> wrong = new ArrayList<>();
        int addresses = 0;
        for (var mapping : requestMappingHandlerMapping.getHandlerMethods().entrySet()) {
            for (String path : mapping.getKey().getPatternValues()) {
                if (path.startsWith("/api/") && !path.startsWith(OpenApiDocument.PATH)) {
                    addresses++;
                    boolean isRead =
                            mapping.getKey()
                                            .getMethodsCondition()
                                            .getMethods()
                                            .equals(Set.of(RequestMethod.GET))
                                    || path.endsWith("/preview");
                    boolean fits =
                            ScopeRule.needed(mapping.getValue())
                                    .filter(scope -> scope.isWrite() != isRead)
                                    .isPresent();
                    if (!fits) {
                        wrong.add(path);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(addresses).isGreaterThan(50);
    }

    @Test
    void nothingIsOpenWithoutAKeyAndAWrongOneIsRefused() {
        HttpResponse<String> without = new Program(port, "").get("/api/customers");
        check(without, 401, "sign-in-needed");
        assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");

        check(new Program(port, "").call("POST", "/api/sources", "{}"), 401, "sign-in-needed");
        check(new Program(port, "stk_wrong").get("/api/customers"), 401, "key-invalid");
        check(new Program(port, "stk_wrong").get("/api/openapi.json"), 401, "key-invalid");
        check(program.get("/api/nothing-here"), 404, "not-found");
        check(program.get("/api/openapi.json.yaml"), 403, "not-allowed");
    }

    @Test
    void aKeyMayDoWhatItsScopesAllowAndNothingElse() {
        Program reader =
                new Program(port, ProgramKey.of(context, "reader", ApiScope.CUSTOMERS_READ));

        assertThat(reader.get("/api/customers").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = reader.get("/api/score/rules");
        assertThat(check(refused, 403, "scope-missing").path("title").asString())
                .contains("score:read");
        check(reader.call("POST", "/api/customers/tags", "{}"), 403, "scope-missing");
        assertThat(reader.get("/customers").statusCode()).as("pages know no keys").isEqualTo(302);
    }

    @Test
    void aSignedInOwnerReadsWithoutKeyAndWritesWithTheTokenOfAPage() {
        Browser browser = SignedInBrowser.of(port, "en", links);

        assertThat(browser.open("/api/customers").statusCode()).isEqualTo(200);
        assertThat(browser.post("/api/sources", "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void keysAreMadeShownOnceAndRevokedOnTheirPage() {
        Browser browser = SignedInBrowser.of(port, "de", links);

        HttpResponse<String> refused =
                browser.submit("/api-keys", "/api-keys", Map.of("name", " "));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("wofür er ist", "mindestens ein Recht");

        HttpResponse<String> made =
                browser.submit(
                        "/api-keys",
                        "/api-keys",
                        Map.of("name", "Abgleich", "scope", "customers:read"));
        String secret = made.body().replaceFirst("(?s).*<code>(stk_[^<]+)</code>.*", "$1");
        Program reader = new Program(port, secret);
        assertThat(reader.get("/api/customers").statusCode()).isEqualTo(200);
        String list = browser.open("/api-keys").body();
        assertThat(list).contains("Abgleich", "zuletzt benutzt").doesNotContain(secret);
        assertThat(
                        jdbc.sql("select to_jsonb(key)::text from security.api_key key")
                                .query(String.class)
                                .list())
                .noneMatch(row -> row.contains(secret));

        long id =
                jdbc.sql("select id from security.api_key where name = 'Abgleich'")
                        .query(Long.class)
                        .single();
        browser.submit("/api-keys", "/api-keys/" + id + "/revoke", Map.of());
        check(reader.get("/api/customers"), 401, "key-invalid");
        assertThat(browser.open("/api-keys?revoked=" + id).body()).contains("Rückgängig machen");
        browser.submit("/api-keys", "/api-keys/" + id + "/restore", Map.of());
        assertThat(reader.get("/api/customers").statusCode()).isEqualTo(200);
    }

    @Test
    void aWriteThatIsSentAgainIsDoneOnceAndAnsweredAlike() {
        String key = UUID.randomUUID().toString();
        String body = RICH.formatted("Einmal " + key);

        HttpResponse<String> first = post("/api/segments", body, key);
        HttpResponse<String> second = post("/api/segments", body, key);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"))
                .isPresent();
        assertThat(Program.tag(second)).isEqualTo(Program.tag(first));
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(program.get("/api/segments").body()).containsOnlyOnce("Einmal " + key);
        check(post("/api/segments", RICH.formatted("x"), key), 422, "idempotency-key-reused");
        check(post("/api/sources", body, key), 422, "idempotency-key-reused");
        check(post("/api/segments", body, "x".repeat(201)), 400, "idempotency-key-invalid");
    }

    @Test
    void keysForRepetitionBelongToTheirCaller() {
        String key = UUID.randomUUID().toString();
        post("/api/sources", "{\"name\": \"mine\"}", key);

        Program other = new Program(port, ProgramKey.of(context, "other"));
        HttpResponse<String> answer =
                other.call(
                        "POST", "/api/sources", "{\"name\": \"theirs\"}", "Idempotency-Key", key);

        assertThat(Program.json(answer).path("name").asString()).isEqualTo("theirs");
    }

    @Test
    void tenAtOnceWithOneKeyMakeOneThing() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = RICH.formatted("Zehn " + key);
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        Callable<HttpResponse<String>> call =
                () -> {
                    together.await();
                    return post("/api/segments", body, key);
                };
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<HttpResponse<String>>> calls = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                calls.add(threads.submit(call));
            }
            for (Future<HttpResponse<String>> each : calls) {
                answers.add(each.get());
            }
        }

        assertThat(answers)
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                    assertThat(answer.body()).isEqualTo(answers.getFirst().body());
                });
        assertThat(answers)
                .filteredOn(answer -> answer.headers().firstValue("Idempotency-Replayed").isEmpty())
                .hasSize(1);
        assertThat(
                        jdbc.sql("select count(*) from segments.definition where title = :title")
                                .param("title", "Zehn " + key)
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void previewsNamePeopleAndAreNotKept() {
        String question = "{\"condition\": {\"orders\": \"count\", \"number\": {\"atLeast\": 1}}}";

        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = post("/api/segments/preview", question, "preview");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Idempotency-Replayed")).isEmpty();
        }
    }

    @Test
    void aRefusedWriteLeavesNothingBehindAndCanBeSentAgainMended() {
        String key = UUID.randomUUID().toString();

        check(post("/api/sources", "{\"name\": \"\"}", key), 422, "source-name-invalid");

        assertThat(post("/api/sources", "{\"name\": \"mended\"}", key).statusCode()).isEqualTo(200);
    }

    @Test
    void aSecretIsShownOnceAndKeptNowhere() {
        HttpResponse<String> source = program.call("POST", "/api/sources", "{\"name\": \"app\"}");
        String path = "/api/sources/" + Program.json(source).path("id").asInt() + "/write-key";
        String key = UUID.randomUUID().toString();

        String writeKey = Program.json(post(path, "", key)).path("writeKey").asString();

        assertThat(sources.ofWriteKey(writeKey)).isPresent();
        check(post(path, "", key), 409, "secret-shown-once");
        assertThat(sources.ofWriteKey(writeKey)).as("nothing was done again").isPresent();
        assertThat(
                        jdbc.sql(
                                        """
                                        select count(*) from api.answer
                                        where convert_from(body, 'UTF8') like :secret
                                        """)
                                .param("secret", "%" + writeKey + "%")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void aLongFileIsRepeatedLikeAnythingElse() {
        String key = UUID.randomUUID().toString();
        String row = "1;03.04.2026 10:00;K1;Hammer;1;9,90\n";
        String file = "Beleg;Datum;Kunde;Artikel;Menge;Preis\n" + row.repeat(60_000);

        HttpResponse<String> first =
                program.upload("/api/imports?fileName=long.csv", file, "Idempotency-Key", key);
        HttpResponse<String> second =
                program.upload("/api/imports?fileName=long.csv", file, "Idempotency-Key", key);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(Program.json(first).path("fileBytes").asLong()).isEqualTo(bytes(file));
        assertThat(second.body()).isEqualTo(first.body());
        check(
                program.upload(
                        "/api/imports?fileName=long.csv", file + row, "Idempotency-Key", key),
                422,
                "idempotency-key-reused");
        String draft = "/api/imports/" + Program.json(first).path("id").asLong();
        assertThat(program.call("DELETE", draft, "").statusCode()).isEqualTo(204);
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void whatCannotBeReadIsToldWithItsPlace() {
        HttpResponse<String> answer =
                program.call("POST", "/api/sources", "{\"name\": \"x\", \"nmaespace\": \"y\"}");
        assertThat(check(answer, 400, "body-unreadable").path("errors").toString())
                .contains("nmaespace", "`name`, `namespace`");
        check(program.call("POST", "/api/sources", "{"), 400, "body-unreadable");
        assertThat(
                        check(
                                        program.call(
                                                "POST",
                                                "/api/customers/tags",
                                                "{\"customers\": [1, \"two\"]}"),
                                        400,
                                        "body-unreadable")
                                .path("errors")
                                .toString())
                .contains("customers[1]", "`two` is no whole number");
        check(program.call("PATCH", "/api/sources", "{}"), 405, "method-not-allowed");
        check(program.upload("/api/sources", "{}"), 415, "media-type-unsupported");
    }

    private HttpResponse<String> post(String path, String body, String key) {
        return program.call("POST", path, body, "Idempotency-Key", key);
    }
}
