package org.stammkunde.bench;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How long and how hard {@code bench ingest} measures.
 *
 * @param customers size of the population that events come from
 * @param known how many of them are introduced before anything is measured
 * @param seed decides the events
 * @param batchSize events per batch
 * @param batchConnections connections that send batches
 * @param singleConnections connections that send single events
 * @param warmUp load before anything is measured, so that the server's code is compiled
 * @param accepted batches as fast as they are answered
 * @param single single events as fast as they are answered
 * @param answered single events at {@link #ANSWERED_EVENTS_PER_SECOND}, for latency and lag
 * @param endToEnd batches at the rate that projections can follow
 * @param rate events per second of the end-to-end phase; searched for where absent
 * @param probe one step of that search
 * @param floor writing into the unindexed table
 */
record IngestPlan(
        long customers,
        long known,
        long seed,
        int batchSize,
        int batchConnections,
        int singleConnections,
        Duration warmUp,
        Duration accepted,
        Duration single,
        Duration answered,
        Duration endToEnd,
        OptionalDouble rate,
        Duration probe,
        Duration floor) {

    static final double ANSWERED_EVENTS_PER_SECOND = 3_000;

    private static final long QUICK_CUSTOMERS = 10_000;
    private static final double QUICK_EVENTS_PER_SECOND = 1_000;

    /** The plan of a few seconds per phase, for tests; its figures say little. */
    IngestPlan quick() {
        Duration seconds = Duration.ofSeconds(2);
        return new IngestPlan(
                Math.min(customers, QUICK_CUSTOMERS),
                Math.min(known, QUICK_CUSTOMERS),
                seed,
                batchSize,
                batchConnections,
                singleConnections,
                seconds,
                seconds,
                seconds,
                seconds,
                seconds,
                OptionalDouble.of(rate.orElse(QUICK_EVENTS_PER_SECOND)),
                seconds,
                seconds);
    }
}
