package org.stammkunde.segments;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stammkunde.web.Texts;
import tools.jackson.databind.JsonNode;

/** Segments as the API tells them. */
final class SegmentDocuments {

    private static final String CONDITION =
            "in the form of the reference of segment conditions (docs/reference)";
    private static final String EXAMPLE =
            "{\"orders\": \"revenue\", \"number\": {\"atLeast\": 500},"
                    + " \"window\": {\"lastDays\": 365}}";

    private SegmentDocuments() {}

    /** A segment and how many customers are in it. */
    record SegmentSummary(
            @Schema(example = "treue-kunden") String key,
            int version,
            String title,
            @Schema(description = "`live` or `snapshot`", example = "live") String kind,
            long customers) {

        static SegmentSummary of(SegmentDefinition segment, long size, Texts texts) {
            return new SegmentSummary(
                    segment.key(),
                    segment.version(),
                    ConditionText.title(segment, texts),
                    segment.kind().code(),
                    size);
        }
    }

    /** A segment in one of its versions; of a snapshot the condition decided at its moment. */
    record SegmentDocument(
            @Schema(example = "umsatzstark") String key,
            int version,
            String title,
            String description,
            @Schema(description = "`live`, `snapshot` or `removed`", example = "live") String kind,
            @Schema(type = "object", description = CONDITION, example = EXAMPLE) @JsonRawValue
                    String condition,
            String author,
            String reason,
            Instant createdAt) {

        static SegmentDocument of(SegmentDefinition segment, Texts texts) {
            return new SegmentDocument(
                    segment.key(),
                    segment.version(),
                    ConditionText.title(segment, texts),
                    segment.description(),
                    segment.kind().code(),
                    json(segment.condition()),
                    segment.author(),
                    segment.reason(),
                    segment.createdAt());
        }
    }

    /** The closed "more points than the threshold" is written as people write it. */
    static String json(Condition condition) {
        return ConditionJson.write(condition);
    }

    /** A segment as somebody wants it. */
    record SegmentDraftDocument(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Umsatzstark")
                    @Nullable String title,
            @Schema(description = "what it is good for") @Nullable String description,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            type = "object",
                            description = CONDITION,
                            example = EXAMPLE)
                    @Nullable JsonNode condition,
            @Schema(description = "why it is made or changed") @Nullable String reason) {}

    /** A question that no segment asks yet. */
    record PreviewRequest(
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            type = "object",
                            description = CONDITION,
                            example = EXAMPLE)
                    @Nullable JsonNode condition,
            @Schema(description = "at the end of this day, by all that is known now")
                    @Nullable LocalDate asOf) {}

    /** Who would be in it. */
    record SegmentPreviewDocument(
            LocalDate asOf,
            long customers,
            @Schema(description = "of how many in all") long of,
            @Schema(description = "numbers of a few of them") List<Long> sample,
            @Schema(description = "how many of them are in each segment now, by its key")
                    Map<String, Long> overlap) {

        static SegmentPreviewDocument of(SegmentPreview preview, LocalDate asOf) {
            return new SegmentPreviewDocument(
                    asOf, preview.count(), preview.of(), preview.sample(), preview.overlap());
        }
    }

    /** Who was in it at the end of a day. */
    record SegmentAsOf(
            LocalDate day,
            @Schema(description = "how many fulfilled today's condition, by all known now")
                    long customers,
            @Schema(description = "how many were in it as was noted then") long noted,
            @Schema(description = "numbers of a few of them") List<Long> sample) {}

    /** How a segment's size changed on a day. */
    record SegmentDay(LocalDate day, long entered, long left, long customers) {

        static SegmentDay of(SegmentTable.Day day) {
            return new SegmentDay(day.day(), day.entered(), day.left(), day.size());
        }
    }

    /** A customer in a segment. */
    record SegmentMemberDocument(
            long customer,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String city,
            long orders,
            BigDecimal revenue,
            Currency currency,
            @Nullable Instant lastOrderAt) {

        static SegmentMemberDocument of(SegmentMember member, Currency currency) {
            return new SegmentMemberDocument(
                    member.customer(),
                    member.name(),
                    member.email(),
                    member.phone(),
                    member.city(),
                    member.orders(),
                    Texts.major(member.revenueMinor(), currency),
                    currency,
                    member.lastOrderAt());
        }
    }

    /** A segment to begin with. */
    record ReadyMadeSegment(
            String key,
            String title,
            String description,
            @Schema(type = "object", description = CONDITION) @JsonRawValue String condition) {

        static ReadyMadeSegment of(ReadyMade ready, Texts texts) {
            String text = "segments.ready." + ready.key();
            return new ReadyMadeSegment(
                    ready.key(),
                    texts.text(text),
                    texts.text(text + ".help"),
                    json(ready.condition()));
        }
    }

    /** The title of a snapshot; made of segment and day by default. */
    record NewSnapshot(@Nullable String title) {}

    /** Whether a customer is in a segment, and why. */
    record MembershipDocument(
            @Schema(example = "treue-kunden") String segment,
            String title,
            boolean member,
            @Nullable Instant since,
            @Schema(description = "when that changes if nothing happens; null if not foreseen")
                    @Nullable LocalDate changesOn,
            MembershipReason reason) {

        static MembershipDocument of(Explanation explanation, ConditionText text, Texts texts) {
            SegmentDefinition segment = explanation.segment();
            return new MembershipDocument(
                    segment.key(),
                    ConditionText.title(segment, texts),
                    explanation.member(),
                    explanation.since(),
                    explanation.changesOn(),
                    MembershipReason.of(explanation.reason(), text));
        }
    }

    /** A part of the condition with its answer; groups have parts, questions what was measured. */
    record MembershipReason(
            boolean holds,
            @Schema(description = "in the reader's language") String question,
            @Schema(description = "what the customer has, in the reader's language")
                    @Nullable String measured,
            List<MembershipReason> parts) {

        static MembershipReason of(Explanation.Reason reason, ConditionText text) {
            return switch (reason) {
                case Explanation.Group(Condition group, boolean holds, var parts) ->
                        new MembershipReason(
                                holds,
                                text.group(group),
                                null,
                                parts.stream().map(part -> of(part, text)).toList());
                case Explanation.Other(SegmentDefinition other, boolean holds, var inner) ->
                        new MembershipReason(holds, other.title(), null, List.of(of(inner, text)));
                case Explanation.Answered answered ->
                        new MembershipReason(
                                answered.holds(),
                                phrase(text.phrase(answered.question())),
                                text.measured(answered),
                                List.of());
            };
        }

        private static String phrase(ConditionText.Phrase phrase) {
            return (phrase.subject() + " " + phrase.requirement()).strip();
        }
    }
}
