package org.stammkunde.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench profile}: how fast customers' pages are answered while events arrive. */
@Command(
        name = "profile",
        description = {
            "Measures customers' pages and their interface at an even rate while events arrive.",
            "Loads the example merchant first; a --folder that was loaded once is used again."
        },
        mixinStandardHelpOptions = true)
final class ProfileCommand implements Callable<Integer> {

    private static final List<Bar> BARS =
            List.of(
                    Bar.atMost("pageP99Millis", "customer's page, p99 in ms", 20),
                    Bar.atMost("apiP99Millis", "customer over the interface, p99 in ms", 20),
                    Bar.atMost("failed", "requests that were not answered well", 0));

    private static final String SOME_CUSTOMERS =
            """
            select customer from customers.shared_profile
            where hashint8(customer) % ? = 0 limit ?
            """;

    private static final int CONNECTIONS = 32;

    private static final int CUSTOMERS_ASKED = 20_000;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ExampleInstallationOptions example = new ExampleInstallationOptions();

    @Option(
            names = "--requests",
            description = "Requests per second; default: ${DEFAULT-VALUE}.",
            defaultValue = "200")
    private double requestsPerSecond;

    @Option(
            names = "--events",
            description = "Events per second that arrive meanwhile; default: ${DEFAULT-VALUE}.",
            defaultValue = "3000")
    private double eventsPerSecond;

    @Option(
            names = "--batch",
            description = "Events per request; default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    private int batchSize;

    @Option(
            names = "--seconds",
            description = "How long each is measured; default: ${DEFAULT-VALUE}.",
            defaultValue = "60")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        return example.measure(
                this::measure, BARS, spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    private Figures measure(LoadedServer loaded)
            throws IOException, SQLException, InterruptedException {
        Figures figures = new Figures();
        long[] customers = customers(loaded);
        Arrivals arrivals = arrivals(loaded);
        try (ConsoleClient console = ConsoleClient.signIn(loaded.server())) {
            LongFunction<String> pages = number -> "/customers/" + any(customers, number);
            LongFunction<String> resources = number -> "/api/customers/" + any(customers, number);
            tell("warming up for %d s", seconds / 2);
            underLoad(arrivals, Duration.ofSeconds(seconds / 2), new PageLoad(console, pages));
            put(figures, "page", loaded, arrivals, new PageLoad(console, pages));
            if (console.open(resources.apply(0)).statusCode() == 200) {
                put(figures, "api", loaded, arrivals, new PageLoad(console, resources));
            } else {
                figures.putUnknown("apiP99Millis");
            }
        }
        figures.put("requestsPerSecond", requestsPerSecond, 0);
        figures.put("batchSize", batchSize);
        figures.put("seconds", seconds);
        return figures;
    }

    /** Events of the example merchant's accounts and of their browsers, numbered throughout. */
    private record Arrivals(Target target, EventStream stream, AtomicLong numbers) {

        Load.Result send(int batchSize, double perSecond, Duration duration) throws IOException {
            RequestWriter writer =
                    new RequestWriter(target, stream, batchSize, InstantSource.system());
            try (Load load =
                    new Load(writer, CONNECTIONS, numbers::getAndAdd, new Acknowledged())) {
                return load.run(new Pace.Fixed(perSecond), duration);
            }
        }
    }

    private Arrivals arrivals(LoadedServer loaded) throws IOException, InterruptedException {
        String run = HexFormat.of().toHexDigits((int) (System.currentTimeMillis() / 1_000));
        Target target = Target.of(loaded.server().address(), loaded.writeKey("bench-" + run));
        EventStream stream = new EventStream(run, example.seed(), example.customers());
        return new Arrivals(target, stream, new AtomicLong());
    }

    private void put(
            Figures figures, String what, LoadedServer loaded, Arrivals arrivals, PageLoad pages)
            throws IOException, SQLException, InterruptedException {
        UnderLoad result = underLoad(arrivals, Duration.ofSeconds(seconds), pages);
        figures.put(what + "P50Millis", result.pages().latencies().percentileMillis(0.5), 1);
        figures.put(what + "P99Millis", result.pages().latencies().percentileMillis(0.99), 1);
        figures.put(what + "Requests", result.pages().latencies().count());
        figures.put(
                "failed", result.pages().failed() + Math.round(figures.number("failed").orElse(0)));
        figures.put("eventsPerSecond", result.events().acknowledgedPerSecond(), 0);
        figures.put(
                "residentMegabytes",
                Usage.of(loaded.server().handle()).map(Usage::residentKilobytes).orElse(0L)
                        / 1_024);
        tell(
                "%s: p50 %.1f ms, p99 %.1f ms, %d failed, while %,.0f events/s arrived",
                what,
                result.pages().latencies().percentileMillis(0.5),
                result.pages().latencies().percentileMillis(0.99),
                result.pages().failed(),
                result.events().acknowledgedPerSecond());
    }

    private record UnderLoad(PageLoad.Result pages, Load.Result events) {}

    private UnderLoad underLoad(Arrivals arrivals, Duration duration, PageLoad pages)
            throws IOException, InterruptedException {
        FutureTask<Load.Result> events =
                new FutureTask<>(() -> arrivals.send(batchSize, eventsPerSecond, duration));
        Thread.ofPlatform().name("events").start(events);
        PageLoad.Result result = pages.run(requestsPerSecond, duration);
        try {
            return new UnderLoad(result, events.get());
        } catch (ExecutionException failed) {
            throw new IOException("the events could not be sent", failed.getCause());
        }
    }

    private static long any(long[] customers, long number) {
        return customers[(int) (number * 7_919 % customers.length)];
    }

    /** Spread over all of them, in no order. */
    private long[] customers(LoadedServer loaded) throws IOException, SQLException {
        List<Long> found = new ArrayList<>();
        try (Connection connection = loaded.server().data().database().connect();
                PreparedStatement query = connection.prepareStatement(SOME_CUSTOMERS)) {
            query.setInt(1, Math.max(1, example.customers() / CUSTOMERS_ASKED));
            query.setInt(2, 2 * CUSTOMERS_ASKED);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
        }
        return found.stream().mapToLong(Long::longValue).toArray();
    }

    private void tell(String text, Object... values) {
        spec.commandLine().getErr().println(String.format(Locale.ROOT, text, values));
        spec.commandLine().getErr().flush();
    }
}
