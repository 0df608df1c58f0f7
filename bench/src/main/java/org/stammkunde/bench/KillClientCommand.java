package org.stammkunde.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code bench kill-client}: the client of the kill test, in a process that is not killed. Sends
 * until its standard input ends.
 */
@Command(
        name = "kill-client",
        hidden = true,
        description = "Sends events and writes each acknowledged one to disk before the next.")
final class KillClientCommand implements Callable<Integer> {

    @Option(names = "--server", required = true)
    private URI server = URI.create("");

    @Option(names = "--write-key", required = true)
    private String writeKey = "";

    @Option(names = "--run", required = true)
    private String run = "";

    @Option(names = "--seed", required = true)
    private long seed;

    @Option(names = "--connections", required = true)
    private int connections;

    @Option(names = "--acknowledged", required = true)
    private Path acknowledged = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Files.createDirectories(acknowledged);
        Target target = Target.of(server, writeKey);
        AtomicBoolean stopping = new AtomicBoolean();
        List<Future<?>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                clients.add(
                        threads.submit(
                                new CarefulClient(
                                        target, run, seed, i, acknowledged, stopping::get)));
            }
            awaitEndOfInput();
            stopping.set(true);
        }
        for (Future<?> client : clients) {
            client.get();
        }
        return Bench.DONE;
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // whatever is said means: go on
        }
    }
}
