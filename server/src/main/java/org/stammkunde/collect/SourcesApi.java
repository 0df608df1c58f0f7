package org.stammkunde.collect;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stammkunde.api.ApiList;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.NeedsScope;
import org.stammkunde.api.Secret;
import org.stammkunde.events.Source;
import org.stammkunde.events.SourceState;
import org.stammkunde.events.Sources;
import org.stammkunde.web.Problem;

/** Where facts come from, for programs: sources and their write keys. */
@RestController
@ConditionalOnWebApplication
@RequestMapping("/api/sources")
@NeedsScope(ApiScope.SOURCES_READ)
@Tag(name = "Sources", description = "where events come from, and their write keys")
class SourcesApi {

    private static final int NAME_MAX = SourcesController.NAME_MAX;

    private final Sources sources;

    SourcesApi(Sources sources) {
        this.sources = sources;
    }

    /** A source; its write key is never told again. */
    record SourceDocument(
            @Schema(example = "3") int id,
            @Schema(example = "till") String name,
            @Schema(description = "`api`, `file` or `own`", example = "api") String kind,
            @Schema(description = "whose customer numbers it sends", example = "till")
                    String namespace,
            @Schema(
                            description =
                                    "when something came with its write key, to the minute; null"
                                            + " when nothing did")
                    @Nullable Instant heardAt) {

        static SourceDocument of(SourceState state) {
            Source source = state.source();
            return new SourceDocument(
                    source.id(),
                    source.name(),
                    source.kind().name().toLowerCase(Locale.ROOT),
                    source.namespace(),
                    state.heardAt());
        }
    }

    /** What a new source is called. */
    record NewSource(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "till")
                    @Nullable String name,
            @Schema(description = "whose customer numbers it sends: its own by default")
                    @Nullable String namespace) {}

    /** A write key, told this once. */
    record NewWriteKey(int source, String writeKey) {}

    @GetMapping
    @Operation(summary = "Lists all sources", operationId = "listSources")
    ApiList<SourceDocument> list() {
        return ApiList.whole(sources.states().stream().map(SourceDocument::of).toList());
    }

    @PostMapping
    @NeedsScope(ApiScope.SOURCES_WRITE)
    @Operation(
            summary = "Adds a source, or finds the one with this name",
            operationId = "addSource")
    SourceDocument add(@RequestBody NewSource source) {
        String name = Optional.ofNullable(source.name()).orElse("").strip();
        String namespace = Optional.ofNullable(source.namespace()).orElse("").strip();
        if (name.isEmpty() || name.length() > NAME_MAX || namespace.length() > NAME_MAX) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "source-name-invalid", NAME_MAX);
        }
        Source named = sources.named(name, Source.Kind.API, namespace.isEmpty() ? name : namespace);
        return sources.states().stream()
                .filter(state -> state.source().id() == named.id())
                .map(SourceDocument::of)
                .findFirst()
                .orElseThrow();
    }

    @PostMapping("/{id}/write-key")
    @NeedsScope(ApiScope.SOURCES_WRITE)
    @Operation(
            summary = "Gives a source a new write key, which ends the old one",
            operationId = "renewWriteKey")
    NewWriteKey renewWriteKey(HttpServletRequest request, @PathVariable int id) {
        Source source = sources.of(id).orElseThrow(Problem::notFound);
        if (source.kind() == Source.Kind.OWN) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "source-own", source.name());
        }
        return Secret.shown(request, new NewWriteKey(id, sources.renewWriteKey(source)));
    }
}
