package org.stammkunde.score;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stammkunde.api.ApiList;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.EntityTag;
import org.stammkunde.api.NeedsScope;
import org.stammkunde.customers.KnownCustomers;
import org.stammkunde.score.ScoreDocuments.PreviewDocument;
import org.stammkunde.score.ScoreDocuments.RulesChange;
import org.stammkunde.score.ScoreDocuments.RulesDifference;
import org.stammkunde.score.ScoreDocuments.RulesRestoration;
import org.stammkunde.score.ScoreDocuments.RulesVersion;
import org.stammkunde.score.ScoreDocuments.ScoreDocument;
import org.stammkunde.score.ScoreDocuments.ScoreFact;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;
import org.stammkunde.web.Problem.Objection;
import org.stammkunde.web.Texts;

/** Scores and the rules behind them, for programs. */
@RestController
@NeedsScope(ApiScope.SCORE_READ)
@Tag(name = "Score", description = "loyalty scores, why they are so, and their rules")
class ScoreApi {

    private static final int FACTS_MAX = 100;
    private static final LocalDate FIRST_DAY = LocalDate.parse(Facts.FIRST_DAY);
    private static final LocalDate LAST_DAY = LocalDate.parse(Facts.LAST_DAY);

    private final Scores scores;
    private final ScoreRules rules;
    private final ScorePreviews previews;
    private final ScoreKeeping keeping;
    private final KnownCustomers customers;

    ScoreApi(
            Scores scores,
            ScoreRules rules,
            ScorePreviews previews,
            ScoreKeeping keeping,
            KnownCustomers customers) {
        this.scores = scores;
        this.rules = rules;
        this.previews = previews;
        this.keeping = keeping;
        this.customers = customers;
    }

    @GetMapping("/api/customers/{id}/score")
    @Operation(summary = "Tells a customer's score and why", operationId = "getScore")
    ScoreDocument score(
            @PathVariable long id,
            @Parameter(
                            description =
                                    "a day of the merchant's zone, by all that is known now; today"
                                            + " by default")
                    @RequestParam(required = false)
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate asOf) {
        return ScoreDocument.of(scores.explain(customers.current(id), day(asOf)));
    }

    @GetMapping("/api/customers/{id}/score/{activity}/facts")
    @Operation(
            summary = "Lists the facts behind one part of a score, newest first",
            description = "At most 100.",
            operationId = "listScoreFacts")
    ApiList<ScoreFact> facts(
            @PathVariable long id,
            @PathVariable String activity,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate asOf) {
        Activity asked = Activity.ofCode(activity).orElseThrow(Problem::notFound);
        return ApiList.whole(
                scores.facts(customers.current(id), asked, day(asOf), FACTS_MAX).stream()
                        .map(ScoreFact::of)
                        .toList());
    }

    @GetMapping("/api/score/rules")
    @Operation(summary = "Tells the rules in force", operationId = "getRules")
    ResponseEntity<RulesVersion> current() {
        return tagged(rules.current());
    }

    @PutMapping("/api/score/rules")
    @NeedsScope(ApiScope.SCORE_WRITE)
    @Operation(
            summary = "Puts other rules in force",
            description = "All scores change with them; of a million customers in about a minute.",
            operationId = "putRules")
    ResponseEntity<RulesVersion> put(
            @Parameter(description = "the `ETag` of the rules that were changed", required = true)
                    @RequestHeader(name = "If-Match", required = false)
                    @Nullable String ifMatch,
            @RequestBody RulesChange change,
            Principal author,
            Page page) {
        int seen = EntityTag.seen(ifMatch);
        Rules read = read(change.rules(), "rules.", page.texts());
        return change(read, reason(change.reason(), page.texts()), author, seen);
    }

    @PostMapping("/api/score/rules/preview")
    @Operation(
            summary = "Tells what other rules would change, and changes nothing",
            operationId = "previewRules")
    PreviewDocument preview(
            @Parameter(description = "count every customer, however long it takes")
                    @RequestParam(defaultValue = "false")
                    boolean exact,
            @RequestBody RulesDocument draft,
            Page page) {
        Rules drafted = read(draft, "", page.texts());
        return PreviewDocument.of(
                exact
                        ? previews.exact(drafted)
                                .orElseThrow(() ->
                                        new Problem(
                                                HttpStatus.SERVICE_UNAVAILABLE, "preview-too-long"))
                        : previews.quick(drafted));
    }

