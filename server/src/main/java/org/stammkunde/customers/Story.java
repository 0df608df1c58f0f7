package org.stammkunde.customers;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stammkunde.web.Texts;

/**
 * A part of what a customer did, told by days, the latest first: the steps of a visit are one
 * entry, and so is what was repeated at once.
 *
 * @param next where the earlier part begins, empty at the beginning of the story
 */
record Story(List<Day> days, Optional<TimelineCursor> next) {

    /** After a longer rest another visit begins. */
    private static final Duration REST_MAX = Duration.ofMinutes(30);

    /** The entries of a day. */
    record Day(LocalDate date, List<TimelineEntry> entries) {}

    /** Events that are told as one, with their own entries. */
    private record Group(List<TimelineEvent> events, List<TimelineEntry> entries) {

        static Group of(TimelineEvent event, TimelineText text) {
            Group group = new Group(new ArrayList<>(), new ArrayList<>());
            group.add(event, text.entry(event));
            return group;
        }

        void add(TimelineEvent event, TimelineEntry entry) {
            events.add(event);
            entries.add(entry);
        }
    }

    /**
     * Tells the events.
     *
     * @param found the latest first; one more than {@code size} if there are earlier ones
     * @param size how many are told at most
     */
    static Story of(List<TimelineEvent> found, int size, TimelineText text, Texts texts) {
        List<Group> groups = new ArrayList<>();
        for (TimelineEvent event : found.subList(0, Math.min(size, found.size()))) {
            if (groups.isEmpty() || !continues(groups.getLast(), event, text, texts)) {
                groups.add(Group.of(event, text));
            } else {
                groups.getLast().add(event, text.entry(event));
            }
        }
        Optional<TimelineCursor> next = Optional.empty();
        if (found.size() > size) {
            if (groups.size() > 1 && continues(groups.getLast(), found.get(size), text, texts)) {
                groups.removeLast(); // told as a whole by the next part
            }
            next = Optional.of(cursor(groups.getLast().events().getLast()));
        }
        return new Story(days(groups, text, texts), next);
    }

    private static boolean continues(
            Group group, TimelineEvent earlier, TimelineText text, Texts texts) {
        TimelineEvent later = group.events().getLast();
        boolean isSameDay = texts.day(later.occurredAt()).equals(texts.day(earlier.occurredAt()));
        if (!isSameDay || !later.source().equals(earlier.source())) {
            return false;
        }
        if (later.isStep() && earlier.isStep()) {
            Duration rest = Duration.between(earlier.occurredAt(), later.occurredAt());
            return later.isInApp() == earlier.isInApp() && rest.compareTo(REST_MAX) <= 0;
        }
        return isRepeated(group.entries().getLast(), text.entry(earlier));
    }

    /** Whether both tell the same; orders are each their own. */
    private static boolean isRepeated(TimelineEntry later, TimelineEntry earlier) {
        return later.tone() != TimelineEntry.Tone.ORDER
                && later.amount() == null
                && later.title().equals(earlier.title())
                && later.details().equals(earlier.details());
    }

    private static List<Day> days(List<Group> groups, TimelineText text, Texts texts) {
        Map<LocalDate, List<TimelineEntry>> days = new LinkedHashMap<>();
        for (Group group : groups) {
            LocalDate day = texts.day(group.events().getFirst().occurredAt());
            days.computeIfAbsent(day, _ -> new ArrayList<>()).add(told(group, text));
        }
        return days.entrySet().stream().map(day -> new Day(day.getKey(), day.getValue())).toList();
    }

    private static TimelineEntry told(Group group, TimelineText text) {
        if (group.events().size() == 1) {
            return group.entries().getFirst();
        }
        return group.events().getFirst().isStep()
                ? text.visit(group.events(), group.entries())
                : text.repeated(group.entries());
    }

    /** After this event the next part begins. */
    static TimelineCursor cursor(TimelineEvent event) {
        return new TimelineCursor(event.occurredAt(), event.key());
    }
}
