package org.stammkunde.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stammkunde.bench.Commands.run;

import org.junit.jupiter.api.Test;

/** What was acknowledged is stored once, under load and through sudden ends. */
class LossTest {

    @Test
    void everyAcknowledgedEventIsStoredOnce() {
        String line = run("ingest", "--quick");

        assertThat(line)
                .contains("\"lost\":0,\"doubled\":0")
                .containsPattern("\"acceptedPerSecond\":[1-9]")
                .containsPattern("\"endToEndPerSecond\":[1-9]")
                .containsPattern("\"floorRowsPerSecond\":[1-9]");
    }

    @Test
    void suddenEndsOfServerDatabaseAndImportLoseAndDoubleNothing() {
        String line = run("kill", "--kills", "3", "--longest-millis", "500", "--orders", "3000");

        assertThat(line)
                .contains("\"serverKills\":1,\"postgresKills\":1,\"importKills\":1,")
                .containsPattern("\"acknowledged\":[1-9]")
                .contains("\"lost\":0,\"doubled\":0")
                .containsPattern("\"orders\":[1-9]")
                .contains("\"ordersDiffering\":0");
    }
}
