package org.stammkunde.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.stammkunde.Stammkunde;
import org.stammkunde.events.Projector;
import org.stammkunde.example.ExampleFiles;
import org.stammkunde.example.ExampleLoad;
import org.stammkunde.example.ExampleMerchant;
import org.stammkunde.example.ExamplePlan;
import org.stammkunde.insights.ReportQuery;
import org.stammkunde.insights.Reports;
import org.stammkunde.security.OwnerLinks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {
            "Starts a server with an example merchant, apart from your own data, and shows its"
                    + " loyal customers.",
            "The server runs until it is stopped (Ctrl-C). Started again, it goes on with what is"
                    + " there."
        })
final class DemoCommand implements Callable<Integer> {

    @Spec private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description =
                    "the data folder of the demo; otherwise beside your own, STAMMKUNDE_DATA or"
                            + " ./data with -demo")
    private @Nullable Path data;

    @Option(
            names = "--port",
            description =
                    "the port of the console and the API; otherwise STAMMKUNDE_PORT, otherwise"
                            + " 8080")
    private @Nullable Integer port;

    @Mixin private ExampleOptions merchant = new ExampleOptions();

    @Option(names = "--exit", description = "stop the server after showing the customers")
    private boolean exit;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            description = "de or en; otherwise that of the terminal")
    private @Nullable String language;

    private final PrintStream terminal = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Override
    public Integer call() throws IOException, InterruptedException {
        ExamplePlan plan = merchant.plan(command);
        Locale locale = locale();
        var closed = new CountDownLatch(1);
        try (ConfigurableApplicationContext server = start(closed)) {
            DemoText text = new DemoText(server, locale);
            load(server, plan, text);
            show(server, text);
            if (!exit) {
                closed.await();
            }
        }
        return ExitCode.DONE;
    }

    private Locale locale() {
        String wanted = language == null ? Locale.getDefault().getLanguage() : language;
        if (language != null && !wanted.equals("de") && !wanted.equals("en")) {
            throw new ParameterException(
                    command.commandLine(),
                    "language `%s` is unknown; there are `de` and `en`".formatted(language));
        }
        return wanted.equals("de") ? Locale.GERMANY : Locale.US;
    }

    private Path folder() {
        if (data != null) {
            return data;
        }
        Path own = new DataOption().folder();
        return own.resolveSibling(own.getFileName() + "-demo");
    }

    private ConfigurableApplicationContext start(CountDownLatch closed) {
        var application = new SpringApplication(Stammkunde.class);
        application.setLogStartupInfo(false);
        application.addListeners(
                (ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
        try {
            return application.run(
                    Stream.of(
                                    "--stammkunde.data=" + folder(),
                                    // the demo never works on the merchant's own database
                                    "--stammkunde.database.url=",
                                    "--stammkunde.lake.folder=" + folder().resolve("lake"),
                                    "--stammkunde.first-start.announce=false",
                                    "--logging.level.root=warn",
                                    port == null ? "" : "--stammkunde.port=" + port)
                            .filter(argument -> !argument.isEmpty())
                            .toArray(String[]::new));
        } catch (PortInUseException e) {
            throw new CannotRun(
                    "port %d is taken by another program; name another one with --port"
                            .formatted(e.getPort()),
                    e);
        }
    }

    private void load(ConfigurableApplicationContext server, ExamplePlan wanted, DemoText text)
            throws IOException, InterruptedException {
        DemoFolder folder = new DemoFolder(folder());
        if (folder.isComplete()) {
            server.getBean(Projector.class).catchUp();
            return;
        }
        ExamplePlan plan = folder.begun().orElse(wanted);
        if (folder.begun().isEmpty() && server.getBean(Projector.class).lastPosition() > 0) {
            throw new CannotRun(
                    "the data folder %s holds other data; name an empty or new one with --data"
                            .formatted(folder()));
        }
        folder.begin(plan);
        loadFiles(server, plan, text);
        folder.complete(plan);
    }

    private void loadFiles(ConfigurableApplicationContext server, ExamplePlan plan, DemoText text)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        terminal.println(text.text("demo.making", plan.customers()));
        Path folder = Files.createTempDirectory("stammkunde-demo");
        try {
            ExampleFiles files = new ExampleMerchant(plan).write(folder).files();
            server.getBean(ExampleLoad.class)
                    .load(
                            files,
                            System.getProperty("user.name"),
                            address(server),
                            step ->
                                    terminal.println(
                                            text.text("demo.step", step.name(), step.count())));
        } finally {
            delete(folder);
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        terminal.println(text.text("demo.loaded", taken.toSeconds()));
    }

    private void show(ConfigurableApplicationContext server, DemoText text) {
        terminal.println();
        terminal.println(text.summary(server.getBean(Reports.class).report(ReportQuery.STANDARD)));
        terminal.println();
        URI address = address(server);
        String console =
                server.getBean(OwnerLinks.class)
                        .createFirst()
                        .map(link -> text.text("demo.console.first", address.resolve(link.path())))
                        .orElseGet(() -> text.text("demo.console", address));
        terminal.println(console);
        terminal.println(exit ? "" : text.text("demo.stop"));
    }

    private static URI address(ConfigurableApplicationContext server) {
        int port =
                Objects.requireNonNull(((WebServerApplicationContext) server).getWebServer())
                        .getPort();
        return URI.create("http://localhost:" + port);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
