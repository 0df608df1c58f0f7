package org.stammkunde.score;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores and their rules as the API tells them; points are exact decimals. */
final class ScoreDocuments {

    private ScoreDocuments() {}

    /** Why a customer has a score; the parts add up to the points. */
    record ScoreDocument(
            long customer,
            LocalDate asOf,
            @Schema(example = "105") BigDecimal points,
            @Schema(example = "100") BigDecimal threshold,
            @Schema(description = "whether the points are more than the threshold, strictly")
                    boolean loyal,
            int rulesVersion,
            List<ScorePart> parts) {

        static ScoreDocument of(ScoreExplanation why) {
            return new ScoreDocument(
                    why.customer(),
                    why.asOf(),
                    why.points().toDecimal(),
                    why.rules().rules().threshold().toDecimal(),
                    why.aboveThreshold(),
                    why.rules().version(),
                    why.parts().stream().map(ScorePart::of).toList());
        }
    }

    /** What one activity brings. */
    record ScorePart(
            @Schema(example = "store-order") String activity,
            long count,
            LocalDate firstDay,
            LocalDate lastDay,
            BigDecimal beforeCaps,
            BigDecimal afterCaps,
            @Schema(description = "what has not faded: the part of the score") BigDecimal points) {

        static ScorePart of(ScoreExplanation.Part part) {
            return new ScorePart(
                    part.activity().code(),
                    part.count(),
                    part.firstDay(),
                    part.lastDay(),
                    part.full().toDecimal(),
                    part.capped().toDecimal(),
                    part.points().toDecimal());
        }
    }

    /** A fact that counts as an activity: an event, or an order with all its corrections. */
    record ScoreFact(
            @Schema(description = "id of the event; null for an order") @Nullable String event,
            @Schema(description = "number of the order; null for an event") @Nullable String order,
            @Schema(description = "name of the event") @Nullable String name,
            @Schema(description = "number of the source") int source,
            Instant at,
            LocalDate day,
            long count,
            @Schema(description = "by how much the score would be lower without it")
                    BigDecimal effect) {

        static ScoreFact of(CountedFact fact) {
            return switch (fact.origin()) {
                case CountedFact.Origin.OfEvent(var key, int source, String name, Instant at) ->
                        of(fact, key.toString(), null, name, source, at);
                case CountedFact.Origin.OfOrder(int source, String number, Instant at) ->
                        of(fact, null, number, null, source, at);
            };
        }

        private static ScoreFact of(
                CountedFact fact,
                @Nullable String event,
                @Nullable String order,
                @Nullable String name,
                int source,
                Instant at) {
            return new ScoreFact(
                    event,
                    order,
                    name,
                    source,
                    at,
                    fact.day(),
                    fact.count(),
                    fact.effect().toDecimal());
        }
    }

    /** A version of the rules; 0 are the ready-made ones. */
    record RulesVersion(
            int version, String author, String reason, Instant createdAt, RulesDocument rules) {

        static RulesVersion of(RuleVersion version) {
            return new RulesVersion(
                    version.version(),
                    version.author(),
                    version.reason(),
                    version.createdAt(),
                    RulesDocument.of(version.rules()));
        }
    }

    /** A change: the complete new rules and why. */
    record RulesChange(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable RulesDocument rules,
            @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            description = "for those who look at the history later",
                            example = "Loyal shall mean more")
                    @Nullable String reason) {}

    /** Why a former version is brought back. */
    record RulesRestoration(@Nullable String reason) {}

    /** A field that is not the same in two versions; null means not limited. */
    record RulesDifference(
            @Schema(example = "mail-click.perDay") String field,
            @Nullable BigDecimal before,
            @Nullable BigDecimal after) {

        static RulesDifference of(RuleField.Difference difference) {
            return new RulesDifference(
                    difference.field().name(), difference.before(), difference.after());
        }
    }

    /** What other rules would change. */
    record PreviewDocument(
            LocalDate asOf,
            long customers,
            @Schema(description = "how many were counted; the rest is estimated") long examined,
            boolean exact,
            PreviewCount loyalBefore,
            PreviewCount loyalAfter,
            PreviewCount entering,
            PreviewCount leaving,
            @Schema(description = "some who would come, the highest score first")
                    List<PreviewMover> enterers,
            @Schema(description = "some who would leave, the highest score first")
                    List<PreviewMover> leavers,
            @Schema(description = "the spread of scores, from the lowest") List<PreviewBin> bins) {

        static PreviewDocument of(ScorePreview preview) {
            return new PreviewDocument(
                    preview.asOf(),
                    preview.customers(),
                    preview.examined(),
                    preview.exact(),
                    PreviewCount.of(preview.loyalBefore()),
                    PreviewCount.of(preview.loyalAfter()),
                    PreviewCount.of(preview.entering()),
                    PreviewCount.of(preview.leaving()),
                    preview.enterers().stream().map(PreviewMover::of).toList(),
                    preview.leavers().stream().map(PreviewMover::of).toList(),
                    preview.bins().stream().map(PreviewBin::of).toList());
        }
    }

    /** A number of customers: within ± margin in 19 of 20 cases, exact when that is 0. */
    record PreviewCount(long value, long margin) {

        static PreviewCount of(ScorePreview.Estimate estimate) {
            return new PreviewCount(estimate.value(), estimate.margin());
        }
    }

    /** A customer who would enter or leave. */
    record PreviewMover(long customer, @Nullable String name, BigDecimal before, BigDecimal after) {

        static PreviewMover of(ScorePreview.Example example) {
            return new PreviewMover(
                    example.customer(),
                    example.name(),
                    example.before().toDecimal(),
                    example.after().toDecimal());
        }
    }

    /** Customers with more than one and up to another number of points. */
    record PreviewBin(
            @Nullable BigDecimal moreThan, @Nullable BigDecimal upTo, long before, long after) {

        static PreviewBin of(ScorePreview.Bin bin) {
            return new PreviewBin(
                    decimal(bin.moreThan()), decimal(bin.upTo()), bin.before(), bin.after());
        }

        private static @Nullable BigDecimal decimal(@Nullable ActivityPoints points) {
            return points == null ? null : points.toDecimal();
        }
    }
}
