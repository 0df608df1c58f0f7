package org.stammkunde.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.stammkunde.Stammkunde;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "start",
        description = "Runs the server until it is stopped (Ctrl-C or a TERM signal).")
final class StartCommand implements Callable<Integer> {

    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--port",
            description =
                    "the port of the console and the API; otherwise STAMMKUNDE_PORT, otherwise 8080")
    private @Nullable Integer port;

    @Override
    public Integer call() throws InterruptedException {
        var closed = new CountDownLatch(1);
        var application = new SpringApplication(Stammkunde.class);
        application.addListeners(
                (ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
        try {
            application.run(arguments());
        } catch (PortInUseException e) {
            throw new CannotRun(
                    "port %d is taken by another program; name another one with --port"
                            .formatted(e.getPort()),
                    e);
        }
        closed.await();
        return ExitCode.DONE;
    }

    private String[] arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("--stammkunde.data=" + data.folder());
        if (port != null) {
            arguments.add("--stammkunde.port=" + port);
        }
        return arguments.toArray(String[]::new);
    }
}
