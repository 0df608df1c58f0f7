package org.stammkunde.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final Pattern MESSAGE_ID = Pattern.compile("\"messageId\":\"([^\"]+)\"");

    private final EventStream events = new EventStream("testtest", 7, 1_000);
    private final AtomicLong numbers = new AtomicLong();
    private final Acknowledged acknowledged = new Acknowledged();

    @Test
    void everyEventOfABatchIsSentOnceAndAcknowledged() throws IOException {
        try (RecordingServer server = new RecordingServer(number -> RecordingServer.SUCCESS)) {
            Load.Result result = run(server, 100, new Pace.AsAnswered());

            assertThat(numbersSent(server)).doesNotHaveDuplicates().hasSize((int) result.sent());
            assertThat(acknowledged.count()).isEqualTo(result.sent());
            assertThat(result.sent()).isPositive().isEqualTo(numbers.get());
        }
    }

    @Test
    void requestsAreWhatTheTrackingInterfaceExpects() throws IOException {
        try (RecordingServer server = new RecordingServer(number -> RecordingServer.SUCCESS)) {
            run(server, 2, new Pace.Fixed(100));

            RecordingServer.Request first = server.requests().element();
            assertThat(first.head())
                    .startsWith("POST /v1/batch HTTP/1.1\r\n")
                    .contains("Authorization: Basic a2V5Og==\r\n");
            assertThat(first.body()).startsWith("{\"batch\":[{").endsWith("Z\"}");
        }
    }

    @Test
    void singleEventsGoToThePathOfTheirType() throws IOException {
        try (RecordingServer server = new RecordingServer(number -> RecordingServer.SUCCESS)) {
            run(server, 1, new Pace.AsAnswered());

            assertThat(server.requests())
                    .allSatisfy(request -> {
                        String type = request.head().replaceAll("(?s)POST /v1/(\\w+) .*", "$1");
                        assertThat(request.body()).startsWith("{\"type\":\"" + type + "\"");
                    });
        }
    }

    @Test
    void refusedRequestsAreSentAgainUnchanged() throws IOException {
        String refusal =
                RecordingServer.answer("429 Too Many Requests", "Retry-After: 0\r\n", "{}");
        RecordingServer.Answers answers =
                number -> number % 3 == 0 ? refusal : RecordingServer.SUCCESS;
        try (RecordingServer server = new RecordingServer(answers)) {
            Load.Result result = run(server, 10, new Pace.Fixed(2_000));

            assertThat(result.refused()).isPositive();
            assertThat(acknowledged.count()).isEqualTo(numbers.get());
            assertThat(server.requests()).hasSize((int) (result.sent() / 10 + result.refused()));
        }
    }

    @Test
    void aFixedPaceIsNotExceeded() throws IOException {
        try (RecordingServer server = new RecordingServer(number -> RecordingServer.SUCCESS)) {
            Load.Result result = run(server, 10, new Pace.Fixed(1_000));

            assertThat(result.sent()).isBetween(100L, 500L);
        }
    }

    @Test
    void answersThatAreNoSuccessEndTheRun() throws IOException {
        check(RecordingServer.answer("401 Unauthorized", "", "{\"code\":\"unknown_key\"}"), "401");
        check(RecordingServer.answer("200 OK", "", "{}"), "expected {\"success\":true}");
        check("HTTP/1.1 200 OK\r\n\r\n", "without Content-Length");
    }

    private void check(String answer, String complaint) throws IOException {
        try (RecordingServer server = new RecordingServer(number -> answer)) {
            assertThatThrownBy(() -> run(server, 1, new Pace.AsAnswered()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(complaint);
        }
    }

    private Load.Result run(RecordingServer server, int eventsPerRequest, Pace pace)
            throws IOException {
        RequestWriter writer =
                new RequestWriter(
                        server.target(), events, eventsPerRequest, InstantSource.system());
        try (Load load = new Load(writer, 4, numbers::getAndAdd, acknowledged)) {
            return load.run(pace, Duration.ofMillis(500));
        }
    }

    private static List<Long> numbersSent(RecordingServer server) {
        List<Long> sent = new ArrayList<>();
        for (RecordingServer.Request request : server.requests()) {
            Matcher ids = MESSAGE_ID.matcher(request.body());
            while (ids.find()) {
                sent.add(EventStream.number(ids.group(1)));
            }
        }
        return sent;
    }
}
