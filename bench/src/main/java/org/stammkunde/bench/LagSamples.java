package org.stammkunde.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Observations of how far the log reaches and how far the projections have read it. Facts that
 * became visible between two observations count as committed at the earlier one and as projected at
 * the first one that finds the cursor past them: the lag shown is never smaller than the true one,
 * and larger by two intervals at most.
 */
final class LagSamples {

    private record Sample(long beforeNanos, long afterNanos, long head, long done) {}

    private record Lag(long nanos, long events) {}

    private final List<Sample> samples = new ArrayList<>();

    /**
     * Adds an observation, each later than the one before.
     *
     * @param beforeNanos just before looking
     * @param afterNanos just after looking
     * @param head position of the newest fact
     * @param done position up to which the projections have read
     */
    void add(long beforeNanos, long afterNanos, long head, long done) {
        samples.add(new Sample(beforeNanos, afterNanos, head, done));
    }

    /** Whether at the last observation nothing was left to project. */
    boolean caughtUp() {
        return !samples.isEmpty() && samples.getLast().done >= samples.getLast().head;
    }

    /** From the first observation to the last one. */
    Duration elapsed() {
        return samples.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(samples.getLast().afterNanos - samples.getFirst().beforeNanos);
    }

    /** Facts not yet projected at the last observation. */
    long behind() {
        return samples.isEmpty() ? 0 : Math.max(0, samples.getLast().head - samples.getLast().done);
    }

    /** Facts projected per second from the first observation until the last one. */
    double projectedPerSecond() {
        return samples.isEmpty()
                ? 0
                : (samples.getLast().done - samples.getFirst().done) * 1e9 / elapsed().toNanos();
    }

    /**
     * The lag that at least the given share of the facts did not exceed, in milliseconds; 0 without
     * facts. A fact that was never seen projected counts with the time until the last observation.
     */
    double percentileMillis(double share) {
        List<Lag> lags = lags();
        lags.sort(Comparator.comparingLong(Lag::nanos));
        double rank = share * lags.stream().mapToLong(Lag::events).sum();
        long seen = 0;
        for (Lag lag : lags) {
            seen += lag.events;
            if (seen >= rank) {
                return lag.nanos / 1e6;
            }
        }
        return 0;
    }

    private List<Lag> lags() {
        List<Lag> lags = new ArrayList<>();
        int passed = 0;
        for (int i = 1; i < samples.size(); i++) {
            Sample committed = samples.get(i);
            long events = committed.head - samples.get(i - 1).head;
            while (passed < samples.size() - 1 && samples.get(passed).done < committed.head) {
                passed++;
            }
            if (events > 0) {
                long nanos = samples.get(passed).afterNanos - samples.get(i - 1).beforeNanos;
                lags.add(new Lag(nanos, events));
            }
        }
        return lags;
    }
}
