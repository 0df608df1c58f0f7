package org.stammkunde.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresSettingsTest {

    private static final long GIGABYTE = 1L << 30;

    @ParameterizedTest
    @CsvSource({"0, 128MB, 128MB", "1, 256MB, 512MB", "4, 1024MB, 2048MB", "64, 4096MB, 32768MB"})
    void buffersTakeAQuarterOfTheMemoryWithinBounds(
            long gigabytes, String buffers, String cacheExpected) {
        assertThat(PostgresSettings.durable(gigabytes * GIGABYTE))
                .contains("shared_buffers=" + buffers, "effective_cache_size=" + cacheExpected);
    }
}
