package org.stammkunde.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts, customer by customer, who was active how long after the first order: the cohort triangle.
 */
public final class CohortTally {

    /**
     * A first cohort more than so many times the median of the others is probably not of new
     * customers.
     */
    private static final int TRUNCATION_FACTOR = 2;

    /** Below so many further cohorts the median says nothing. */
    private static final int TRUNCATION_COHORTS_MIN = 3;

    /** Customers by period of the first order and age. */
    private final long[][] active;

    /**
     * An empty tally.
     *
     * @param periods how many periods there are, 0 or more
     */
    public CohortTally(int periods) {
        active = new long[periods][];
        Arrays.setAll(active, first -> new long[periods - first]);
    }

    /** Adds one customer who ordered in these periods, numbered from 0. */
    public void add(BitSet periods) {
        int first = periods.nextSetBit(0);
        for (int period = first; period >= 0; period = periods.nextSetBit(period + 1)) {
            active[first][period - first]++;
        }
    }

    /** Adds all customers of another tally over the same periods; both must be different people. */
    public void merge(CohortTally other) {
        for (int first = 0; first < active.length; first++) {
            for (int age = 0; age < active[first].length; age++) {
                active[first][age] += other.active[first][age];
            }
        }
    }

    /**
     * The cohorts, the oldest first.
     *
     * @param completePeriods how many periods, from the first on, have ended; cells of later
     *     periods are marked
     */
    public List<Cohort> cohorts(int completePeriods) {
        return IntStream.range(0, active.length)
                .mapToObj(
                        first -> new Cohort(first, active[first][0], cells(first, completePeriods)))
                .toList();
    }

    private List<Cohort.Cell> cells(int first, int completePeriods) {
        List<Cohort.Cell> cells = new ArrayList<>();
        for (int age = 0; age < active[first].length; age++) {
            cells.add(new Cohort.Cell(age, active[first][age], first + age < completePeriods));
        }
        return List.copyOf(cells);
    }

    /**
     * Whether the first cohort is so big that it probably holds customers from before the data
     * begin.
     *
     * <p>True when it is more than twice the median of the cohorts that follow, of which at least
     * three must be complete.
     *
     * @param completePeriods how many periods, from the first on, have ended
     */
    public boolean startsTruncated(int completePeriods) {
        long[] later =
                IntStream.range(1, Math.min(completePeriods, active.length))
                        .mapToLong(first -> active[first][0])
                        .sorted()
                        .toArray();
        return later.length >= TRUNCATION_COHORTS_MIN
                && active[0][0] > TRUNCATION_FACTOR * later[later.length / 2];
    }
}
