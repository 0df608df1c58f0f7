package org.stammkunde.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stammkunde.api.Problems.check;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stammkunde.security.ProgramKey;
import tools.jackson.databind.JsonNode;

/** A program records what customers agree to, and finds those who did. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=api", "stammkunde.api.requests-per-minute=100000"})
class ConsentApiTest {

    @LocalServerPort private int port;
    @Autowired private ApplicationContext context;

    private Program program;

    @BeforeEach
    void customersAndAKey() {
        Program.supply(context);
        program = new Program(port, ProgramKey.of(context, "consents"));
    }

    @Test
    void whatACustomerSaysIsRecordedOnceWithItsProofAndDecidesSegments() {
        String path = "/api/customers/" + customer("Nr+003") + "/consents";
        assertThat(state(path, "marketing-sms")).isEqualTo("none");
        String agreed =
                """
                {"purpose": "marketing-sms", "given": true, "saidAt": "2026-03-01T10:00:00Z",
                 "wording": "Ja, per SMS.", "place": "/konto", "id": "konto-1"}
                """;

        record(path, agreed);
        record(path, agreed);
        assertThat(state(path, "marketing-sms")).isEqualTo("given");
        JsonNode history = program.json(path + "/history").path("data");
        assertThat(history.size()).isEqualTo(1);
        assertThat(history.at("/0/wording").asString()).isEqualTo("Ja, per SMS.");
        assertThat(history.at("/0/saidAt").asString()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(count("given")).isEqualTo(1);

        record(path, "{\"purpose\": \"marketing-sms\", \"given\": false}");
        assertThat(state(path, "marketing-sms")).isEqualTo("withdrawn");
        assertThat(count("given")).isZero();
        assertThat(count("withdrawn")).isEqualTo(1);
        assertThat(count("none")).isEqualTo(Program.CUSTOMERS - 1);
    }

    @Test
    void somebodyMayAgreeBeforeAnythingElseIsKnown() {
        String said =
                """
                {"person": {"type": "email", "value": "Neu@Example.com"},
                 "statement": {"purpose": "marketing-email", "given": true, "place": "/newsletter"}}
                """;
        assertThat(program.call("POST", "/api/consents", said).statusCode()).isEqualTo(204);

        String path = "/api/customers/" + customer("neu@example.com") + "/consents";
        assertThat(state(path, "marketing-email")).isEqualTo("given");
    }

    @Test
    void theFirstStatementWithAnIdempotencyKeyCountsAndIsRecordedOnce() {
        String path = "/api/customers/" + customer("Nr+006") + "/consents";
        String agreed = "{\"purpose\": \"profiling\", \"given\": true}";
        String key = "k".repeat(200);
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer =
                    program.call("POST", path, agreed, "Idempotency-Key", key);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }

        assertThat(state(path, "profiling")).isEqualTo("given");
        assertThat(program.json(path + "/history").path("data").size()).isEqualTo(1);
        check(
                program.call("POST", path, agreed, "Idempotency-Key", key + "k"),
                400,
                "idempotency-key-invalid");
    }

    @Test
    void whatIsWrongIsNamed() {
        String path = "/api/customers/" + customer("Nr+004") + "/consents";
        refused(path, "{\"purpose\": \"marketing\", \"given\": true}");
        refused(path, "{\"purpose\": \"profiling\"}");
        refused(
                path,
                "{\"purpose\": \"profiling\", \"given\": true, \"note\": \"%s\"}"
                        .formatted("x".repeat(2_001)));
        refused("/api/consents", "{\"person\": {\"type\": \"email\", \"value\": \"a@b.de\"}}");
        refused(
                "/api/consents",
                """
                {"person": {"type": "email", "value": "nobody"},
                 "statement": {"purpose": "profiling", "given": true}}
                """);
        check(
                program.call(
                        "POST",
                        "/api/customers/999999/consents",
                        "{\"purpose\": \"profiling\", \"given\": true}"),
                404,
                "customer-unknown");
    }

    @Test
    void theSourceOfWhatIsRecordedHasNoWriteKey() {
        record(
                "/api/customers/" + customer("Nr+005") + "/consents",
                "{\"purpose\": \"profiling\", \"given\": true}");
        long own = 0;
        for (JsonNode source : program.json("/api/sources").path("data")) {
            own = source.path("kind").asString().equals("own") ? source.path("id").asLong() : own;
        }

        check(program.call("POST", "/api/sources/" + own + "/write-key", ""), 422, "source-own");
    }

    private void refused(String path, String body) {
        check(program.call("POST", path, body), 422, "consent-invalid");
    }

    private void record(String path, String body) {
        HttpResponse<String> answer = program.call("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String state(String path, String purpose) {
        for (JsonNode consent : program.json(path).path("data")) {
            if (consent.path("purpose").asString().equals(purpose)) {
                return consent.path("state").asString();
            }
        }
        throw new AssertionError(purpose);
    }

    private long count(String state) {
        String question =
                "{\"condition\": {\"consent\": \"marketing-sms\", \"is\": \"%s\"}}"
                        .formatted(state);
        return Program.json(program.call("POST", "/api/segments/preview", question))
                .path("customers")
                .asLong();
    }

    private long customer(String search) {
        return program.json("/api/customers?q=" + search).at("/data/0/id").asLong();
    }
}
