package org.stammkunde.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Measures how a running server takes in events; the phases in the order they run. */
final class IngestBenchmark implements AutoCloseable {

    private static final double END_TO_END_BAR = 12_000;

    /** What the project promises for two cores that the generator shares. */
    static final List<Bar> BARS =
            List.of(
                    Bar.atLeast(
                            "acceptedPerSecond", "events accepted per second, in batches", 30_000),
                    Bar.atLeast("ratioToFloor", "accepted, as a share of the floor", 0.3),
                    Bar.atLeast("singlePerSecond", "single-event requests per second", 6_000),
                    Bar.atMost("ackP99Millis", "acknowledged, p99 in ms at 3,000 events/s", 50),
                    Bar.atMost(
                            "lagAtThreeThousandP99Millis",
                            "projected, p99 in ms at 3,000 events/s",
                            1_000),
                    Bar.atLeast(
                            "endToEndPerSecond",
                            "events projected per second, sustained",
                            END_TO_END_BAR),
                    Bar.atMost("lagP99Millis", "projected, p99 in ms at that rate", 5_000),
                    Bar.atMost("lost", "acknowledged events lost", 0),
                    Bar.atMost("doubled", "events stored twice", 0));

    /** How long projections may need to catch up after a phase. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** One step of the introduction; the last one may overshoot into ordinary events. */
    private static final Duration INTRODUCING = Duration.ofSeconds(1);

    private final Target target;
    private final IngestPlan plan;
    private final String run;
    private final EventStream events;
    private final Supplier<Optional<Usage>> usage;
    private final PrintWriter narration;
    private final Connection connection;
    private final Log log;
    private final LagMeter lagMeter;
    private final AtomicLong numbers = new AtomicLong();
    private final Acknowledged acknowledged = new Acknowledged();
    private final Figures figures = new Figures();
    private long memoryMaxKilobytes;

    /**
     * A benchmark of one server.
     *
     * @param run eight characters that tell this run's messages from others in the same log
     * @param usage looks up what the server and its database use
     * @param narration where progress is told
     */
    IngestBenchmark(
            Target target,
            Database database,
            IngestPlan plan,
            String run,
            Supplier<Optional<Usage>> usage,
            PrintWriter narration)
            throws SQLException {
        this.target = target;
        this.plan = plan;
        this.run = run;
        this.events = new EventStream(run, plan.seed(), plan.customers(), plan.known());
        this.usage = usage;
        this.narration = narration;
        this.connection = database.connect();
        this.log = new Log(connection);
        this.lagMeter = new LagMeter(database.connect());
    }

    /** Runs all phases and returns the figures. */
    Figures measure() throws IOException, SQLException, InterruptedException {
        introduce();
        warmUp();
        measureSingle();
        measureAnswered();
        int groupSize = measureAccepted();
        measureEndToEnd();
        measureFloor(groupSize);
        compare();
        describe(groupSize);
        return figures;
    }

    @Override
    public void close() throws SQLException {
        lagMeter.close();
        connection.close();
    }

    /**
     * Makes the customers known. A merchant has most of them before a day begins; without this
     * every event of the first minutes would bring a new one, which is a case of its own.
     */
    private void introduce() throws IOException, InterruptedException {
        if (plan.known() > 0) {
            tell("introducing %,d customers", plan.known());
            LagMeter.Measurement measurement = lagMeter.start();
            while (numbers.get() < plan.known()) {
                batches(new Pace.AsAnswered(), INTRODUCING);
            }
            Duration elapsed = measurement.awaitCaughtUp(PATIENCE).elapsed();
            double perSecond = numbers.get() * 1e9 / elapsed.toNanos();
            figures.put("introducedPerSecond", perSecond, 0);
            tell("introduced and projected: %,.0f customers/s", perSecond);
        }
    }

    private void warmUp() throws IOException, InterruptedException {
        tell("warming up for %d s", plan.warmUp().toSeconds());
        batches(new Pace.AsAnswered(), plan.warmUp().dividedBy(2));
        singles(new Pace.AsAnswered(), plan.warmUp().dividedBy(2));
        awaitProjections();
    }

