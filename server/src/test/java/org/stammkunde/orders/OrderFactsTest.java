package org.stammkunde.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stammkunde.events.EventType;
import org.stammkunde.orders.OrderFact.Line;
import org.stammkunde.orders.OrderFact.Snapshot;
import org.stammkunde.orders.OrderFact.Stamp;

/** How the lines of orders are read. */
class OrderFactsTest {

    private static final Stamp STAMP =
            new Stamp(1, new UUID(0, 1), null, Instant.parse("2026-03-01T10:00:00Z"));

    @Test
    void theNumberOfAProductIsItsSkuOrElseItsIdAndNeverBlank() {
        checkNumber("A-1", "{\"sku\":\"A-1\",\"product_id\":\"123\"}");
        checkNumber("A-1", "{\"sku\":\" A-1 \",\"product_id\":\"123\"}");
        checkNumber("123", "{\"sku\":\"\",\"product_id\":\"123\",\"name\":\"T-Shirt\"}");
        checkNumber("123", "{\"sku\":\" \\u2003\\t\",\"product_id\":\"\\t123\"}");
        checkNumber("123", "{\"sku\":null,\"product_id\":123}");
        checkNumber(null, "{\"sku\":\"\",\"product_id\":\" \",\"name\":\"T-Shirt\"}");
    }

    @Test
    void aBlankNameIsNone() {
        assertThat(line("{\"name\":\" T-Shirt \"}").name()).isEqualTo("T-Shirt");
        assertThat(line("{\"name\":\"  \"}").name()).isNull();
    }

    private static void checkNumber(@Nullable String expected, String product) {
        assertThat(line(product).sku()).as(product).isEqualTo(expected);
    }

    private static Line line(String product) {
        String payload = "{\"properties\":{\"products\":[%s]}}".formatted(product);
        OrderFact fact =
                OrderFacts.read(EventType.TRACK, "Order Completed", STAMP, payload).orElseThrow();
        assertThat(fact).isInstanceOf(Snapshot.class);
        return ((Snapshot) fact).lines().getFirst();
    }
}
