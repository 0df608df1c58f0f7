package org.stammkunde.collect.imports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import org.stammkunde.collect.files.ImportRefused;
import org.stammkunde.collect.files.OrderImport;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** The pages of imports: handing a file in, how it is read, what became of it. */
@Controller
@ConditionalOnWebApplication
class ImportsController {

    private static final int PAGE_SIZE = 25;
    private static final Duration TELL_EVERY = Duration.ofMillis(500);

    /** A browser comes again when the answer ends; so nobody is told for ever. */
    private static final int TOLD_MAX = 1_200;

    private final ImportTable table;
    private final ImportFiles files;
    private final Imports imports;
    private final ImportWorker worker;
    private final OrderImport orders;
    private final SavedMappings mappings;
    private final ImportDesk desk;
    private final DataSize fileMax;

    ImportsController(
            ImportTable table,
            ImportFiles files,
            Imports imports,
            ImportWorker worker,
            OrderImport orders,
            SavedMappings mappings,
            ImportDesk desk,
            @Value("${spring.servlet.multipart.max-file-size}") DataSize fileMax) {
        this.table = table;
        this.files = files;
        this.imports = imports;
        this.worker = worker;
        this.orders = orders;
        this.mappings = mappings;
        this.desk = desk;
        this.fileMax = fileMax;
    }

    @GetMapping("/imports")
    View list(Page page, @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before) {
        return list(page, HttpStatus.OK, before, null);
    }

    private View list(Page page, HttpStatus status, long before, @Nullable String objection) {
        List<FileImport> found = table.before(before, PAGE_SIZE + 1);
        return page.show(
                status,
                "collect/imports/list.jte",
                new ImportsView(
                        found.stream().limit(PAGE_SIZE).toList(),
                        reported(found),
                        found.size() > PAGE_SIZE,
                        before != Long.MAX_VALUE,
                        mappings.names(),
                        fileMax,
                        Optional.ofNullable(objection)));
    }

    private Set<Long> reported(List<FileImport> found) {
        return found.stream()
                .map(FileImport::id)
                .filter(files::hasReport)
                .collect(Collectors.toSet());
    }

    @PostMapping("/imports")
    View handIn(Page page, @RequestParam MultipartFile file, Principal who) {
        if (file.isEmpty()) {
            String key = String.valueOf(file.getOriginalFilename()).isBlank() ? "none" : "empty";
            return list(
                    page,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    Long.MAX_VALUE,
                    page.text("imports.upload." + key));
        }
        String name = ImportDesk.nameOf(file.getOriginalFilename());
        long id = table.add(name, file.getSize(), who.getName(), false, ImportState.DRAFT);
        files.keep(id, name, file);
        return to(id);
    }

    @GetMapping("/imports/{id}")
    View show(Page page, @PathVariable long id) {
        FileImport each = find(id);
        return page.show(
                "collect/imports/import.jte",
                new ImportView(
                        each,
                        each.state() == ImportState.DRAFT
                                ? Optional.of(desk.look(each))
                                : Optional.empty(),
                        files.hasReport(id),
                        mappings.names(),
                        each.canBeUndone() ? table.leaningOn(each) : List.of(),
                        progress(each, page)));
    }

    @PostMapping("/imports/{id}/mapping")
    View choose(
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            @RequestParam(defaultValue = "") String action,
            Principal who) {
        FileImport draft = find(id);
        if (draft.state() != ImportState.DRAFT) {
            return to(id);
        }
        String chosen = chosen(form, draft);
        table.choose(id, chosen, form.containsKey("partial"));
        String name = form.getOrDefault("name", "").strip();
        if (!name.isEmpty() && action.equals("keep")) {
            desk.keepMapping(name, chosen, who.getName());
        }
        switch (action) {
            case "rehearse" -> desk.start(find(id), ImportState.REHEARSING);
            case "start" -> desk.start(find(id), ImportState.WAITING);
            default -> {}
        }
        return to(id);
    }

    private String chosen(Map<String, String> form, FileImport draft) {
        try {
            return ChosenMapping.ofForm(form, draft, orders, imports);
        } catch (ImportRefused refused) {
            throw Problem.invalidParameter("mapping", refused.statement().english());
        }
    }

    /** Reads a draft as a mapping that was kept says, or as it is proposed. */
    @PostMapping("/imports/{id}/mapping/use")
    View use(@PathVariable long id, @RequestParam(defaultValue = "") String saved) {
        FileImport draft = find(id);
        table.choose(id, mappings.content(saved).orElse(null), draft.partial());
        return to(id);
    }

    @PostMapping("/imports/mappings/remove")
    View forget(@RequestParam String name) {
        mappings.remove(name);
        return new RedirectView("/imports");
    }

    /** Tells how far an import is, as server-sent events, until it has come to something. */
    @GetMapping("/imports/{id}/progress")
    void tell(Page page, @PathVariable long id, HttpServletResponse response)
            throws IOException, InterruptedException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        for (int told = 0; told < TOLD_MAX && worker.isRunning(); told++) {
            FileImport each = find(id);
            String data = page.json(progress(each, page));
            response.getOutputStream()
                    .write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
            if (!each.isBusy()) {
                return;
            }
            worker.awaitChange(TELL_EVERY);
        }
    }

    private ImportView.Progress progress(FileImport each, Page page) {
        if (each.isElsewhere()) {
            return new ImportView.Progress(true, -1, page.text("imports.progress.elsewhere"));
        }
        return switch (each.state()) {
            case UNDOING, RESTORING ->
                    new ImportView.Progress(
                            true,
                            worker.rebuilt(),
                            page.text("imports.progress." + each.state().code()));
            default ->
                    worker.progress(each.id())
                            .map(now ->
                                    new ImportView.Progress(
                                            each.isBusy(),
                                            now.fraction(),
                                            page.text(
                                                    "imports.progress."
                                                            + now.phase()
                                                                    .name()
                                                                    .toLowerCase(Locale.ROOT),
                                                    now.rows())))
                            .orElse(
                                    new ImportView.Progress(
                                            each.isBusy(), 0, page.text("imports.progress.queue")));
        };
    }

    @GetMapping("/imports/{id}/report")
    void report(Page page, @PathVariable long id, HttpServletResponse response) throws IOException {
        desk.report(find(id), page.texts(), response);
    }

    @PostMapping("/imports/{id}/undo")
    View undo(@PathVariable long id, Principal who) {
        desk.undo(find(id), who.getName());
        return to(id);
    }

    @PostMapping("/imports/{id}/restore")
    View restore(@PathVariable long id, Principal who) {
        desk.restore(find(id), who.getName());
        return to(id);
    }

    @PostMapping("/imports/{id}/remove")
    View remove(@PathVariable long id) {
        desk.remove(find(id));
        return new RedirectView("/imports");
    }

    private FileImport find(long id) {
        return table.find(id).orElseThrow(Problem::notFound);
    }

    private static View to(long id) {
        RedirectView view = new RedirectView("/imports/" + id);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return view;
    }
}
