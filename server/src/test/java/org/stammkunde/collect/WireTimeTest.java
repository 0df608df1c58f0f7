package org.stammkunde.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireTimeTest {

    @Test
    void timesAreReadInWhateverFormSendersWriteThem() {
        check("2026-03-01T12:00:00.123Z", "2026-03-01T12:00:00.123Z");
        check("2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z");
        check("2026-03-01T12:00:00.123456Z", "2026-03-01T12:00:00.123456Z");
        check("2026-03-01T12:00:00.123+02:00", "2026-03-01T10:00:00.123Z");
        check("2024-02-29T23:59:59.999Z", "2024-02-29T23:59:59.999Z");
        check("0000-01-01T00:00:00.000Z", "0000-01-01T00:00:00Z");
    }

    @Test
    void whatNoCalendarHasIsRefused() {
        refused("2026-02-30T12:00:00.000Z");
        refused("2026-13-01T12:00:00.000Z");
        refused("2026-03-01T25:00:00.000Z");
        refused("2026-03-01T12:00:60.000Z");
        refused("2026-03-01 12:00:00.000Z");
        refused("2026-03-01T12:00:00.00\u0660Z");
        refused("gestern");
        refused("");
    }

    @Test
    void theShortWayReadsTheSameAsTheGeneralParser() {
        long seed = 20_260_301;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            Instant instant = Instant.ofEpochMilli(random.nextLong(253_402_300_800_000L));
            String text = "%tFT%<tT.%<tLZ".formatted(instant.atOffset(java.time.ZoneOffset.UTC));
            assertThat(WireTime.parse(text))
                    .as("seed %d, %s", seed, text)
                    .isEqualTo(OffsetDateTime.parse(text).toInstant());
        }
    }

    private static void check(String text, String expected) {
        assertThat(WireTime.parse(text)).as(text).isEqualTo(Instant.parse(expected));
    }

    private static void refused(String text) {
        assertThatThrownBy(() -> WireTime.parse(text))
                .as(text)
                .isInstanceOf(DateTimeException.class);
    }
}
