package org.stammkunde.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who is signed in to the console, as a browser would be. */
final class ConsoleClient implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI server;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                    .build();

    private String formToken = "";

    private ConsoleClient(URI server) {
        this.server = server;
    }

    /** Signs in by a one-time link to the owner's account. */
    static ConsoleClient signIn(ServerProcess server) throws IOException, InterruptedException {
        ConsoleClient console = new ConsoleClient(server.address());
        console.setUp(server.ownerLink());
        return console;
    }

    /** Asks for a page or a resource of the interface. */
    HttpResponse<byte[]> open(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(server.resolve(path)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** How long the answer took in milliseconds; complains where it is no success. */
    double millis(String path) throws IOException, InterruptedException {
        return millis(HttpRequest.newBuilder(server.resolve(path)).build());
    }

    /** How long the answer to a question in JSON took in milliseconds. */
    double millis(String path, String question) throws IOException, InterruptedException {
        if (formToken.isEmpty()) {
            formToken = formToken("/");
        }
        return millis(
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/json")
                        .header("X-CSRF-TOKEN", formToken)
                        .POST(HttpRequest.BodyPublishers.ofString(question))
                        .build());
    }

    private double millis(HttpRequest request) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        double millis = (System.nanoTime() - start) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "%s was answered with %d: %s"
                            .formatted(
                                    request.uri().getPath(),
                                    answer.statusCode(),
                                    new String(answer.body(), StandardCharsets.UTF_8)));
        }
        return millis;
    }

    @Override
    public void close() {
        client.close();
    }

    private String formToken(String path) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(new String(open(path).body(), StandardCharsets.UTF_8));
        if (!token.find()) {
            throw new IOException("the page " + path + " has no form");
        }
        return token.group(1);
    }

    private void setUp(String path) throws IOException, InterruptedException {
        Map<String, String> fields =
                Map.of(
                        "_csrf", formToken(path),
                        "shop", "Benchmark",
                        "currency", "EUR",
                        "name", "Benchmark",
                        "email", "bench@example.com",
                        "password", UUID.randomUUID().toString());
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)))
                        .build();
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 302 && status != 303) {
            throw new IOException("signing in was answered with " + status);
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        field.getKey()
                                + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
