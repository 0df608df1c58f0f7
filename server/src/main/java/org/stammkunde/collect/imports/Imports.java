package org.stammkunde.collect.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stammkunde.collect.files.FileLook;
import org.stammkunde.collect.files.ImportProgress;
import org.stammkunde.collect.files.ImportRefused;
import org.stammkunde.collect.files.ImportRequest;
import org.stammkunde.collect.files.ImportResult;
import org.stammkunde.collect.files.OrderImport;
import org.stammkunde.collect.files.Statement;
import org.stammkunde.database.SessionLock;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import org.stammkunde.events.Withdrawals;

/** Runs imports and takes them back, and keeps a record of both. */
@Component
public class Imports {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    private final OrderImport orders;
    private final ImportTable table;
    private final ImportFiles files;
    private final Sources sources;
    private final Withdrawals withdrawals;
    private final Projector projector;
    private final DataSource database;

    Imports(
            OrderImport orders,
            ImportTable table,
            ImportFiles files,
            Sources sources,
            Withdrawals withdrawals,
            Projector projector,
            DataSource database) {
        this.orders = orders;
        this.table = table;
        this.files = files;
        this.sources = sources;
        this.withdrawals = withdrawals;
        this.projector = projector;
        this.database = database;
    }

    /**
     * Imports a file for a command, as {@link OrderImport#run} does, so that the console shows it
     * and can undo it. Given again after it was stopped, the command goes on with its import.
     *
     * @param by the user who gave the command
     * @throws ImportRefused as {@link OrderImport#run}
     */
    public ImportResult run(ImportRequest request, String by, Consumer<ImportProgress> progress) {
        orders.plan(request);
        FileLook look = orders.look(request);
        String name = String.valueOf(request.file().getFileName());
        long bytes = bytes(request.file());
        for (FileImport unfinished : table.unfinished(name, bytes, look)) {
            try (SessionLock alive = lockOf(unfinished.id())) {
                if (alive.hold()) {
                    return run(unfinished.id(), look, request, alive, progress);
                }
            }
        }
        long id = table.add(name, bytes, by, true, ImportState.RUNNING);
        try (SessionLock alive = lockOf(id)) {
            alive.hold();
            return run(id, look, request, alive, progress);
        }
    }

    private SessionLock lockOf(long id) {
        return new SessionLock(database, ImportTable.ALIVE, Math.toIntExact(id));
    }

    private ImportResult run(
            long id,
            FileLook look,
            ImportRequest request,
            SessionLock alive,
            Consumer<ImportProgress> progress) {
        if (!table.begin(id, look, request.partial())) {
            throw ImportRefused.cannotRun(
                    "import %d of this file was undone a moment ago; run the command again"
                            .formatted(id));
        }
        try {
            ImportResult result =
                    orders.run(
                            request.withMessage(FileImport.message(id)),
                            now -> {
                                show(alive);
                                progress.accept(now);
                            });
            result.report().ifPresent(report -> keepReport(id, report));
            table.end(id, ImportState.DONE, result);
            return result;
        } catch (ImportRefused refused) {
            note(id, refused.statement());
            throw refused;
        } catch (RuntimeException failed) {
            note(id, internal(failed));
            throw failed;
        }
    }

    /** After an outage of the database the lock is another session's. */
    private static void show(SessionLock alive) {
        try {
            alive.hold();
        } catch (RuntimeException away) {
            LOG.debug("the database is away, the lock is taken with the next progress", away);
        }
    }

    private void keepReport(long id, Path written) {
        try {
            files.keepReport(id, written);
        } catch (IOException failed) {
            LOG.warn("the console cannot offer the row report {}", written, failed);
        }
    }

    /** Without a database nothing can be noted; then the import is seen as interrupted. */
    private void note(long id, Statement why) {
        try {
            table.fail(id, ImportState.FAILED, why);
        } catch (RuntimeException away) {
            LOG.debug("that import {} failed cannot be noted", id, away);
        }
    }

    /** What is said of a failure that is no fault of the file. */
    static Statement internal(RuntimeException failed) {
        return new Statement("internal", List.of(), String.valueOf(failed));
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unknown) {
            return 0;
        }
    }

    /** How a file that was handed in is to be read. */
    ImportRequest request(FileImport handedIn) {
        String mapping = handedIn.mapping();
        return new ImportRequest(
                        files.file(handedIn.id(), handedIn.fileName()),
                        mapping == null ? null : files.mapping(handedIn.id(), mapping).toString(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        handedIn.partial(),
                        files.report(handedIn.id()),
                        null,
                        files.temporary(),
                        null)
                .withMessage(handedIn.message());
    }

    /** Finds out what importing would do. */
    void rehearse(FileImport draft, Consumer<ImportProgress> progress) {
        try {
            table.end(draft.id(), ImportState.DRAFT, orders.rehearse(request(draft), progress));
        } catch (ImportRefused refused) {
            if (Thread.currentThread().isInterrupted()) {
                return; // the server stops; the next one begins anew
            }
            table.fail(draft.id(), ImportState.DRAFT, refused.statement());
        }
    }

    /** Imports what was handed in; run again after a stop, it stores what is missing. */
    void run(FileImport handedIn, Consumer<ImportProgress> progress) {
        ImportRequest request = request(handedIn);
        try {
            if (!table.begin(handedIn.id(), orders.look(request), handedIn.partial())) {
                return; // undone meanwhile, which is the next thing to do
            }
            table.end(handedIn.id(), ImportState.DONE, orders.run(request, progress));
        } catch (ImportRefused refused) {
            if (Thread.currentThread().isInterrupted()) {
                return; // the server stops; the next one goes on
            }
            table.fail(handedIn.id(), ImportState.FAILED, refused.statement());
        }
        files.removeFile(handedIn.id(), handedIn.fileName());
    }

    /** Makes the facts of an import count no more; they stay in the log. */
    void undo(FileImport mistaken) {
        String by = Objects.requireNonNullElse(mistaken.undoneBy(), "");
        // what was stopped before it stored anything may have no source yet
        source(mistaken)
                .ifPresent(source ->
                        orders.inTurn(
                                source,
                                () -> withdrawals.withdraw(source, mistaken.message(), by)));
        projector.rebuild();
        table.move(mistaken.id(), ImportState.UNDOING, ImportState.UNDONE);
    }

    /** Makes the facts of an undone import count again. */
    void restore(FileImport undone) {
        String by = Objects.requireNonNullElse(undone.restoredBy(), "");
        source(undone)
                .ifPresent(source ->
                        orders.inTurn(
                                source, () -> withdrawals.restore(source, undone.message(), by)));
        projector.rebuild();
        table.move(undone.id(), ImportState.RESTORING, ImportState.DONE);
    }

    private Optional<Source> source(FileImport of) {
        return sources.all().stream()
                .filter(source -> source.name().equals(of.source()))
                .findFirst();
    }
}
