package org.stammkunde.collect.imports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stammkunde.api.ApiList;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.NeedsScope;
import org.stammkunde.collect.imports.ImportDocuments.ImportCounts;
import org.stammkunde.collect.imports.ImportDocuments.ImportDocument;
import org.stammkunde.collect.imports.ImportDocuments.ImportProgressDocument;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;
import org.stammkunde.web.Texts;

/** Imports for programs: handing files in, what became of them, taking them back. */
@RestController
@ConditionalOnWebApplication
@RequestMapping("/api/imports")
@NeedsScope(ApiScope.IMPORTS_WRITE)
@Tag(name = "Imports", description = "files of orders, customers and products")
class ImportsApi {

    private final ImportTable table;
    private final ImportFiles files;
    private final ImportWorker worker;
    private final ImportDesk desk;
    private final long fileMax;

    ImportsApi(
            ImportTable table,
            ImportFiles files,
            ImportWorker worker,
            ImportDesk desk,
            @Value("${spring.servlet.multipart.max-file-size}") DataSize fileMax) {
        this.table = table;
        this.files = files;
        this.worker = worker;
        this.desk = desk;
        this.fileMax = fileMax.toBytes();
    }

    @GetMapping
    @NeedsScope(ApiScope.IMPORTS_READ)
    @Operation(summary = "Lists imports, the newest first", operationId = "listImports")
    ApiList<ImportDocument> list(
            Page page,
            @Parameter(description = "how many, 1 to 200")
                    @RequestParam(defaultValue = ApiList.SIZE)
                    int limit,
            @Parameter(description = "`next` of the part before") @RequestParam(defaultValue = "")
                    String cursor) {
        int size = ApiList.size(limit);
        List<FileImport> found = table.before(ApiList.number(cursor, Long.MAX_VALUE), size + 1);
        List<FileImport> part = found.subList(0, Math.min(size, found.size()));
        return ApiList.of(
                part.stream().map(each -> document(each, page.texts())).toList(),
                found.size() > size
                        ? Optional.of(Long.toString(part.getLast().id()))
                        : Optional.empty());
    }

    @PostMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Operation(
            summary = "Hands a file in",
            description =
                    "The body is the file: CSV or text, also as gzip, or XLSX. It becomes a draft;"
                            + " nothing is imported before it is started.",
            operationId = "handInFile")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            description = "the bytes of the file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "201", description = "a draft; `Location` is its address")
    ResponseEntity<ImportDocument> handIn(
            Page page,
            Principal who,
            @Parameter(description = "from its name the source is proposed", example = "orders.csv")
                    @RequestParam
                    String fileName,
            InputStream body)
            throws IOException {
        Path spooled = files.spool(body, fileMax);
        try {
            long bytes = checked(Files.size(spooled));
            String name = ImportDesk.nameOf(fileName.isBlank() ? "file.csv" : fileName);
            long id = table.add(name, bytes, who.getName(), false, ImportState.DRAFT);
            files.keep(id, name, spooled);
            return ResponseEntity.created(URI.create("/api/imports/" + id))
                    .body(document(find(id), page.texts()));
        } finally {
            Files.deleteIfExists(spooled);
        }
    }

