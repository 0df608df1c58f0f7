package org.stammkunde.segments;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import org.stammkunde.segments.SegmentDefinition.Kind;
import org.stammkunde.web.Page;
import org.stammkunde.web.Problem;

/** The list of segments, and each on a page. */
@Controller
class SegmentsController {

    /** The days that may be asked about. */
    static final Window.Span DAYS =
            new Window.Span(LocalDate.of(1990, 1, 1), LocalDate.of(2099, 12, 31), null, null);

    private final Segments segments;
    private final SegmentTable table;
    private final MemberExport export;

    SegmentsController(Segments segments, SegmentTable table, MemberExport export) {
        this.segments = segments;
        this.table = table;
        this.export = export;
    }

    /** What the list shows. */
    record ListView(List<Line> lines, List<Offer> offers, long customers) {}

    /** A segment in the list. */
    record Line(SegmentDefinition segment, String title, long size, List<String> summary) {}

    /** A ready-made segment that may be taken over. */
    record Offer(ReadyMade segment, String title, String help) {}

    @GetMapping("/segments")
    View list(Page page) {
        List<SegmentDefinition> all = segments.all();
        Map<String, Long> sizes = table.sizes();
        ConditionText text = new ConditionText(page.texts(), all);
        List<Line> lines =
                all.stream()
                        .map(segment ->
                                new Line(
                                        segment,
                                        ConditionText.title(segment, page.texts()),
                                        sizes.getOrDefault(segment.key(), 0L),
                                        summary(segment, text)))
                        .toList();
        return page.show(
                "segments/list.jte", new ListView(lines, offers(all, page), table.customers()));
    }

    private static List<String> summary(SegmentDefinition segment, ConditionText text) {
        return segment.condition()
                .questions()
                .limit(3)
                .map(text::phrase)
                .map(phrase -> (phrase.subject() + " " + phrase.requirement()).strip())
                .toList();
    }

    private static List<Offer> offers(List<SegmentDefinition> taken, Page page) {
        Set<String> titles =
                Set.copyOf(taken.stream().map(SegmentDefinition::title).distinct().toList());
        return Stream.of(ReadyMade.values())
                .map(ready ->
                        new Offer(
                                ready,
                                page.text("segments.ready." + ready.key()),
                                page.text("segments.ready." + ready.key() + ".help")))
                .filter(offer -> !titles.contains(offer.title()))
                .toList();
    }

    /**
     * What a segment's page shows.
     *
     * @param chart the history of its size, null when there is none yet
     * @param next where the next members begin, if there are more
     * @param asOf the day of the past that was asked for, with what was found
     */
    record PageView(
            SegmentDefinition segment,
            String title,
            long size,
            long customers,
            Reasoned condition,
            List<SegmentMember> members,
            Optional<Long> next,
            List<SegmentTable.Day> history,
            @Nullable SizeChart chart,
            List<SegmentDefinition> versions,
            Optional<AsOf> asOf,
            Currency currency) {

        boolean isBuiltIn() {
            return segment.version() == 0;
        }

        boolean isSnapshot() {
            return segment.kind() == Kind.SNAPSHOT;
        }
    }

    /** A condition in words. */
    record Reasoned(String group, List<Reasoned> parts, ConditionText.@Nullable Phrase phrase) {}

    /**
     * How many were in it on a day.
     *
     * @param count by all that is known now
     * @param told how many there were as it was noted then
     */
    record AsOf(LocalDate day, long count, long told) {}

    @GetMapping("/segments/{key}")
    View show(
            Page page,
            @PathVariable String key,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate on) {
        SegmentDefinition segment = segment(key);
        if (on != null && !DAYS.holds(on)) {
            throw Problem.invalidParameter("on", DAYS.from() + " – " + DAYS.to());
        }
        Currency currency = page.texts().merchant().currency();
        List<SegmentMember> members = table.members(key, after, currency);
        boolean more = members.size() > SegmentTable.PAGE_SIZE;
        List<SegmentMember> shown = more ? members.subList(0, SegmentTable.PAGE_SIZE) : members;
        List<SegmentTable.Day> history = table.history(key, page.texts().merchant().zone());
        return page.show(
                "segments/segment.jte",
                new PageView(
                        segment,
                        ConditionText.title(segment, page.texts()),
                        segments.size(key),
                        table.customers(),
                        reasoned(
                                segment.condition(),
                                new ConditionText(page.texts(), segments.all())),
                        shown,
                        more ? Optional.of(shown.getLast().customer()) : Optional.empty(),
                        history.reversed(),
                        history.isEmpty() ? null : SizeChart.of(history, page.texts()),
                        segments.history(key),
                        Optional.ofNullable(on).map(day -> asOf(segment, day, history)),
                        currency));
    }

    private static Reasoned reasoned(Condition condition, ConditionText text) {
        return switch (condition) {
            case Condition.All _, Condition.Any _, Condition.Not _ ->
                    new Reasoned(
                            text.group(condition),
                            condition.parts().stream().map(part -> reasoned(part, text)).toList(),
                            null);
            default -> new Reasoned("", List.of(), text.phrase(condition));
        };
    }

    private AsOf asOf(SegmentDefinition segment, LocalDate day, List<SegmentTable.Day> history) {
        return new AsOf(
                day,
                segments.preview(segment.inForce(), day).count(),
                SegmentTable.sizeOn(history, day));
    }

    /** All members as a file for spreadsheets. */
    @GetMapping("/segments/{key}/members.csv")
    void export(Page page, @PathVariable String key, HttpServletResponse response)
            throws IOException {
        SegmentDefinition segment = segment(key);
        export.write(segment, page.texts(), response);
    }

    /** Keeps who is in it now, whatever they do later. */
    @PostMapping("/segments/{key}/snapshot")
    View snapshot(Page page, @PathVariable String key) {
        SegmentDefinition segment = segment(key);
        SegmentChange change =
                segments.snapshot(
                        segment,
                        ConditionText.snapshotTitle(segment, segments.today(), page.texts()),
                        page.signedIn().orElse(""));
        return change instanceof SegmentChange.Saved(SegmentDefinition saved)
                ? to("/segments/" + saved.key())
                : to("/segments");
    }

    @PostMapping("/segments/{key}/remove")
    View remove(Page page, @PathVariable String key) {
        List<String> users = segments.naming(key).stream().map(SegmentDefinition::title).toList();
        if (!users.isEmpty()) {
            throw new Problem(HttpStatus.CONFLICT, "segment-in-use", String.join(", ", users));
        }
        segments.remove(key, page.signedIn().orElse(""));
        return to("/segments");
    }

    private SegmentDefinition segment(String key) {
        return segments.of(key)
                .orElseThrow(() -> new Problem(HttpStatus.NOT_FOUND, "segment-unknown", key));
    }

    private static View to(String address) {
        RedirectView view = new RedirectView(address);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExposeModelAttributes(false);
        return view;
    }
}
