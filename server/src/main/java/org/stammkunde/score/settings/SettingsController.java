package org.stammkunde.score.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.stammkunde.score.RuleChange;
import org.stammkunde.score.RuleVersion;
import org.stammkunde.score.ScorePreview;
import org.stammkunde.score.ScorePreviews;
import org.stammkunde.score.ScoreRules;
import org.stammkunde.score.settings.RulesForm.Reading;
import org.stammkunde.score.settings.SettingsView.Note;
import org.stammkunde.web.LocalPath;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** Shows the rules, previews changes, puts them in force and brings former ones back. */
@Controller
class SettingsController {

    private static final String TEMPLATE = "score/settings/settings.jte";

    private final ScoreRules rules;
    private final ScorePreviews previews;

    SettingsController(ScoreRules rules, ScorePreviews previews) {
        this.rules = rules;
        this.previews = previews;
    }

    /**
     * The form.
     *
     * @param from a version whose rules stand in it instead of those in force
     * @param saved the version that was put in force just now
     */
    @GetMapping("/score")
    View settings(
            Page page,
            @RequestParam Optional<Integer> from,
            @RequestParam Optional<Integer> saved) {
        RuleVersion current = rules.current();
        RuleVersion shown = from.map(this::version).orElse(current);
        Note note =
                from.isPresent() && shown.version() != current.version()
                        ? new Note.Former(shown)
                        : saved.flatMap(number -> saved(number, current)).orElse(null);
        return page.show(
                TEMPLATE,
                SettingsView.of(
                        current, RulesForm.of(shown.rules(), locale(page)), note, page.texts()));
    }

    private Optional<Note> saved(int number, RuleVersion current) {
        if (number == 0) {
            return Optional.of(new Note.Same());
        }
        return number == current.version()
                ? rules.version(number - 1).map(before -> new Note.Saved(current, before))
                : Optional.empty();
    }

    /**
     * What the form would change.
     *
     * @param seen the version that the form was made from
     * @param exact whether to count everybody, however long it takes
     */
    @PostMapping("/score/preview")
    View preview(
            Page page,
            @RequestParam int seen,
            @RequestParam(defaultValue = "false") boolean exact,
            @RequestParam Map<String, String> fields) {
        Reading reading = RulesForm.sent(fields).read(locale(page));
        return page.show("score/settings/preview.jte", preview(page, seen, exact, reading));
    }

    private PreviewView preview(Page page, int seen, boolean exact, Reading reading) {
        if (!reading.isFine()) {
            return new PreviewView.Unreadable(
                    reading.objections().values().stream()
                            .map(objection ->
                                    page.text(
                                            "scoreSettings.wrong.where",
                                            RuleText.title(objection.field(), page.texts()),
                                            RuleText.objection(objection, page.texts())))
                            .toList());
        }
        RuleVersion current = rules.current();
        ScorePreview preview =
                exact
                        ? previews.exact(reading.rules())
                                .orElseThrow(() ->
                                        new Problem(
                                                HttpStatus.SERVICE_UNAVAILABLE, "preview-too-long"))
                        : previews.quick(reading.rules());
        return new PreviewView.Shown(current, seen, reading.rules(), preview, page.texts());
    }

    /** Puts the rules of the form in force. */
    @PostMapping("/score")
    View save(
            Page page,
            @RequestParam int seen,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam Map<String, String> fields) {
        RulesForm form = RulesForm.sent(fields);
        Reading reading = form.read(locale(page));
        boolean reasonMissing = reason.isBlank() || reason.length() > ScoreRules.REASON_MAX;
        if (!reading.isFine() || reasonMissing) {
            return again(page, HttpStatus.UNPROCESSABLE_CONTENT, seen, form, reading, reason, null);
        }
        return switch (rules.change(reading.rules(), author(page), reason.strip(), seen)) {
            case RuleChange.Changed(RuleVersion version) -> saved(version.version());
            case RuleChange.Unchanged _ -> saved(0);
            case RuleChange.Outdated(RuleVersion newer) ->
                    outdated(page, form, version(seen), newer, reason);
            case RuleChange.Rejected _ ->
                    throw new Problem(HttpStatus.BAD_REQUEST, "rules-invalid");
        };
    }

    /** The form once more, with the author's changes put upon the newer rules. */
    private View outdated(
            Page page, RulesForm form, RuleVersion seen, RuleVersion newer, String reason) {
        Locale locale = locale(page);
        RulesForm merged =
                form.upon(RulesForm.of(seen.rules(), locale), RulesForm.of(newer.rules(), locale));
        Note note =
                new Note.Outdated(
                        newer, RuleText.differences(seen.rules(), newer.rules(), page.texts()));
        return again(
                page,
                HttpStatus.CONFLICT,
                newer.version(),
                merged,
                merged.read(locale),
                reason,
                note);
    }

    private View again(
            Page page,
            HttpStatus status,
            int seen,
            RulesForm form,
            Reading reading,
            String reason,
            @Nullable Note note) {
        return page.show(
                status,
                TEMPLATE,
                new SettingsView(
                        rules.current(),
                        seen,
                        form,
                        reading.objections(),
                        reason,
                        reason.isBlank() || reason.length() > ScoreRules.REASON_MAX,
                        note,
                        page.texts()));
    }

    /**
     * Brings a former version back, as a new one.
     *
     * @param seen the version in force that the reader saw
     */
    @PostMapping("/score/restore")
    View restore(Page page, @RequestParam int version, @RequestParam int seen) {
        RuleVersion former = version(version);
        String reason =
                page.text("scoreSettings.restored.reason", RuleText.called(former, page.texts()));
        return switch (rules.change(former.rules(), author(page), reason, seen)) {
            case RuleChange.Changed(RuleVersion changed) -> saved(changed.version());
            case RuleChange.Unchanged _ -> saved(0);
            case RuleChange.Outdated(RuleVersion newer) ->
                    outdated(
                            page,
                            RulesForm.of(former.rules(), locale(page)),
                            version(seen),
                            newer,
                            reason);
            case RuleChange.Rejected _ ->
                    throw new Problem(HttpStatus.BAD_REQUEST, "rules-invalid");
        };
    }

    @GetMapping("/score/versions")
    View versions(Page page) {
        return page.show("score/settings/versions.jte", new VersionsView(versions(), page.texts()));
    }

    @GetMapping("/score/versions/compare")
    View compare(
            Page page,
            @RequestParam(defaultValue = "0") int from,
            @RequestParam Optional<Integer> to) {
        return page.show(
                "score/settings/comparison.jte",
                new ComparisonView(
                        version(from),
                        to.map(this::version).orElseGet(rules::current),
                        versions(),
                        page.texts()));
    }

    private List<RuleVersion> versions() {
        List<RuleVersion> versions = new ArrayList<>(rules.history());
        versions.add(version(0));
        return versions;
    }

    private RuleVersion version(int number) {
        return rules.version(number).orElseThrow(Problem::notFound);
    }

    private static View saved(int version) {
        return new LocalPath("/score?saved=" + version).redirect();
    }

    private static String author(Page page) {
        return page.signedIn().orElseThrow();
    }

    private static Locale locale(Page page) {
        return page.language().locale();
    }
}
