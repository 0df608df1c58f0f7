package org.stammkunde.collect.files;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stammkunde.collect.files.ImportProgress.Phase;
import org.stammkunde.events.EventLog;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Resources;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import org.stammkunde.merchant.MerchantSettings;

/**
 * The door through which files of orders come in.
 *
 * <p>An import that was stopped in whatever way is finished by running it again. Thread-safe;
 * imports into one source take turns.
 */
@Component
public class OrderImport {
    private final MerchantSettings merchant;
    private final Sources sources;
    private final Resources resources;
    private final EventLog log;
    private final Projector projector;
    private final DataSource database;
    private final InstantSource clock;

    OrderImport(
            MerchantSettings merchant,
            Sources sources,
            Resources resources,
            EventLog log,
            Projector projector,
            DataSource database,
            InstantSource clock) {
        this.merchant = merchant;
        this.sources = sources;
        this.resources = resources;
        this.log = log;
        this.projector = projector;
        this.database = database;
        this.clock = clock;
    }

    /**
     * How a file would be imported; changes nothing.
     *
     * @throws ImportRefused if it cannot be imported
     */
    public ImportPlan plan(ImportRequest request) {
        return prepare(request, clock.instant()).plan();
    }

    /**
     * How a file is understood, also while it does not say enough to be imported; changes nothing.
     *
     * @throws ImportRefused if it cannot be read
     */
    public FileLook look(ImportRequest request) {
        return Preparation.looking(request, Patience.insist(merchant::current), clock.instant())
                .look();
    }

    /**
     * What importing a file would do; writes the row report and changes nothing else.
     *
     * @throws ImportRefused if it cannot be imported
     */
    public ImportResult rehearse(ImportRequest request, Consumer<ImportProgress> progress) {
        Instant startedAt = clock.instant();
        Preparation prepared = prepare(request, startedAt);
        Source source = known(prepared.settings().source());
        Preparation preparation = source == null ? prepared : prepared.into(source);
        try (ImportRun run = new ImportRun(preparation, request, progress)) {
            run.read();
            run.store(new OrderStore(log, resources, source, startedAt, null, null));
            return run.result(Duration.between(startedAt, clock.instant()));
        }
    }

    /**
     * Imports a file and returns when every figure shows it. Orders that are as they were stay
     * untouched; others become what the file says.
     *
     * @throws ImportRefused if the file cannot be imported, or the database stays away; in the
     *     latter case the same request can be run again
     */
    public ImportResult run(ImportRequest request, Consumer<ImportProgress> progress) {
        Instant startedAt = clock.instant();
        Preparation prepared = prepare(request, startedAt);
        Source source = source(prepared);
        Preparation preparation = prepared.into(source);
        try (ImportRun run = new ImportRun(preparation, request, progress)) {
            run.read();
            store(run, source, request.message(), progress);
            if (request.saveMapping() != null) {
                MappingFile.save(preparation.reusable(), request.saveMapping());
            }
            return run.result(Duration.between(startedAt, clock.instant()));
        }
    }

    /**
     * Does something while no import into the source runs; waits for one that does.
     *
     * @throws ImportRefused if it does not end within an hour
     */
    public void inTurn(Source source, Runnable work) {
        try (ImportLock _ = ImportLock.take(database, source, () -> {})) {
            work.run();
        }
    }

    private Preparation prepare(ImportRequest request, Instant startedAt) {
        return Preparation.of(request, Patience.insist(merchant::current), startedAt);
    }

    private @Nullable Source known(String name) {
        return Patience.insist(sources::all).stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private Source source(Preparation preparation) {
        OrderSettings settings = preparation.settings();
        return Patience.insist(
                () -> sources.named(settings.source(), Source.Kind.FILE, settings.namespace()));
    }

    private void store(
            ImportRun run,
            Source source,
            @Nullable String message,
            Consumer<ImportProgress> progress) {
        try (ImportLock turn =
                        ImportLock.take(
                                database, source, () -> progress.accept(Phase.WAITING.at(0, 0)));
                BackgroundCatchUp catchUp = new BackgroundCatchUp(projector)) {
            OrderStore store =
                    new OrderStore(log, resources, source, clock.instant(), message, turn);
            run.store(store);
            store.finish();
            catchUp.finish(progress, run.rows());
        }
    }
}
