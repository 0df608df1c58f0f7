package org.stammkunde.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;

/** The tracking API over real HTTP, as the SDKs use it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TrackingApiTest {

    private static final String SUCCESS = "{\"success\":true}";

    @LocalServerPort int port;
    @Autowired Sources sources;
    @Autowired JdbcClient jdbc;

    private final HttpClient client = HttpClient.newHttpClient();
    private String writeKey = "";

    @BeforeEach
    void makeSource() {
        writeKey = sources.renewWriteKey(sources.named("web", Source.Kind.API, "shop"));
        jdbc.sql("delete from events.failed").update();
    }

    @Test
    void everyFormOfCallIsTaken() throws Exception {
        String event = "\"userId\":\"1\",\"event\":\"Seen\",\"type\":\"%s\",\"messageId\":\"%s\"";
        for (String path : new String[] {"identify", "track", "page", "screen", "group", "alias"}) {
            check(200, path, "{" + event.formatted(path, path) + "}");
            check(200, path.substring(0, 1), "{" + event.formatted(path, "short " + path) + "}");
        }
        for (String path : new String[] {"batch", "import", "import/", "b"}) {
            check(200, path, "{\"batch\":[{" + event.formatted("track", "in " + path) + "}]}");
        }
        assertThat(stored("")).isGreaterThanOrEqualTo(16);
    }

    @Test
    void theKeyIsFoundWhereverTheSdkPutsIt() throws Exception {
        String body = "{\"userId\":\"1\"%s}";
        HttpRequest.Builder bare = request("page");
        assertThat(send(bare.copy(), body.formatted("")).statusCode()).isEqualTo(401);
        assertThat(
                        send(bare.copy(), body.formatted(",\"writeKey\":\"" + writeKey + "\""))
                                .statusCode())
                .isEqualTo(200);
        assertThat(send(request("page?writeKey=" + writeKey), body.formatted("")).statusCode())
                .isEqualTo(200);
        assertThat(send(authorized(bare.copy(), writeKey), body.formatted("")).statusCode())
                .isEqualTo(200);
        assertThat(send(authorized(bare.copy(), "wrong:"), body.formatted("")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void packedBodiesAndForeignContentTypesAreRead() throws Exception {
        byte[] packed =
                packed("{\"batch\":[{\"type\":\"page\",\"userId\":\"1\",\"messageId\":\"gz\"}]}");
        HttpRequest request =
                authorized(request("batch"), writeKey + ":")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(packed))
                        .build();

        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo(SUCCESS);
        assertThat(stored("where message_id = 'gz'")).isEqualTo(1);
    }

    @Test
    void aPackedBodyThatIsCutOffOrNoneIsRefusedForGood() throws Exception {
        byte[] packed = packed("{\"batch\":[{\"type\":\"page\",\"userId\":\"1\"}]}");
        checkPacked(200, packed);
        checkPacked(400, Arrays.copyOf(packed, packed.length - 9));
        checkPacked(400, Arrays.copyOf(packed, 5));
        checkPacked(400, new byte[0]);
        checkPacked(400, "{\"batch\":[]}".getBytes(StandardCharsets.UTF_8));
    }

    private void checkPacked(int status, byte[] body) throws Exception {
        HttpRequest request =
                authorized(request("batch"), writeKey + ":")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                .as("%d bytes", body.length)
                .isEqualTo(status);
    }

    private static byte[] packed(String body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    @Test
    void oneBadMessageDoesNotFailTheOthersAndIsKept() throws Exception {
        check(
                200,
                "batch",
                """
                {"batch":[{"type":"page","userId":"1","messageId":"good1"},
                          {"type":"dance","userId":"1"}, 42,
                          {"type":"page","userId":"1","messageId":"huge","properties":{"n":1e9999999}},
                          {"type":"page","userId":"1","messageId":"good2"}]}
                """);

        assertThat(stored("where message_id in ('good1', 'good2')")).isEqualTo(2);
        assertThat(
                        jdbc.sql("select code from events.failed order by id")
                                .query((row, number) -> row.getString(1))
                                .list())
                .containsExactlyInAnyOrder("unknown_type", "unknown_type", "number_too_large");
    }

    @Test
    void whatABatchSaysOfAllItsMessagesIsBoundedAndSoAreItsParts() throws Exception {
        String small = "{\"type\":\"page\",\"userId\":\"1\"},";
        String wide = "{\"context\":{\"x\":\"%s\"},\"batch\":[%s%s]}";
        String last = "{\"type\":\"page\",\"userId\":\"1\",\"messageId\":\"wide\"}";

        check(400, "batch", wide.formatted("x".repeat(40_000), small, last));
        String own = "{\"event\":\"Seen\",\"userId\":\"1\",\"context\":{\"y\":\"%s\"}}";
        check(200, "track", own.formatted("y".repeat(40_000)));
        check(200, "batch", wide.formatted("x".repeat(30_000), small.repeat(900), last));

        assertThat(stored("where message_id = 'wide'")).isEqualTo(1);
        assertThat(stored("where payload #>> '{context,x}' like 'xxx%'")).isEqualTo(901);
    }

    @Test
    void whatIsNoJsonIsRefusedForGood() throws Exception {
        check(400, "batch", "");
        check(400, "batch", "[]");
        check(400, "batch", "{\"batch\":");
        check(400, "batch", "{\"a\":".repeat(100) + "1" + "}".repeat(100));
        check(400, "track", "\u0000\u0001");
        check(400, "batch", "{}");
        check(400, "batch", "{\"batch\":{\"type\":\"page\",\"userId\":\"1\"}}");
        check(200, "batch", "{\"batch\":[]}");
        check(404, "nothing", "{}");
        check(400, "track", "{\"x\":\"" + "x".repeat(5 << 20) + "\"}");
    }

    @Test
    void whatIsNoJsonIsToldWithItsPlace() throws Exception {
        checkRefused(
                "{\"userId\":\"1\",\n \"event\" \"Bought\"}",
                "the body is no JSON: line 2, column 10");
        checkRefused("{\"userId\":", "the body ends before its JSON does: line 1, column 11");
        checkRefused("hello", "the body is no JSON: line 1, column 1");
        checkRefused(
                "{\"a\":".repeat(100) + "1" + "}".repeat(100),
                "the body is too large in one place: accepted are 64 levels of nesting, 64 digits in"
                        + " a number and 1000000 characters in a text");
        checkRefused("[]", "the body must be a JSON object");
    }

    private void checkRefused(String body, String message) throws Exception {
        HttpResponse<String> response = send(authorized(request("track"), writeKey + ":"), body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("\"code\":\"invalid_json\"", "\"message\":\"" + message + "\"");
    }

    @Test
    void browsersMaySendFromAnywhere() throws Exception {
        HttpRequest request = request("batch").method("OPTIONS", BodyPublishers.noBody()).build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(response.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValueSatisfying(headers -> assertThat(headers).contains("Authorization"));
    }

    private void check(int status, String path, String body) throws Exception {
        HttpResponse<String> response = send(authorized(request(path), writeKey + ":"), body);
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json");
        if (status == 200) {
            assertThat(response.body()).isEqualTo(SUCCESS);
        } else {
            assertThat(response.body()).contains("\"code\":\"", "\"message\":\"");
        }
    }

    private long stored(String where) {
        return jdbc.sql("select count(*) from events.event " + where).query(Long.class).single();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/" + path));
    }

    private static HttpRequest.Builder authorized(HttpRequest.Builder request, String user) {
        byte[] credentials = user.getBytes(StandardCharsets.UTF_8);
        return request.header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String body)
            throws IOException, InterruptedException {
        return client.send(
                request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }
}