    @GetMapping("/api/score/rules/versions")
    @Operation(summary = "Lists all versions, the newest first", operationId = "listRules")
    ApiList<RulesVersion> versions() {
        List<RuleVersion> all = new ArrayList<>(rules.history());
        rules.version(0).ifPresent(all::add);
        return ApiList.whole(all.stream().map(RulesVersion::of).toList());
    }

    @GetMapping("/api/score/rules/versions/{version}")
    @Operation(summary = "Tells the rules of a version", operationId = "getRulesVersion")
    RulesVersion version(@PathVariable int version) {
        return RulesVersion.of(known(version));
    }

    @GetMapping("/api/score/rules/versions/{version}/differences")
    @Operation(
            summary = "Tells what a version changed in another",
            operationId = "compareRulesVersions")
    ApiList<RulesDifference> differences(
            @PathVariable int version,
            @Parameter(description = "the other version; the one before by default")
                    @RequestParam(required = false)
                    @Nullable Integer from) {
        RuleVersion after = known(version);
        RuleVersion before = known(from == null ? Math.max(0, version - 1) : from);
        return ApiList.whole(
                RuleField.differences(before.rules(), after.rules()).stream()
                        .map(RulesDifference::of)
                        .toList());
    }

    @PostMapping("/api/score/rules/versions/{version}/restore")
    @NeedsScope(ApiScope.SCORE_WRITE)
    @Operation(summary = "Brings a former version back, as a new one", operationId = "restoreRules")
    ResponseEntity<RulesVersion> restore(
            @PathVariable int version,
            @Parameter(description = "the `ETag` of the rules in force", required = true)
                    @RequestHeader(name = "If-Match", required = false)
                    @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable RulesRestoration restoration,
            Principal author,
            Page page) {
        int seen = EntityTag.seen(ifMatch);
        String given =
                Optional.ofNullable(restoration)
                        .map(RulesRestoration::reason)
                        .map(String::strip)
                        .filter(reason -> !reason.isEmpty())
                        .orElse(page.text("score.restored", String.valueOf(version)));
        return change(known(version).rules(), reason(given, page.texts()), author, seen);
    }

    private ResponseEntity<RulesVersion> change(
            Rules changed, String reason, Principal author, int seen) {
        return switch (rules.change(changed, author.getName(), reason, seen)) {
            case RuleChange.Changed(RuleVersion version) -> tagged(version);
            case RuleChange.Unchanged(RuleVersion version) -> tagged(version);
            case RuleChange.Outdated(RuleVersion newer) ->
                    throw EntityTag.outdated(newer.version());
            // what a program can get wrong was told before, in its language
            case RuleChange.Rejected(List<String> problems) ->
                    throw new IllegalStateException(String.join("; ", problems));
        };
    }

    private RuleVersion known(int version) {
        return rules.version(version).orElseThrow(Problem::notFound);
    }

    private LocalDate day(@Nullable LocalDate asked) {
        if (asked == null) {
            return keeping.day();
        }
        if (asked.isBefore(FIRST_DAY) || asked.isAfter(LAST_DAY)) {
            throw Problem.invalidParameter("asOf", FIRST_DAY + " – " + LAST_DAY);
        }
        return asked;
    }

    private static String reason(@Nullable String given, Texts texts) {
        String reason = Optional.ofNullable(given).orElse("").strip();
        if (reason.isEmpty() || reason.length() > ScoreRules.REASON_MAX) {
            String allowed = String.valueOf(ScoreRules.REASON_MAX);
            throw invalid(
                    List.of(
                            new Objection(
                                    "reason", texts.text("score.objection.reason", allowed))));
        }
        return reason;
    }

    private static Rules read(@Nullable RulesDocument document, String within, Texts texts) {
        if (document == null) {
            throw invalid(List.of(new Objection("rules", texts.text("score.objection.missing"))));
        }
        RulesDocument.Reading reading = document.read(within, texts);
        if (!reading.objections().isEmpty()) {
            throw invalid(reading.objections());
        }
        return reading.rules();
    }

    private static Problem invalid(List<Objection> objections) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "rules-invalid").because(objections);
    }

    private static ResponseEntity<RulesVersion> tagged(RuleVersion version) {
        return ResponseEntity.ok()
                .eTag(EntityTag.of(version.version()))
                .body(RulesVersion.of(version));
    }
}
