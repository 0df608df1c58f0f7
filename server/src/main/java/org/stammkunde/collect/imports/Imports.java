package org.stammkunde.collect.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.stammkunde.collect.files.FileLook;
import org.stammkunde.collect.files.ImportProgress;
import org.stammkunde.collect.files.ImportRefused;
import org.stammkunde.collect.files.ImportRequest;
import org.stammkunde.collect.files.ImportResult;
import org.stammkunde.collect.files.OrderImport;
import org.stammkunde.events.Projector;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import org.stammkunde.events.Withdrawals;

/** Runs imports and takes them back, and keeps a record of both. */
@Component
public class Imports {

    private final OrderImport orders;
    private final ImportTable table;
    private final ImportFiles files;
    private final Sources sources;
    private final Withdrawals withdrawals;
    private final Projector projector;

    Imports(
            OrderImport orders,
            ImportTable table,
            ImportFiles files,
            Sources sources,
            Withdrawals withdrawals,
            Projector projector) {
        this.orders = orders;
        this.table = table;
        this.files = files;
        this.sources = sources;
        this.withdrawals = withdrawals;
        this.projector = projector;
    }

    /**
     * Imports a file for a command, as {@link OrderImport#run} does, so that the console shows it
     * and can undo it.
     *
     * @param by the user who gave the command
     * @throws ImportRefused as {@link OrderImport#run}
     */
    public ImportResult run(ImportRequest request, String by, Consumer<ImportProgress> progress) {
        orders.plan(request);
        FileLook look = orders.look(request);
        Path name = request.file().getFileName();
        long id =
                table.add(
                        String.valueOf(name), bytes(request.file()), by, true, ImportState.RUNNING);
        table.begin(id, look);
        try {
            ImportResult result = orders.run(request.withMessage(FileImport.message(id)), progress);
            table.end(id, ImportState.DONE, result);
            return result;
        } catch (ImportRefused refused) {
            table.fail(id, ImportState.FAILED, refused.statement());
            throw refused;
        }
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
            table.fail(draft.id(), ImportState.DRAFT, refused.statement());
        }
    }

    /** Imports what was handed in; run again after a stop, it stores what is missing. */
    void run(FileImport handedIn, Consumer<ImportProgress> progress) {
        ImportRequest request = request(handedIn);
        try {
            table.begin(handedIn.id(), orders.look(request));
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
        String by = mistaken.undoneBy();
        withdrawals.withdraw(source(mistaken), mistaken.message(), by == null ? "" : by);
        projector.rebuild();
        table.move(mistaken.id(), ImportState.UNDOING, ImportState.UNDONE);
    }

    /** Makes the facts of an undone import count again. */
    void restore(FileImport undone, String by) {
        withdrawals.restore(source(undone), undone.message(), by);
        projector.rebuild();
        table.move(undone.id(), ImportState.RESTORING, ImportState.DONE);
    }

    private Source source(FileImport of) {
        return sources.all().stream()
                .filter(source -> source.name().equals(of.source()))
                .findFirst()
                .orElseThrow();
    }
}
