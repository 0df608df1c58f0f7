package org.stammkunde.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RememberedNumbersTest {

    private static final int ENTRIES = 4_096;

    private final RememberedNumbers remembered = new RememberedNumbers(ENTRIES);

    @Test
    void whatWasNeverKeptIsUnknown() {
        assertThat(remembered.find(identifier(1))).isEqualTo(RememberedNumbers.UNKNOWN);
    }

    @Test
    void identifiersThatDifferInOnePartHaveNumbersOfTheirOwn() {
        List<Identifier> alike =
                List.of(
                        new Identifier(IdentifierType.CUSTOMER_ID, "shop", "1"),
                        new Identifier(IdentifierType.CUSTOMER_ID, "till", "1"),
                        new Identifier(IdentifierType.ANONYMOUS_ID, "shop", "1"),
                        new Identifier(IdentifierType.CUSTOMER_ID, "shop", "11"),
                        new Identifier(IdentifierType.CUSTOMER_ID, "shop1", "1"));
        IntStream.range(0, alike.size())
                .forEach(i -> remembered.keep(Map.of(alike.get(i), i + 1L)));

        assertThat(alike.stream().map(remembered::find)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void itGrowsAndForgetsHardlyAnythingWhileThereIsRoom() {
        LongStream.rangeClosed(1, ENTRIES / 2).forEach(this::keep);

        assertThat(LongStream.rangeClosed(1, ENTRIES / 2).filter(this::isRemembered).count())
                .isGreaterThan(ENTRIES / 2 * 98 / 100);
    }

    @Test
    void aFullMemoryForgetsAndNeverConfuses() {
        long all = 10 * ENTRIES;
        LongStream.rangeClosed(1, all).forEach(this::keep);

        List<Long> known =
                LongStream.rangeClosed(1, all).filter(this::isRemembered).boxed().toList();
        assertThat(known.size()).isBetween(ENTRIES * 3 / 4, ENTRIES);
        assertThat(known)
                .allSatisfy(number ->
                        assertThat(remembered.find(identifier(number))).isEqualTo(number));
        assertThat(remembered.find(identifier(all))).as("the latest").isEqualTo(all);
    }

    @Test
    void whoLooksUpWhileOthersAreKeptFindsTheRightNumberOrNone() throws Exception {
        long all = 20 * ENTRIES;
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Future<?> keeping =
                    threads.submit(() -> LongStream.rangeClosed(1, all).forEach(this::keep));
            Callable<Void> looking =
                    () -> {
                        for (long number = 1; !keeping.isDone(); number = number % all + 1) {
                            assertThat(remembered.find(identifier(number))).isIn(0L, number);
                        }
                        return null;
                    };
            for (Future<Void> looked : threads.invokeAll(List.of(looking, looking))) {
                check(looked);
            }
            keeping.get();
        }
    }

    @Test
    void aMemoryHasAPowerOfTwoOfEntries() {
        assertThatThrownBy(() -> new RememberedNumbers(5_000)).hasMessageContaining("power of two");
        assertThatThrownBy(() -> new RememberedNumbers(512)).hasMessageContaining("1,024");
    }

    private static void check(Future<Void> looked) throws InterruptedException {
        try {
            looked.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    private boolean isRemembered(long number) {
        return remembered.find(identifier(number)) != RememberedNumbers.UNKNOWN;
    }

    private void keep(long number) {
        remembered.keep(Map.of(identifier(number), number));
    }

    private static Identifier identifier(long number) {
        return new Identifier(IdentifierType.CUSTOMER_ID, "shop", "K-" + number);
    }
}
