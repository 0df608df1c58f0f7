package org.stammkunde.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** How few attempts it takes to find the facts that fail alone. */
class StrideTest {

    @Test
    void allThatFitAreTakenAsLongAsNothingFails() {
        assertThat(Stride.FULL.upTo(7)).isEqualTo(7 + Stride.MAX);
        assertThat(Stride.FULL.succeeded()).isEqualTo(Stride.FULL);
    }

    @Test
    void whatFailedBeforeARebuildBeganIsNoMeasureForItsBatches() {
        assertThat(Stride.FULL.failed(20_000_000).upTo(0)).isEqualTo(Stride.MAX);
        assertThat(Stride.FULL.failed(20_000_000).upTo(19_999_000)).isEqualTo(19_999_500);
    }

    @Test
    void theFactsThatFailAndNoOthersAreFoundInFewAttempts() {
        check(1, 1, 30);
        check(Stride.MAX, 1, 30);
        check(Stride.MAX / 2, 1, 30);
        check(4_999, 1, 30);
        // in a row they cost two attempts each, not fourteen
        check(5_000, 20, 80);
    }

    @Test
    void whereverTheyStand() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            SortedSet<Long> bad = new TreeSet<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                bad.add(1L + random.nextInt(25_000));
            }
            assertThat(found(bad, 25_000)).as("seed %d", seed).containsExactlyElementsOf(bad);
        }
    }

    private int attempts;

    private void check(long first, int inARow, int attemptsMax) {
        SortedSet<Long> bad = new TreeSet<>();
        for (int i = 0; i < inARow; i++) {
            bad.add(first + i);
        }
        attempts = 0;
        assertThat(found(bad, Stride.MAX + 100)).containsExactlyElementsOf(bad);
        assertThat(attempts).isLessThanOrEqualTo(attemptsMax);
    }

    /** As the projector goes on, without a database. */
    private List<Long> found(SortedSet<Long> bad, long last) {
        List<Long> found = new ArrayList<>();
        Stride stride = Stride.FULL;
        for (long after = 0; after < last; attempts++) {
            long upTo = Math.min(last, stride.upTo(after));
            if (bad.subSet(after + 1, upTo + 1).isEmpty()) {
                stride = stride.succeeded();
                after = upTo;
            } else if (upTo - after == 1) {
                found.add(upTo);
                stride = stride.setAside();
                after = upTo;
            } else {
                stride = stride.failed(upTo);
            }
        }
        return found;
    }
}
