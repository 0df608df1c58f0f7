package org.stammkunde.segments;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stammkunde.api.ApiList;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.NeedsScope;
import org.stammkunde.customers.KnownCustomers;
import org.stammkunde.segments.SegmentDocuments.MembershipDocument;
import org.stammkunde.segments.SegmentDocuments.PreviewRequest;
import org.stammkunde.segments.SegmentDocuments.ReadyMadeSegment;
import org.stammkunde.segments.SegmentDocuments.SegmentAsOf;
import org.stammkunde.segments.SegmentDocuments.SegmentDay;
import org.stammkunde.segments.SegmentDocuments.SegmentDocument;
import org.stammkunde.segments.SegmentDocuments.SegmentMemberDocument;
import org.stammkunde.segments.SegmentDocuments.SegmentPreviewDocument;
import org.stammkunde.segments.SegmentDocuments.SegmentSummary;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** Segments for programs: which there are, who is and was in them, and why. */
@RestController
@NeedsScope(ApiScope.SEGMENTS_READ)
@Tag(name = "Segments", description = "groups of customers that a condition decides")
class SegmentsApi {

    private final Segments segments;
    private final SegmentTable table;
    private final SegmentRequests requests;
    private final MemberExport export;
    private final KnownCustomers customers;

    SegmentsApi(
            Segments segments,
            SegmentTable table,
            SegmentRequests requests,
            MemberExport export,
            KnownCustomers customers) {
        this.segments = segments;
        this.table = table;
        this.requests = requests;
        this.export = export;
        this.customers = customers;
    }

    @GetMapping("/api/segments")
    @Operation(summary = "Lists all segments with their sizes", operationId = "listSegments")
    ApiList<SegmentSummary> list(Page page) {
        Map<String, Long> sizes = table.sizes();
        return ApiList.whole(
                segments.all().stream()
                        .map(segment ->
                                SegmentSummary.of(
                                        segment,
                                        sizes.getOrDefault(segment.key(), 0L),
                                        page.texts()))
                        .toList());
    }

    @GetMapping("/api/segments/ready-made")
    @Operation(
            summary = "Lists segments to begin with",
            description = "To take one over, create a segment with its title and condition.",
            operationId = "listReadyMadeSegments")
    ApiList<ReadyMadeSegment> readyMade(Page page) {
        return ApiList.whole(
                Stream.of(ReadyMade.values())
                        .map(ready -> ReadyMadeSegment.of(ready, page.texts()))
                        .toList());
    }

    @PostMapping("/api/segments/preview")
    @Operation(
            summary = "Tells who would be in a segment, and makes none",
            operationId = "previewSegment")
    SegmentPreviewDocument preview(Page page, @RequestBody PreviewRequest question) {
        Condition condition = requests.condition(question.condition(), page.texts());
        LocalDate day = Optional.ofNullable(question.asOf()).orElseGet(segments::today);
        return SegmentPreviewDocument.of(segments.preview(condition, checked("asOf", day)), day);
    }

    @GetMapping("/api/segments/{key}")
    @Operation(summary = "Tells one segment", operationId = "getSegment")
    ResponseEntity<SegmentDocument> one(Page page, @PathVariable String key) {
        return requests.tagged(requests.known(key), page.texts());
    }

    @GetMapping("/api/segments/{key}/versions")
    @Operation(
            summary = "Lists a segment's versions, newest first",
            operationId = "listSegmentVersions")
    ApiList<SegmentDocument> versions(Page page, @PathVariable String key) {
        List<SegmentDefinition> versions = segments.history(key);
        if (versions.isEmpty()) {
            throw SegmentRequests.unknown(key);
        }
        return ApiList.whole(
                versions.stream()
                        .map(version -> SegmentDocument.of(version, page.texts()))
                        .toList());
    }

    @GetMapping("/api/segments/{key}/history")
    @Operation(
            summary = "Tells how a segment's size changed day by day",
            operationId = "listSegmentHistory")
    ApiList<SegmentDay> history(Page page, @PathVariable String key) {
        requests.known(key);
        return ApiList.whole(
                table.history(key, page.texts().merchant().zone()).stream()
                        .map(SegmentDay::of)
                        .toList());
    }

    @GetMapping("/api/segments/{key}/as-of/{day}")
    @Operation(
            summary = "Tells who was in a segment at the end of a day",
            operationId = "getSegmentAsOf")
    SegmentAsOf asOf(
            Page page,
            @PathVariable String key,
            @PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day) {
        SegmentDefinition segment = requests.known(key);
        SegmentPreview found = segments.preview(segment.inForce(), checked("day", day));
        long noted = SegmentTable.sizeOn(table.history(key, page.texts().merchant().zone()), day);
        return new SegmentAsOf(day, found.count(), noted, found.sample());
    }

    @GetMapping("/api/segments/{key}/members")
    @Operation(summary = "Lists who is in a segment", operationId = "listMembers")
    ApiList<SegmentMemberDocument> members(
            Page page,
            @PathVariable String key,
            @Parameter(description = "how many, 1 to 200")
                    @RequestParam(defaultValue = ApiList.SIZE)
                    int limit,
            @Parameter(description = "`next` of the part before") @RequestParam(defaultValue = "")
                    String cursor) {
        requests.known(key);
        Currency currency = page.texts().merchant().currency();
        int size = ApiList.size(limit);
        List<SegmentMember> found =
                table.members(key, ApiList.number(cursor, 0), currency, size + 1);
        List<SegmentMember> part = found.subList(0, Math.min(size, found.size()));
        return ApiList.of(
                part.stream().map(member -> SegmentMemberDocument.of(member, currency)).toList(),
                found.size() > size
                        ? Optional.of(Long.toString(part.getLast().customer()))
                        : Optional.empty());
    }

    @GetMapping(path = "/api/segments/{key}/members.csv", produces = "text/csv")
    @Operation(summary = "Writes all members into a file", operationId = "exportMembers")
    @ApiResponse(
            responseCode = "200",
            description = "the file",
            content = @Content(schema = @Schema(type = "string", format = "binary")))
    void export(Page page, @PathVariable String key, HttpServletResponse response)
            throws IOException {
        export.write(requests.known(key), page.texts(), response);
    }

    @GetMapping("/api/customers/{id}/segments")
    @Operation(
            summary = "Tells which segments a customer is in and which not, and why",
            operationId = "listMemberships")
    ApiList<MembershipDocument> of(Page page, @PathVariable long id) {
        ConditionText text = new ConditionText(page.texts(), segments.all());
        return ApiList.whole(
                segments.explain(customers.current(id)).stream()
                        .map(each -> MembershipDocument.of(each, text, page.texts()))
                        .toList());
    }

    private static LocalDate checked(String name, LocalDate day) {
        if (!SegmentsController.DAYS.holds(day)) {
            throw Problem.invalidParameter(
                    name, SegmentsController.DAYS.from() + " – " + SegmentsController.DAYS.to());
        }
        return day;
    }
}