    private long checked(long bytes) {
        if (bytes == 0) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "file-empty");
        }
        if (bytes > fileMax) {
            throw new Problem(HttpStatus.CONTENT_TOO_LARGE, "too-large");
        }
        return bytes;
    }

    @GetMapping("/{id}")
    @NeedsScope(ApiScope.IMPORTS_READ)
    @Operation(summary = "Tells what became of an import", operationId = "getImport")
    ImportDocument one(Page page, @PathVariable long id) {
        return document(find(id), page.texts());
    }

    @GetMapping(path = "/{id}/report", produces = "text/csv")
    @NeedsScope(ApiScope.IMPORTS_READ)
    @Operation(
            summary = "Tells which rows were rejected, changed or left out, and why",
            operationId = "getRowReport")
    @ApiResponse(
            responseCode = "200",
            description = "the row report",
            content = @Content(schema = @Schema(type = "string", format = "binary")))
    void report(Page page, @PathVariable long id, HttpServletResponse response) throws IOException {
        desk.report(find(id), page.texts(), response);
    }

    @PostMapping("/{id}/rehearse")
    @Operation(
            summary = "Finds out what importing a draft would do",
            description = "Done in the background; afterwards the draft has `counts`.",
            operationId = "rehearseImport")
    @ApiResponse(responseCode = "202", description = "begun")
    ResponseEntity<ImportDocument> rehearse(Page page, @PathVariable long id) {
        return begun(
                id,
                desk.start(complete(id, page.texts()), ImportState.REHEARSING),
                page,
                ImportState.DRAFT);
    }

    @PostMapping("/{id}/start")
    @Operation(
            summary = "Imports a draft",
            description = "Done in the background, one import at a time.",
            operationId = "startImport")
    @ApiResponse(responseCode = "202", description = "begun")
    ResponseEntity<ImportDocument> start(Page page, @PathVariable long id) {
        return begun(
                id,
                desk.start(complete(id, page.texts()), ImportState.WAITING),
                page,
                ImportState.DRAFT);
    }

    @PostMapping("/{id}/undo")
    @Operation(
            summary = "Takes an import back",
            description = "Done in the background: all figures are made anew without it.",
            operationId = "undoImport")
    @ApiResponse(responseCode = "202", description = "begun")
    ResponseEntity<ImportDocument> undo(Page page, Principal who, @PathVariable long id) {
        return begun(
                id,
                desk.undo(find(id), who.getName()),
                page,
                ImportState.DONE,
                ImportState.FAILED,
                ImportState.INTERRUPTED);
    }

    @PostMapping("/{id}/restore")
    @Operation(summary = "Brings an undone import back", operationId = "restoreImport")
    @ApiResponse(responseCode = "202", description = "begun")
    ResponseEntity<ImportDocument> restore(Page page, Principal who, @PathVariable long id) {
        return begun(id, desk.restore(find(id), who.getName()), page, ImportState.UNDONE);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Removes a draft", operationId = "removeImport")
    @ApiResponse(responseCode = "204", description = "removed")
    ResponseEntity<Void> remove(@PathVariable long id) {
        FileImport draft = find(id);
        if (!desk.remove(draft)) {
            throw notIn(draft, ImportState.DRAFT);
        }
        return ResponseEntity.noContent().build();
    }

    /** A draft that does not say enough is told what it lacks. */
    private FileImport complete(long id, Texts texts) {
        FileImport draft = find(id);
        if (draft.state() == ImportState.DRAFT) {
            MappingsApi.demandComplete(desk.look(draft), texts);
        }
        return draft;
    }

    private ResponseEntity<ImportDocument> begun(
            long id, boolean isBegun, Page page, ImportState... allowed) {
        FileImport now = find(id);
        if (!isBegun) {
            throw notIn(now, allowed);
        }
        return ResponseEntity.accepted().body(document(now, page.texts()));
    }

    static Problem notIn(FileImport each, ImportState... allowed) {
        return new Problem(
                HttpStatus.CONFLICT,
                "import-state",
                each.state().code(),
                Stream.of(allowed).map(ImportState::code).collect(Collectors.joining(", ")));
    }

    private FileImport find(long id) {
        return table.find(id).orElseThrow(Problem::notFound);
    }

    private ImportDocument document(FileImport each, Texts texts) {
        return new ImportDocument(
                each.id(),
                each.fileName(),
                each.fileBytes(),
                each.source(),
                each.enteredBy(),
                each.byCommand(),
                each.state().code(),
                each.partial(),
                each.createdAt(),
                each.startedAt(),
                each.endedAt(),
                each.undoneAt(),
                each.undoneBy(),
                each.restoredAt(),
                each.restoredBy(),
                each.counts().map(ImportCounts::of).orElse(null),
                each.notes().stream().map(note -> ImportView.said(note, texts)).toList(),
                each.failure().map(why -> ImportView.said(why, texts)).orElse(null),
                each.canBeUndone(),
                files.hasReport(each.id()),
                worker.progress(each.id()).map(ImportProgressDocument::of).orElse(null));
    }
}
