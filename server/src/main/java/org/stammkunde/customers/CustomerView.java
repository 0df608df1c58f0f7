package org.stammkunde.customers;

import gg.jte.Content;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stammkunde.customers.Additions.Added;
import org.stammkunde.web.Addresses;

/**
 * The page of one customer.
 *
 * @param called the name, or what stands for it
 * @param added what later modules add
 * @param columns whose figures those are
 * @param panels blocks of later modules
 * @param timeline a part of what happened, latest first
 */
record CustomerView(
        Profile profile,
        String called,
        boolean isNamed,
        List<OrderFigures> orders,
        Added added,
        List<CustomerColumn> columns,
        List<KnownIdentifier> identifiers,
        List<Trait> traits,
        List<Content> panels,
        TimelineView timeline) {

    /**
     * A part of the timeline.
     *
     * @param kind the filter, empty for everything
     * @param days the entries, by day
     * @param continues whether an earlier part was asked for, which begins within a day
     */
    record TimelineView(
            long customer,
            Optional<TimelineKind> kind,
            List<Day> days,
            Optional<TimelineCursor> next,
            boolean continues) {

        /** The entries of a day. */
        record Day(LocalDate date, List<TimelineEntry> entries) {}

        boolean isOf(TimelineKind one) {
            return kind.filter(one::equals).isPresent();
        }

        /** The address of the timeline with only this kind, or with all for an empty key. */
        String ofKind(String key) {
            return address(key, "");
        }

        /** The address of the part that follows. */
        String following() {
            return address(
                    kind.map(TimelineKind::key).orElse(""),
                    next.map(TimelineCursor::toString).orElse(""));
        }

        private String address(String kind, String before) {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("kind", kind);
            parameters.put("before", before);
            return Addresses.of("/customers/" + customer, parameters);
        }
    }
}
