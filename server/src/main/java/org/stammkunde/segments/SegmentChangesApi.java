package org.stammkunde.segments;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.EntityTag;
import org.stammkunde.api.NeedsScope;
import org.stammkunde.segments.SegmentDefinition.Kind;
import org.stammkunde.segments.SegmentDocuments.NewSnapshot;
import org.stammkunde.segments.SegmentDocuments.SegmentDocument;
import org.stammkunde.segments.SegmentDocuments.SegmentDraftDocument;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** Making, changing and removing segments, for programs. */
@RestController
@RequestMapping("/api/segments")
@NeedsScope(ApiScope.SEGMENTS_WRITE)
@Tag(name = "Segments")
class SegmentChangesApi {

    private final Segments segments;
    private final SegmentRequests requests;

    SegmentChangesApi(Segments segments, SegmentRequests requests) {
        this.segments = segments;
        this.requests = requests;
    }

    @PostMapping
    @Operation(
            summary = "Makes a segment and decides about everybody",
            operationId = "createSegment")
    @ApiResponse(responseCode = "201", description = "made; `Location` is its address")
    ResponseEntity<SegmentDocument> create(
            Page page, Principal author, @RequestBody SegmentDraftDocument sent) {
        return created(segments.save(draft("", sent, page, author)), page);
    }

    @PutMapping("/{key}")
    @Operation(summary = "Gives a segment a new version", operationId = "putSegment")
    ResponseEntity<SegmentDocument> put(
            Page page,
            Principal author,
            @PathVariable String key,
            @Parameter(description = "the `ETag` of the version that was changed", required = true)
                    @RequestHeader(name = "If-Match", required = false)
                    @Nullable String ifMatch,
            @RequestBody SegmentDraftDocument sent) {
        int seen = EntityTag.seen(ifMatch);
        changeable(key, true);
        SegmentChange change =
                segments.save(draft(key, sent, page, author), seen)
                        .orElseThrow(() -> outdated(key));
        return requests.tagged(segment(change, page), page.texts());
    }

    @DeleteMapping("/{key}")
    @Operation(
            summary = "Removes a segment; its versions and its history stay",
            operationId = "removeSegment")
    @ApiResponse(responseCode = "204", description = "removed")
    ResponseEntity<Void> remove(
            Principal author,
            @PathVariable String key,
            @Parameter(description = "the `ETag` of the version that was seen", required = true)
                    @RequestHeader(name = "If-Match", required = false)
                    @Nullable String ifMatch) {
        int seen = EntityTag.seen(ifMatch);
        changeable(key, false);
        List<String> users = segments.naming(key).stream().map(SegmentDefinition::title).toList();
        if (!users.isEmpty()) {
            throw new Problem(HttpStatus.CONFLICT, "segment-in-use", String.join(", ", users));
        }
        if (!segments.remove(key, author.getName(), seen)) {
            throw outdated(key);
        }
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{key}/snapshot")
    @Operation(
            summary = "Keeps who is in a segment now, whatever they do later",
            operationId = "snapshotSegment")
    @ApiResponse(responseCode = "201", description = "made; `Location` is its address")
    ResponseEntity<SegmentDocument> snapshot(
            Page page,
            Principal author,
            @PathVariable String key,
            @RequestBody(required = false) @Nullable NewSnapshot sent) {
        SegmentDefinition segment = requests.known(key);
        String title =
                Optional.ofNullable(sent)
                        .map(NewSnapshot::title)
                        .orElseGet(() ->
                                ConditionText.snapshotTitle(
                                        segment, segments.today(), page.texts()));
        return created(segments.snapshot(segment, title, author.getName()), page);
    }

    private SegmentDraft draft(String key, SegmentDraftDocument sent, Page page, Principal author) {
        return new SegmentDraft(
                key,
                Optional.ofNullable(sent.title()).orElse(""),
                Optional.ofNullable(sent.description()).orElse(""),
                Kind.LIVE,
                requests.condition(sent.condition(), page.texts()),
                author.getName(),
                Optional.ofNullable(sent.reason()).orElse(""));
    }

    private ResponseEntity<SegmentDocument> created(SegmentChange change, Page page) {
        SegmentDefinition made = segment(change, page);
        return ResponseEntity.created(URI.create("/api/segments/" + made.key()))
                .eTag(EntityTag.of(made.version()))
                .body(SegmentDocument.of(made, page.texts()));
    }

    private static SegmentDefinition segment(SegmentChange change, Page page) {
        return switch (change) {
            case SegmentChange.Saved(SegmentDefinition saved) -> saved;
            case SegmentChange.Unchanged(SegmentDefinition known) -> known;
            case SegmentChange.Refused(List<ConditionProblem> problems) ->
                    throw SegmentRequests.invalid(problems, page.texts());
        };
    }

    /** What comes with the program stays; the condition of a snapshot has decided already. */
    private void changeable(String key, boolean demandsLive) {
        SegmentDefinition segment = requests.known(key);
        if (segment.version() == 0 || (demandsLive && segment.kind() != Kind.LIVE)) {
            throw new Problem(HttpStatus.CONFLICT, "segment-fixed", key);
        }
    }

    private Problem outdated(String key) {
        return EntityTag.outdated(requests.known(key).version());
    }
}
