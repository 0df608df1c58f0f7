package org.stammkunde.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stammkunde.orders.OrderFact.Cancellation;
import org.stammkunde.orders.OrderFact.Kind;
import org.stammkunde.orders.OrderFact.Line;
import org.stammkunde.orders.OrderFact.Refund;
import org.stammkunde.orders.OrderFact.Snapshot;
import org.stammkunde.orders.OrderFact.Stamp;

class SalesOrderTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant PLACED = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void totalsRefundsAndCancellationsLeadToTheNetAmount() {
        check(0, 0, 0, placed(1, "0"));
        check(1999, 0, 1999, placed(1, "19.99"));
        check(2500, 0, 2500, placed(1, "19.99"), placed(2, "25"));
        check(2500, 0, 2500, placed(2, "25"), placed(1, "19.99"));
        check(2500, 500, 2000, placed(1, "25"), refund(2, "r1", "5"));
        check(2500, 500, 2000, placed(1, "25"), refund(2, "r1", "5"), refund(3, "r1", "5"));
        check(2500, 1200, 1300, placed(1, "25"), refund(2, "r1", "5"), refund(3, "r2", "7"));
        check(2500, 700, 1800, placed(1, "25"), refund(3, "r1", "7"), refund(2, "r1", "5"));
        check(2500, 2500, 0, placed(1, "25"), refund(2, "r1", null));
        check(2500, 2500, 0, placed(1, "25"), refund(2, "r1", "5"), refund(3, "r2", "99"));
        check(2500, 500, 2000, placed(1, "25"), refund(2, "r1", "-5"));
        // money went back by the order itself, as on a return receipt of a till
        check(-1000, 0, -1000, placed(1, "-10"), refund(2, "r1", "5"), refund(3, "r2", null));
        check(-1000, 0, -1000, refund(1, "r1", "99"), placed(2, "-10"));
        check(2500, 0, 0, placed(1, "25"), cancelled(2));
        check(2500, 0, 2500, cancelled(1), placed(2, "25"));
        check(2500, 500, 0, placed(1, "25"), refund(2, "r1", "5"), cancelled(3));
    }

    @Test
    void aDocumentIsRoundedOnceHalfUp() {
        check(3, 0, 3, lines("0.0125", "0.0125"));
        check(2, 0, 2, lines("0.015"));
        check(1, 0, 1, lines("0.0149"));
    }

    @Test
    void anOrderThatWasOnlyCancelledOrRefundedIsNotThereYet() {
        assertThat(SalesOrder.of(List.of(cancelled(1), refund(2, "r", "5")), EUR)).isEmpty();
    }

    @Test
    void aLaterChangeDoesNotMoveTheDayTheOrderWasPlaced() {
        SalesOrder order =
                SalesOrder.of(List.of(placed(5, "25"), placed(1, "20")), EUR).orElseThrow();

        assertThat(order.orderedAt()).isEqualTo(PLACED.plusSeconds(1));
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<OrderFact> facts = randomFacts(random);
            Optional<SalesOrder> expected = SalesOrder.of(facts, EUR);
            Collections.shuffle(facts, random);
            assertThat(SalesOrder.of(facts, EUR)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static void check(long total, long refunded, long net, OrderFact... facts) {
        SalesOrder order = SalesOrder.of(List.of(facts), EUR).orElseThrow();
        assertThat(List.of(order.totalMinor(), order.refundedMinor(), order.netMinor()))
                .as("total, refunded and net of %s", List.of(facts))
                .containsExactly(total, refunded, net);
    }

    private static List<OrderFact> randomFacts(Random random) {
        List<OrderFact> facts = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            int version = random.nextInt(5);
            facts.add(
                    switch (random.nextInt(4)) {
                        case 0 -> cancelled(version);
                        case 1 ->
                                refund(
                                        version,
                                        "r" + random.nextInt(3),
                                        String.valueOf(random.nextInt(9)));
                        default -> placed(version, String.valueOf(random.nextInt(90)));
                    });
        }
        return facts;
    }

    private static Snapshot placed(long version, String total) {
        return new Snapshot(
                stamp(version),
                Kind.ORDER,
                false,
                "online",
                "EUR",
                null,
                new BigDecimal(total),
                List.of());
    }

    private static Snapshot lines(String... prices) {
        List<Line> lines = new ArrayList<>();
        for (String price : prices) {
            lines.add(
                    new Line(
                            null,
                            null,
                            null,
                            BigDecimal.ONE,
                            new BigDecimal(price),
                            BigDecimal.ZERO));
        }
        return new Snapshot(stamp(1), Kind.ORDER, false, "online", "EUR", null, null, lines);
    }

    private static Cancellation cancelled(long version) {
        return new Cancellation(stamp(version));
    }

    private static Refund refund(long version, String id, @Nullable String amount) {
        return new Refund(stamp(version), id, amount == null ? null : new BigDecimal(amount));
    }

    private static Stamp stamp(long version) {
        return new Stamp(version, UUID.randomUUID(), null, PLACED.plusSeconds(version));
    }
}
