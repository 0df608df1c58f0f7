package org.stammkunde.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.customers.Facts;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Sources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that uses the API with its key. */
final class Program {

    /** How many customers {@link #supply} makes. */
    static final int CUSTOMERS = 53;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String server;
    private final String key;

    /**
     * @param key empty for none
     */
    Program(int port, String key) {
        this.server = "http://localhost:" + port;
        this.key = key;
    }

    /** Calls an address with JSON; {@code headers} are names and values by turns. */
    HttpResponse<String> call(String method, String path, String body, String... headers) {
        return send(method, path, body, body.isEmpty() ? "" : "application/json", headers);
    }

    /** Sends a file. */
    HttpResponse<String> upload(String path, String content, String... headers) {
        return send("POST", path, content, "application/octet-stream", headers);
    }

    HttpResponse<String> get(String path) {
        return call("GET", path, "");
    }

    JsonNode json(String path) {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private HttpResponse<String> send(
            String method, String path, String body, String type, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path))
                        .header("Accept-Language", "en")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Fifty-three customers, once; the first bought for 950, which makes 105 points. */
    static void supply(ApplicationContext context) {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        if (jdbc.sql("select exists (select from events.event)").query(Boolean.class).single()) {
            return;
        }
        Facts facts =
                new Facts(
                        context.getBean(EventLog.class),
                        context.getBean(Projector.class),
                        context.getBean(Sources.class));
        for (int i = 0; i < CUSTOMERS; i++) {
            facts.identify(
                    "K-%03d".formatted(i),
                    "2026-01-05T10:00:00Z",
                    "{\"name\":\"Nr %03d Muster\",\"city\":\"Köln\"}".formatted(i));
        }
        facts.order("K-000", "B-1", "2026-01-06T10:00:00Z", "950.00", "Bergkäse");
        facts.project();
    }
}
