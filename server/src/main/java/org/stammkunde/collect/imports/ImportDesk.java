package org.stammkunde.collect.imports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.stammkunde.collect.files.ImportRefused;
import org.stammkunde.collect.files.OrderImport;
import org.stammkunde.web.Problem;
import org.stammkunde.web.Texts;

/**
 * What pages and programs can have done with an import that was handed in. What an import is not in
 * the state for is not done, and that is told.
 */
@Component
@ConditionalOnWebApplication
class ImportDesk {

    private static final int NAME_CHARACTERS_MAX = 200;

    private final Imports imports;
    private final ImportTable table;
    private final ImportFiles files;
    private final ImportWorker worker;
    private final OrderImport orders;
    private final SavedMappings mappings;

    ImportDesk(
            Imports imports,
            ImportTable table,
            ImportFiles files,
            ImportWorker worker,
            OrderImport orders,
            SavedMappings mappings) {
        this.imports = imports;
        this.table = table;
        this.files = files;
        this.worker = worker;
        this.orders = orders;
        this.mappings = mappings;
    }

    /** The name of a file that was sent; some browsers send the path on the reader's machine. */
    static String nameOf(@Nullable String sent) {
        String path = String.valueOf(sent);
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return name.length() <= NAME_CHARACTERS_MAX
                ? name
                : name.substring(name.length() - NAME_CHARACTERS_MAX);
    }

    /** How a draft is read, or why it cannot be. */
    ImportView.Look look(FileImport draft) {
        try {
            return new ImportView.Look(
                    orders.look(imports.request(draft)), ChosenMapping.of(draft.mapping()));
        } catch (ImportRefused refused) {
            return new ImportView.Look(refused.statement());
        }
    }

    /** Keeps a mapping for the next file of the same kind. */
    void keepMapping(String name, String mapping, String by) {
        int length = Math.min(name.length(), SavedMappings.NAME_CHARACTERS_MAX);
        mappings.save(name.substring(0, length), mapping, by);
    }

    /** Rehearses a draft or runs it; false for what is no draft or does not say enough. */
    boolean start(FileImport draft, ImportState state) {
        boolean isStarted =
                draft.state() == ImportState.DRAFT
                        && look(draft).isComplete()
                        && table.move(draft.id(), ImportState.DRAFT, state);
        if (isStarted) {
            worker.announce();
        }
        return isStarted;
    }

    boolean undo(FileImport each, String by) {
        if (!each.canBeUndone()) {
            return false;
        }
        table.noteUndo(each.id(), each.state(), by);
        worker.announce();
        return true;
    }

    boolean restore(FileImport each, String by) {
        if (each.state() != ImportState.UNDONE) {
            return false;
        }
        table.noteRestore(each.id(), by);
        worker.announce();
        return true;
    }

    boolean remove(FileImport each) {
        if (each.state() != ImportState.DRAFT) {
            return false;
        }
        table.remove(each.id());
        files.removeAll(each.id());
        return true;
    }

    /** Answers with the row report, in the reader's language. */
    void report(FileImport each, Texts texts, HttpServletResponse response) throws IOException {
        if (!files.hasReport(each.id())) {
            throw Problem.notFound();
        }
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(
                                texts.text("imports.report.file", stem(each.fileName())),
                                StandardCharsets.UTF_8)
                        .build()
                        .toString());
        new RowReportText(texts).write(files.report(each.id()), response.getOutputStream());
    }

    private static String stem(String name) {
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
