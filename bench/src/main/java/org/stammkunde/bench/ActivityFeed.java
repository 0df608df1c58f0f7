package org.stammkunde.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** Sends a file of messages to the tracking API, as fast as it takes them. */
final class ActivityFeed {

    private static final int BATCH = 500;
    private static final int CONNECTIONS = 6;

    private final URI address;
    private final String writeKey;

    ActivityFeed(URI server, String writeKey) {
        this.address = server.resolve("/v1/batch");
        this.writeKey = writeKey;
    }

    /** Returns when all messages are acknowledged. */
    void send(Path messages) throws IOException {
        try (Stream<String> lines = Files.lines(messages);
                HttpClient client =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            lines.gather(Gatherers.windowFixed(BATCH))
                    .gather(Gatherers.mapConcurrent(CONNECTIONS, batch -> delivered(client, batch)))
                    .forEach(_ -> {});
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private int delivered(HttpClient client, List<String> batch) {
        try {
            HttpRequest request = request(batch);
            HttpResponse<String> answer = send(client, request);
            while (answer.statusCode() == 429 || answer.statusCode() == 503) {
                TimeUnit.SECONDS.sleep(1);
                answer = send(client, request);
            }
            if (answer.statusCode() != 200) {
                throw new IOException(
                        "activities were answered with %d: %s"
                                .formatted(answer.statusCode(), answer.body()));
            }
            return batch.size();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        }
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(List<String> batch) {
        String body =
                "{\"writeKey\":\"%s\",\"sentAt\":\"%s\",\"batch\":[%s]}"
                        .formatted(writeKey, Instant.now(), String.join(",", batch));
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
