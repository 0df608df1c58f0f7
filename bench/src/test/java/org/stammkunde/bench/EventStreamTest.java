package org.stammkunde.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    @Test
    void theSameSeedMakesTheSameEvents() {
        assertThat(event(stream(1), 4_711)).isEqualTo(event(stream(1), 4_711));
        assertThat(event(stream(1), 4_711)).isNotEqualTo(event(stream(2), 4_711));
    }

    @Test
    void aMessageIdEndsInTheNumberOfItsEvent() {
        String event = event(stream(1), 4_711);

        String messageId = event.replaceAll(".*\"messageId\":\"([^\"]+)\".*", "$1");
        assertThat(messageId).isEqualTo("bench-testtest-000000004711");
        assertThat(EventStream.number(messageId)).isEqualTo(4_711);
    }

    @Test
    void everyBlankIsFilledIn() {
        EventStream stream = stream(1);
        assertThat(LongStream.range(0, 5_000).mapToObj(number -> event(stream, number)))
                .allSatisfy(event -> {
                    assertThat(event)
                            .doesNotContain("{message}", "{customer}", "{time}", "{number}");
                    assertThat(event).contains("\"timestamp\":\"2026-03-01T12:00:00.123Z\"");
                });
    }

    @Test
    void typesOccurInTheStatedShares() {
        EventStream stream = stream(1);
        Map<String, Long> counts =
                LongStream.range(0, 20_000)
                        .mapToObj(number -> kind(event(stream, number)))
                        .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()));

        assertThat(counts.get("page")).isBetween(8_600L, 9_400L);
        assertThat(counts.get("identify")).isBetween(850L, 1_150L);
        assertThat(counts.get("Order Completed")).isBetween(850L, 1_150L);
    }

    @Test
    void theFirstEventsIntroduceOneCustomerAfterTheOther() {
        EventStream stream = new EventStream("testtest", 1, 1_000, 100);
        stream.at(NOON);

        assertThat(LongStream.range(0, 100).boxed())
                .allSatisfy(number ->
                        assertThat(event(stream, number))
                                .startsWith("{\"type\":\"identify\"")
                                .contains("\"userId\":\"K-%09d\"".formatted(number)));
        assertThat(LongStream.range(100, 200).mapToObj(number -> kind(event(stream, number))))
                .contains("page", "Product Viewed");
    }

    @Test
    void whatIsToldOfACustomerSeldomChanges() {
        EventStream stream = new EventStream("testtest", 1, 1, 1);
        stream.at(NOON);
        String introduced = traits(event(stream, 0));

        Map<Boolean, Long> later =
                LongStream.range(1, 40_000)
                        .mapToObj(number -> event(stream, number))
                        .filter(event -> kind(event).equals("identify"))
                        .collect(
                                Collectors.groupingBy(
                                        event -> traits(event).equals(introduced),
                                        Collectors.counting()));

        assertThat(later.get(false)).isBetween(60L, 140L);
        assertThat(later.get(true)).isBetween(1_700L, 2_100L);
    }

    @Test
    void aPopulationNeedsSomebody() {
        assertThatThrownBy(() -> new EventStream("testtest", 1, 0))
                .hasMessageContaining("1 to 999999999 customers");
    }

    private static String traits(String event) {
        return event.substring(event.indexOf("\"traits\""));
    }

    private static String kind(String event) {
        String type = event.replaceAll("\\{\"type\":\"(\\w+)\".*", "$1");
        return type.equals("track") ? event.replaceAll(".*\"event\":\"([^\"]+)\".*", "$1") : type;
    }

    private static EventStream stream(long seed) {
        EventStream stream = new EventStream("testtest", seed, 1_000);
        stream.at(NOON);
        return stream;
    }

    private static String event(EventStream stream, long number) {
        byte[] bytes = new byte[stream.bytesMax()];
        int end = stream.write(number, bytes, 0);
        return new String(bytes, 0, end, StandardCharsets.US_ASCII);
    }
}