    private void measureSingle() throws IOException, InterruptedException {
        Load.Result result = singles(new Pace.AsAnswered(), plan.single());
        figures.put("singlePerSecond", result.acknowledgedPerSecond(), 0);
        tell("single events: %,.0f/s", result.acknowledgedPerSecond());
        awaitProjections();
    }

    private void measureAnswered() throws IOException, InterruptedException {
        LagMeter.Measurement measurement = lagMeter.start();
        Load.Result result =
                singles(new Pace.Fixed(IngestPlan.ANSWERED_EVENTS_PER_SECOND), plan.answered());
        LagSamples lag = measurement.awaitCaughtUp(PATIENCE);
        figures.put("ackP50Millis", result.latencies().percentileMillis(0.5), 1);
        figures.put("ackP99Millis", result.latencies().percentileMillis(0.99), 1);
        figures.put("answeredPerSecond", result.acknowledgedPerSecond(), 0);
        figures.put("lagAtThreeThousandP99Millis", lag.percentileMillis(0.99), 0);
        tell(
                "single events at %,.0f/s: acknowledged p50 %.1f ms, p99 %.1f ms, projected p99 %.0f ms",
                result.acknowledgedPerSecond(),
                result.latencies().percentileMillis(0.5),
                result.latencies().percentileMillis(0.99),
                lag.percentileMillis(0.99));
    }

    private int measureAccepted() throws IOException, SQLException, InterruptedException {
        long before = log.head();
        long serverMillis = serverCpuMillis();
        long ownMillis = Usage.ownCpuMillis();
        Load.Result result = batches(new Pace.AsAnswered(), plan.accepted());
        figures.put(
                "serverSecondsPerMillion",
                1e3 * (serverCpuMillis() - serverMillis) / result.sent(),
                1);
        figures.put(
                "clientSecondsPerMillion",
                1e3 * (Usage.ownCpuMillis() - ownMillis) / result.sent(),
                1);
        int groupSize = log.groupSize(before, log.head());
        figures.put("acceptedPerSecond", result.acknowledgedPerSecond(), 0);
        figures.put("acceptedP99Millis", result.latencies().percentileMillis(0.99), 1);
        figures.put("refused", result.refused());
        tell(
                "batches of %d: %,.0f events/s, %d events per commit",
                plan.batchSize(), result.acknowledgedPerSecond(), groupSize);
        awaitProjections();
        return groupSize;
    }

    private void measureEndToEnd() throws IOException, InterruptedException {
        double rate = plan.rate().isPresent() ? plan.rate().getAsDouble() : sustainedRate();
        EndToEnd result = endToEnd(rate, plan.endToEnd());
        figures.put("endToEndPerSecond", result.perSecond(), 0);
        figures.put("lagP99Millis", result.lag().percentileMillis(0.99), 0);
        figures.put("offeredPerSecond", rate, 0);
        tell(
                "end to end at %,.0f/s for %d s: %,.0f/s, lag p99 %,.0f ms",
                rate,
                plan.endToEnd().toSeconds(),
                result.perSecond(),
                result.lag().percentileMillis(0.99));
    }

    private void measureFloor(int groupSize) throws SQLException, IOException {
        double floor = new Floor(connection).rowsPerSecond(Math.max(1, groupSize), plan.floor());
        double accepted = figures.number("acceptedPerSecond").orElseThrow();
        figures.put("floorRowsPerSecond", floor, 0);
        figures.put("ratioToFloor", floor == 0 ? 0 : accepted / floor, 3);
        tell("floor: %,.0f rows/s", floor);
    }

    private void compare() throws SQLException {
        tell("comparing what was acknowledged with what is stored");
        Acknowledged.Stored stored = acknowledged.stored();
        log.readNumbers(run, stored);
        Acknowledged.Comparison comparison = stored.comparison();
        figures.put("acknowledged", comparison.acknowledged());
        figures.put("stored", comparison.stored());
        figures.put("lost", comparison.lost());
        figures.put("doubled", comparison.doubled());
    }

