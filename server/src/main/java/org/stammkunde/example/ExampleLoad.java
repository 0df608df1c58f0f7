package org.stammkunde.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stammkunde.collect.files.ImportRequest;
import org.stammkunde.collect.files.ImportResult;
import org.stammkunde.collect.imports.Imports;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import org.stammkunde.merchant.Merchant;
import org.stammkunde.merchant.MerchantSettings;

/**
 * Brings the example merchant into an installation by the doors that everybody uses: the import of
 * files, and the tracking API of the running server. Doing it again changes nothing, and finishes
 * what was interrupted.
 */
@Component
public class ExampleLoad {

    /**
     * A step that is done.
     *
     * @param name of the source
     * @param count products and their prices, orders, or activities
     */
    public record Step(String name, long count) {}

    private static final String WEB_SHOP = "Webshop";

    /** Customer numbers of the web shop's orders and of its activities mean the same accounts. */
    private static final String WEB_SHOP_NUMBERS = "webshop";

    private static final int BATCH = 500;
    private static final Duration REQUEST_MAX = Duration.ofSeconds(60);
    private static final int ATTEMPTS_MAX = 30;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Imports imports;
    private final Sources sources;
    private final MerchantSettings settings;
    private final Projector projector;
    private final InstantSource clock;

    ExampleLoad(
            Imports imports,
            Sources sources,
            MerchantSettings settings,
            Projector projector,
            InstantSource clock) {
        this.imports = imports;
        this.sources = sources;
        this.settings = settings;
        this.projector = projector;
        this.clock = clock;
    }

    /**
     * Loads the files and returns when all projections hold what is in them.
     *
     * @param by the user who wants it
     * @param server address of the running server on the same database
     * @param progress told after each step
     */
    public void load(ExampleFiles files, String by, URI server, Consumer<Step> progress)
            throws IOException, InterruptedException {
        Merchant merchant = settings.current();
        settings.change(new Merchant(ExampleMerchant.NAME, merchant.zone(), merchant.currency()));
        progress.accept(importFile(files.products(), "Warenwirtschaft", "warenwirtschaft", by));
        progress.accept(importFile(files.webShop(), WEB_SHOP, WEB_SHOP_NUMBERS, by));
        progress.accept(importFile(files.storeCologne(), "Filiale Köln", "filialen", by));
        progress.accept(importFile(files.storeLeipzig(), "Filiale Leipzig", "filialen", by));
        progress.accept(send(files.activities(), server));
        projector.catchUp();
    }

    private Step importFile(Path file, String source, String namespace, String by) {
        ImportRequest request =
                ImportRequest.of(file)
                        .withSettings(Map.of("source", source, "namespace", namespace));
        ImportResult result = imports.run(request, by, _ -> {});
        if (result.rejected().rows() > 0) {
            throw new IllegalStateException(
                    "%d rows of %s were rejected, see %s"
                            .formatted(result.rejected().rows(), file, result.report()));
        }
        return new Step(source, result.imported().orders() + result.unchanged().orders());
    }

    private Step send(Path activities, URI server) throws IOException, InterruptedException {
        Source source = sources.named(WEB_SHOP + " (Tracking)", Source.Kind.API, WEB_SHOP_NUMBERS);
        String writeKey = sources.renewWriteKey(source);
        long count = 0;
        try (Stream<String> lines = Files.lines(activities);
                HttpClient client = HttpClient.newHttpClient()) {
            Iterator<List<String>> batches = lines.gather(Gatherers.windowFixed(BATCH)).iterator();
            while (batches.hasNext()) {
                List<String> batch = batches.next();
                deliver(client, request(server, writeKey, batch));
                count += batch.size();
            }
        }
        return new Step(source.name(), count);
    }

    private HttpRequest request(URI server, String writeKey, List<String> messages) {
        String body =
                "{\"writeKey\":\"%s\",\"sentAt\":\"%s\",\"batch\":[%s]}"
                        .formatted(writeKey, clock.instant(), String.join(",", messages));
        return HttpRequest.newBuilder(server.resolve("/v1/batch"))
                .timeout(REQUEST_MAX)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** Sends until it is taken, as tracking libraries do. */
    private static void deliver(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return;
            }
            if (answer.statusCode() != 429 && answer.statusCode() != 503) {
                throw new IOException(
                        "activities were answered with %d: %s"
                                .formatted(answer.statusCode(), answer.body()));
            }
            Thread.sleep(PAUSE);
        }
        throw new IOException("the server took no activities " + ATTEMPTS_MAX + " times");
    }
}
