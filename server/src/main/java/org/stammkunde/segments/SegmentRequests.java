package org.stammkunde.segments;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.stammkunde.api.EntityTag;
import org.stammkunde.segments.SegmentDocuments.SegmentDocument;
import org.stammkunde.web.Problem;
import org.stammkunde.web.Problem.Objection;
import org.stammkunde.web.Texts;
import tools.jackson.databind.JsonNode;

/** What addresses of the API that name a segment or a condition have in common. */
@Component
class SegmentRequests {

    private final Segments segments;

    SegmentRequests(Segments segments) {
        this.segments = segments;
    }

    /** The segment with this key. */
    SegmentDefinition known(String key) {
        return segments.of(key).orElseThrow(() -> unknown(key));
    }

    /** The condition that was sent; refused with everything that is wrong with it. */
    Condition condition(@Nullable JsonNode sent, Texts texts) {
        String json = Optional.ofNullable(sent).map(JsonNode::toString).orElse("null");
        return switch (segments.read(json)) {
            case ConditionReading.Read(Condition condition) -> condition;
            case ConditionReading.Refused(List<ConditionProblem> problems) ->
                    throw invalid(problems, texts);
        };
    }

    /** The answer with the version as its tag. */
    ResponseEntity<SegmentDocument> tagged(SegmentDefinition segment, Texts texts) {
        return ResponseEntity.ok()
                .eTag(EntityTag.of(segment.version()))
                .body(SegmentDocument.of(segment, texts));
    }

    static Problem invalid(List<ConditionProblem> problems, Texts texts) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "segment-invalid")
                .because(
                        problems.stream()
                                .map(problem ->
                                        new Objection(
                                                problem.where(),
                                                texts.text(
                                                        "segments.problem." + problem.code(),
                                                        problem.arguments().toArray())))
                                .toList());
    }

    static Problem unknown(String key) {
        return new Problem(HttpStatus.NOT_FOUND, "segment-unknown", key);
    }
}
