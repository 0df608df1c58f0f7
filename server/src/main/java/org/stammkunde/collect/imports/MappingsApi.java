package org.stammkunde.collect.imports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stammkunde.api.ApiList;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.NeedsScope;
import org.stammkunde.collect.files.FileLook;
import org.stammkunde.collect.files.ImportRefused;
import org.stammkunde.collect.files.OrderImport;
import org.stammkunde.collect.imports.ImportDocuments.ImportLook;
import org.stammkunde.collect.imports.ImportDocuments.MappingChange;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;
import org.stammkunde.web.Problem.Objection;
import org.stammkunde.web.Texts;

/** How drafts are read, for programs: columns, settings, and mappings that were kept. */
@RestController
@ConditionalOnWebApplication
@RequestMapping("/api/imports")
@NeedsScope(ApiScope.IMPORTS_READ)
@Tag(name = "Imports")
class MappingsApi {

    private final ImportTable table;
    private final Imports imports;
    private final ImportDesk desk;
    private final OrderImport orders;
    private final SavedMappings mappings;

    MappingsApi(
            ImportTable table,
            Imports imports,
            ImportDesk desk,
            OrderImport orders,
            SavedMappings mappings) {
        this.table = table;
        this.imports = imports;
        this.desk = desk;
        this.orders = orders;
        this.mappings = mappings;
    }

    @GetMapping("/{id}/mapping")
    @Operation(
            summary = "Tells how a draft is read so far",
            description = "Columns, the first rows and orders, and what is still missing.",
            operationId = "getMapping")
    ImportLook look(Page page, @PathVariable long id) {
        return ImportLook.of(read(desk.look(draft(id)), page.texts()), page.texts());
    }

    @PutMapping("/{id}/mapping")
    @NeedsScope(ApiScope.IMPORTS_WRITE)
    @Operation(summary = "Says how a draft is to be read", operationId = "putMapping")
    ImportLook choose(
            Page page, Principal who, @PathVariable long id, @RequestBody MappingChange change) {
        FileImport draft = draft(id);
        String saved = change.saved();
        String mapping = saved == null ? chosen(draft, change, page.texts()) : kept(saved);
        boolean partial = Optional.ofNullable(change.partial()).orElse(draft.partial());
        table.choose(id, mapping, partial);
        ImportLook look = look(page, id);
        String keepAs = Optional.ofNullable(change.keepAs()).orElse("").strip();
        if (!keepAs.isEmpty()) {
            desk.keepMapping(keepAs, mapping, who.getName());
        }
        return look;
    }

    @GetMapping("/mappings")
    @Operation(summary = "Lists mappings that were kept", operationId = "listMappings")
    ApiList<String> names() {
        return ApiList.whole(mappings.names());
    }

    @DeleteMapping("/mappings/{name}")
    @NeedsScope(ApiScope.IMPORTS_WRITE)
    @Operation(summary = "Removes a mapping that was kept", operationId = "removeMapping")
    @ApiResponse(responseCode = "204", description = "removed")
    ResponseEntity<Void> remove(@PathVariable String name) {
        kept(name);
        mappings.remove(name);
        return ResponseEntity.noContent().build();
    }

    private String kept(String name) {
        return mappings.content(name)
                .orElseThrow(() ->
                        new Problem(
                                HttpStatus.NOT_FOUND,
                                "mapping-unknown",
                                name,
                                String.join(", ", mappings.names())));
    }

    private String chosen(FileImport draft, MappingChange change, Texts texts) {
        FileLook current = read(desk.look(draft), texts);
        List<Objection> objections = new ArrayList<>();
        Map<String, String> form = new HashMap<>();
        Optional.ofNullable(change.settings())
                .orElse(Map.of())
                .forEach((key, value) -> {
                    if (!ChosenMapping.SETTINGS.contains(key)) {
                        objections.add(
                                new Objection(
                                        "settings." + key,
                                        texts.text(
                                                "imports.objection.setting",
                                                String.join(", ", ChosenMapping.SETTINGS))));
                    }
                    form.put(key, value);
                });
        columns(current, change)
                .forEach((number, field) -> {
                    if (number < 1 || number > current.columns().size()) {
                        objections.add(
                                new Objection(
                                        "columns." + number,
                                        texts.text(
                                                "imports.objection.column",
                                                current.columns().size())));
                    } else if (!field.isEmpty() && !FileLook.fields().contains(field)) {
                        objections.add(
                                new Objection(
                                        "columns." + number,
                                        texts.text(
                                                "imports.objection.field",
                                                field,
                                                String.join(", ", FileLook.fields()))));
                    }
                    form.put("column-" + number, field);
                });
        if (!objections.isEmpty()) {
            throw invalid(objections);
        }
        return chosen(draft, form, texts);
    }

    private static Map<Integer, String> columns(FileLook current, MappingChange change) {
        Map<Integer, String> columns = new HashMap<>();
        Optional.ofNullable(change.columns())
                .ifPresentOrElse(
                        columns::putAll,
                        () ->
                                current.columns()
                                        .forEach(column ->
                                                columns.put(column.number(), column.field())));
        return columns;
    }

    /** What the form does not name stays as it was chosen. */
    private String chosen(FileImport draft, Map<String, String> form, Texts texts) {
        ChosenMapping former = ChosenMapping.of(draft.mapping());
        ChosenMapping.SETTINGS.forEach(key -> form.putIfAbsent(key, former.setting(key)));
        try {
            return ChosenMapping.ofForm(form, draft, orders, imports);
        } catch (ImportRefused refused) {
            throw invalid(List.of(new Objection("", ImportView.said(refused.statement(), texts))));
        }
    }

    private FileImport draft(long id) {
        FileImport draft = table.find(id).orElseThrow(Problem::notFound);
        if (draft.state() != ImportState.DRAFT) {
            throw ImportsApi.notIn(draft, ImportState.DRAFT);
        }
        return draft;
    }

    private static FileLook read(ImportView.Look look, Texts texts) {
        FileLook file = look.file();
        if (file == null) {
            throw unreadable(look, texts);
        }
        return file;
    }

    /** Refuses a draft that cannot be read, or does not say enough. */
    static void demandComplete(ImportView.Look look, Texts texts) {
        FileLook file = read(look, texts);
        if (!file.missing().isEmpty()) {
            throw invalid(
                    file.missing().stream()
                            .map(field ->
                                    new Objection(
                                            "columns", texts.text("imports.missing." + field)))
                            .toList());
        }
    }

    private static Problem unreadable(ImportView.Look look, Texts texts) {
        return invalid(
                Optional.ofNullable(look.refusal())
                        .map(refusal -> new Objection("", ImportView.said(refusal, texts)))
                        .stream()
                        .toList());
    }

    private static Problem invalid(List<Objection> objections) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "mapping-invalid").because(objections);
    }
}
