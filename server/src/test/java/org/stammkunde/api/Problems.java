package org.stammkunde.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** What every refusal of the API must be. */
final class Problems {

    private Problems() {}

    static JsonNode check(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        JsonNode problem = Program.json(answer);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asString()).isEqualTo("urn:stammkunde:problem:" + code);
        assertThat(problem.path("title").asString()).isNotBlank().doesNotContain("⟦");
        assertThat(problem.path("detail").asString()).isNotBlank().doesNotContain("⟦");
        return problem;
    }
}
