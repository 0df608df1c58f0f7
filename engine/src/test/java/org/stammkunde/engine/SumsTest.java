package org.stammkunde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SumsTest {

    private static final long END = 9_000_000_000_000_000_000L;

    @Test
    void sumsAreExactBetweenTheirEnds() {
        check(1, 2, 3);
        check(-5, 2, -3);
        check(END - 1, 1, END);
        check(END, -END, 0);
        check(Long.MAX_VALUE, Long.MIN_VALUE, -1);
    }

    @Test
    void sumsStopAtTheirEnds() {
        check(END, 1, END);
        check(END, END, END);
        check(Long.MAX_VALUE, Long.MAX_VALUE, END);
        check(-END, -1, -END);
        check(Long.MIN_VALUE, Long.MIN_VALUE, -END);
    }

    private static void check(long left, long right, long sum) {
        assertThat(Sums.capped(left, right)).as("%d + %d", left, right).isEqualTo(sum);
        assertThat(Sums.capped(right, left)).as("%d + %d", right, left).isEqualTo(sum);
    }
}
