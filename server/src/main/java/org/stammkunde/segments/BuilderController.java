package org.stammkunde.segments;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import org.stammkunde.events.Source;
import org.stammkunde.events.Sources;
import org.stammkunde.segments.Builder.Group;
import org.stammkunde.segments.SegmentDefinition.Kind;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;
import org.stammkunde.web.Texts;

/** Where a segment is put together: the form carries the state, the server draws it. */
@Controller
class BuilderController {

    private static final int LISTED_MAX = 5;

    /** For a question that its page has dropped; the answer to the next one is shown. */
    private static final View NOTHING =
            (_, _, response) -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);

    /** A part of a group in the place of a problem. */
    private static final Pattern PART = Pattern.compile("\\b(?:all|any)\\[(\\d+)]");

    private final Segments segments;
    private final SegmentTable table;
    private final Sources sources;

    BuilderController(Segments segments, SegmentTable table, Sources sources) {
        this.segments = segments;
        this.table = table;
        this.sources = sources;
    }

    /**
     * The builder as a page shows it.
     *
     * @param key of the segment that is changed, empty for a new one
     * @param problems what is wrong with what was sent, with the place where it is
     */
    record BuilderView(
            String key,
            String title,
            String description,
            String reason,
            Group root,
            Offers offers,
            List<Objection> problems) {

        boolean isNew() {
            return key.isEmpty();
        }

        /** The objections to a row. */
        List<String> objectionsTo(String path) {
            return problems.stream()
                    .filter(objection -> objection.path().equals(path))
                    .map(Objection::text)
                    .toList();
        }
    }

    /** What may be chosen. */
    record Offers(List<Named> segments, List<String> sources, List<String> traits) {}

    /** Something with a key and a name. */
    record Named(String key, String title) {}

    /**
     * What is wrong.
     *
     * @param path of the row; empty for the whole
     */
    record Objection(String path, String text) {}

    /**
     * Who would be in it.
     *
     * @param found null when something is wrong
     * @param asOf the day that was asked for, null for today
     */
    record PreviewView(
            @Nullable SegmentPreview found,
            List<SegmentMember> sample,
            List<Shared> overlap,
            @Nullable LocalDate asOf,
            List<String> problems) {}

    /** How many are in another segment too. */
    record Shared(String title, long customers, double share) {}

    @GetMapping("/segments/new")
    View create(Page page, @RequestParam(defaultValue = "") String from) {
        Optional<ReadyMade> ready =
                Stream.of(ReadyMade.values()).filter(each -> each.key().equals(from)).findFirst();
        return page.show(
                "segments/builder.jte",
                new BuilderView(
                        "",
                        ready.map(each -> page.text("segments.ready." + each.key())).orElse(""),
                        ready.map(each -> page.text("segments.ready." + each.key() + ".help"))
                                .orElse(""),
                        "",
                        ready.map(each -> Builder.of(each.condition())).orElseGet(Builder::empty),
                        offers("", page.texts()),
                        List.of()));
    }

    @GetMapping("/segments/{key}/edit")
    View edit(Page page, @PathVariable String key) {
        SegmentDefinition segment =
                segments.of(key)
                        .filter(known -> known.version() > 0 && known.kind() == Kind.LIVE)
                        .orElseThrow(
                                () -> new Problem(HttpStatus.NOT_FOUND, "segment-unknown", key));
        return page.show(
                "segments/builder.jte",
                new BuilderView(
                        key,
                        segment.title(),
                        segment.description(),
                        "",
                        Builder.of(segment.condition()),
                        offers(key, page.texts()),
                        List.of()));
    }

    /** Draws the form again after a choice that changes its shape, or a button. */
    @PostMapping("/segments/builder")
    View build(Page page, @RequestParam Map<String, String> form, HttpServletResponse response) {
        // the preview is counted again once the new rows stand
        response.setHeader("HX-Trigger-After-Settle", "rebuilt");
        Group root = Builder.act(Builder.read(form), form.getOrDefault("act", ""));
        return page.show("segments/builder.jte", view(form, root, List.of(), page.texts()));
    }

    @PostMapping("/segments/preview")
    View preview(Page page, @RequestParam Map<String, String> form) {
        Group root = Builder.read(form);
        return preview(root, asOf(form), form.getOrDefault("asker", ""), page.texts())
                .map(view -> page.show("segments/preview.jte", view))
                .orElse(NOTHING);
    }

    @PostMapping("/segments")
    View save(Page page, @RequestParam Map<String, String> form) {
        Group root = Builder.read(form);
        return switch (segments.read(BuilderJson.of(root).toString())) {
            case ConditionReading.Refused(List<ConditionProblem> problems) ->
                    again(page, form, root, problems);
            case ConditionReading.Read(Condition condition) ->
                    switch (segments.save(draft(form, condition, page))) {
                        case SegmentChange.Saved(SegmentDefinition saved) ->
                                to("/segments/" + saved.key());
                        case SegmentChange.Unchanged(SegmentDefinition known) ->
                                to("/segments/" + known.key());
                        case SegmentChange.Refused(List<ConditionProblem> problems) ->
                                again(page, form, root, problems);
                    };
        };
    }

    private View again(
            Page page, Map<String, String> form, Group root, List<ConditionProblem> problems) {
        return page.show(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "segments/builder.jte",
                view(form, root, problems, page.texts()));
    }

    private static SegmentDraft draft(Map<String, String> form, Condition condition, Page page) {
        return new SegmentDraft(
                form.getOrDefault("key", ""),
                form.getOrDefault("title", ""),
                form.getOrDefault("description", ""),
                Kind.LIVE,
                condition,
                page.signedIn().orElse(""),
                form.getOrDefault("reason", ""));
    }

    private BuilderView view(
            Map<String, String> form, Group root, List<ConditionProblem> problems, Texts texts) {
        return new BuilderView(
                form.getOrDefault("key", ""),
                form.getOrDefault("title", ""),
                form.getOrDefault("description", ""),
                form.getOrDefault("reason", ""),
                root,
                offers(form.getOrDefault("key", ""), texts),
                problems.stream().map(problem -> objection(problem, texts)).toList());
    }

    private Offers offers(String key, Texts texts) {
        return new Offers(
                segments.all().stream()
                        .filter(segment -> !segment.key().equals(key))
                        .map(segment ->
                                new Named(segment.key(), ConditionText.title(segment, texts)))
                        .toList(),
                sources.all().stream().map(Source::name).toList(),
                table.traitNames());
    }

    /** Empty when the same page has asked for another one meanwhile. */
    private Optional<PreviewView> preview(
            Group root, Optional<LocalDate> asOf, String asker, Texts texts) {
        return switch (segments.read(BuilderJson.of(root).toString())) {
            case ConditionReading.Refused(List<ConditionProblem> problems) ->
                    Optional.of(
                            refused(
                                    problems.stream()
                                            .map(problem -> objection(problem, texts).text())));
            case ConditionReading.Read(Condition condition) -> found(condition, asOf, asker, texts);
        };
    }

    private static PreviewView refused(Stream<String> problems) {
        return new PreviewView(
                null, List.of(), List.of(), null, problems.limit(LISTED_MAX).toList());
    }

    private Optional<PreviewView> found(
            Condition condition, Optional<LocalDate> asOf, String asker, Texts texts) {
        try {
            return segments.preview(condition, asOf.orElseGet(segments::today), asker)
                    .map(found ->
                            new PreviewView(
                                    found,
                                    table.named(found.sample(), texts.merchant().currency()),
                                    overlap(found, texts),
                                    asOf.orElse(null),
                                    List.of()));
        } catch (QueryTimeoutException tooLong) {
            return Optional.of(refused(Stream.of(texts.text("segments.preview.tooLong"))));
        }
    }

    private List<Shared> overlap(SegmentPreview found, Texts texts) {
        Map<String, String> titles = new LinkedHashMap<>();
        segments.all()
                .forEach(segment -> titles.put(segment.key(), ConditionText.title(segment, texts)));
        return found.overlap().entrySet().stream()
                .filter(entry -> titles.containsKey(entry.getKey()))
                .map(entry ->
                        new Shared(
                                titles.getOrDefault(entry.getKey(), ""),
                                entry.getValue(),
                                (double) entry.getValue() / Math.max(1, found.count())))
                .sorted(Comparator.comparing(Shared::customers).reversed())
                .limit(LISTED_MAX)
                .toList();
    }

    private static Optional<LocalDate> asOf(Map<String, String> form) {
        try {
            String text = form.getOrDefault("asOf", "");
            return text.isBlank()
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(text)).filter(SegmentsController.DAYS::holds);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    /** The reader counts parts from one and knows negations as parts; the form does neither. */
    private static Objection objection(ConditionProblem problem, Texts texts) {
        StringBuilder path = new StringBuilder(Builder.ROOT);
        PART.matcher(problem.where())
                .results()
                .forEach(part -> path.append('.').append(Integer.parseInt(part.group(1)) - 1));
        return new Objection(
                problem.where().isEmpty() ? "" : path.toString(),
                texts.text("segments.problem." + problem.code(), problem.arguments().toArray()));
    }

    private static View to(String address) {
        RedirectView view = new RedirectView(address);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExposeModelAttributes(false);
        return view;
    }
}