    private void describe(int groupSize) throws SQLException {
        if (memoryMaxKilobytes > 0) {
            figures.put("residentMegabytes", memoryMaxKilobytes / 1_024);
        } else {
            figures.putUnknown("residentMegabytes");
        }
        figures.put("batchSize", plan.batchSize());
        figures.put("batchConnections", plan.batchConnections());
        figures.put("singleConnections", plan.singleConnections());
        figures.put("eventsPerCommit", groupSize);
        figures.put("bytesPerEvent", log.bytesPerEvent());
        figures.put("customers", plan.customers());
        figures.put("known", plan.known());
        figures.put("seed", plan.seed());
        figures.put("acceptedSeconds", plan.accepted().toSeconds());
        figures.put("endToEndSeconds", plan.endToEnd().toSeconds());
    }

    /** Doubles or narrows the rate until the highest one that projections follow is known. */
    private double sustainedRate() throws IOException, InterruptedException {
        RateSearch search = new RateSearch(END_TO_END_BAR);
        for (OptionalDouble next = search.next(); next.isPresent(); next = search.next()) {
            EndToEnd result = endToEnd(next.getAsDouble(), plan.probe());
            boolean followed = result.followed(plan.probe());
            tell(
                    "%,.0f/s for %d s: %s",
                    next.getAsDouble(),
                    plan.probe().toSeconds(),
                    followed ? "followed" : "fell behind");
            search.tried(followed);
        }
        return search.highestFollowed();
    }

    /**
     * Events offered at a rate and projected.
     *
     * @param offeredPerSecond the rate
     * @param load what became of it
     * @param lag observed from the first event until the projections had caught up
     */
    private record EndToEnd(double offeredPerSecond, Load.Result load, LagSamples lag) {

        double perSecond() {
            return load.sent() * 1e9 / lag.elapsed().toNanos();
        }

        /** Whether neither the log nor the projections were a second behind at the end. */
        boolean followed(Duration offered) {
            boolean taken = load.acknowledgedPerSecond() >= 0.98 * offeredPerSecond;
            return taken && lag.elapsed().minus(offered).toMillis() < 1_000;
        }
    }

    private EndToEnd endToEnd(double rate, Duration duration)
            throws IOException, InterruptedException {
        LagMeter.Measurement measurement = lagMeter.start();
        Load.Result result = batches(new Pace.Fixed(rate), duration);
        LagSamples lag = measurement.awaitCaughtUp(PATIENCE);
        noteMemory();
        return new EndToEnd(rate, result, lag);
    }

    private void awaitProjections() throws InterruptedException {
        LagSamples lag = lagMeter.start().awaitCaughtUp(PATIENCE);
        if (!lag.caughtUp()) {
            throw new IllegalStateException(
                    "after %d minutes %,d events are still not projected: the server does not get on"
                            .formatted(PATIENCE.toMinutes(), lag.behind()));
        }
        noteMemory();
        if (lag.elapsed().toSeconds() > 0) {
            tell(
                    "projections caught up after %d s, %,.0f events/s",
                    lag.elapsed().toSeconds(), lag.projectedPerSecond());
        }
    }

    private Load.Result batches(Pace pace, Duration duration) throws IOException {
        return load(plan.batchSize(), plan.batchConnections(), pace, duration);
    }

    private Load.Result singles(Pace pace, Duration duration) throws IOException {
        return load(1, plan.singleConnections(), pace, duration);
    }

    private Load.Result load(int eventsPerRequest, int connections, Pace pace, Duration duration)
            throws IOException {
        RequestWriter writer =
                new RequestWriter(target, events, eventsPerRequest, InstantSource.system());
        try (Load load = new Load(writer, connections, numbers::getAndAdd, acknowledged)) {
            Load.Result result = load.run(pace, duration);
            noteMemory();
            return result;
        }
    }

    private long serverCpuMillis() {
        return usage.get().map(Usage::cpuMillis).orElse(0L);
    }

    private void noteMemory() {
        long kilobytes = usage.get().map(Usage::residentKilobytes).orElse(0L);
        memoryMaxKilobytes = Math.max(memoryMaxKilobytes, kilobytes);
    }

    private void tell(String text, Object... values) {
        narration.println(String.format(Locale.ROOT, text, values));
        narration.flush();
    }
}
