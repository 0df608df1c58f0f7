package org.stammkunde.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stammkunde.customers.EventTitle;
import org.stammkunde.customers.TimelineAddress;
import org.stammkunde.web.Texts;

/**
 * The facts behind one activity of a customer's score.
 *
 * @param rows newest first
 * @param unlisted whether there may be further facts
 */
record ScoreFactsView(long customer, Activity activity, List<Row> rows, boolean unlisted) {

    /** More than anybody reads. */
    static final int ROWS_MAX = 100;

    private static final int DECIMALS = 2;

    /**
     * A fact.
     *
     * @param order number of the order, null where it is an event
     * @param event what the event is called, null where it has no name or is an order
     * @param address where it stands on the timeline
     * @param effect what the score would lack without it, as shown
     */
    record Row(
            LocalDate day,
            @Nullable String order,
            @Nullable String event,
            String source,
            long count,
            String address,
            BigDecimal effect) {}

    /** The view of what the score names. */
    static ScoreFactsView of(
            long customer,
            Activity activity,
            List<CountedFact> facts,
            Map<Integer, String> sources,
            Texts texts) {
        List<Row> rows = facts.stream().map(fact -> row(customer, fact, sources, texts)).toList();
        return new ScoreFactsView(customer, activity, rows, rows.size() >= ROWS_MAX);
    }

    private static Row row(
            long customer, CountedFact fact, Map<Integer, String> sources, Texts texts) {
        BigDecimal effect = fact.effect().toDecimal().setScale(DECIMALS, RoundingMode.FLOOR);
        return switch (fact.origin()) {
            case CountedFact.Origin.OfOrder order ->
                    new Row(
                            fact.day(),
                            order.number(),
                            null,
                            sources.getOrDefault(order.source(), ""),
                            fact.count(),
                            TimelineAddress.from(customer, order.orderedAt()),
                            effect);
            case CountedFact.Origin.OfEvent event ->
                    new Row(
                            fact.day(),
                            null,
                            event.name() == null ? null : EventTitle.of(event.name(), texts),
                            sources.getOrDefault(event.source(), ""),
                            fact.count(),
                            TimelineAddress.from(customer, event.occurredAt()),
                            effect);
        };
    }

    String title(Locale locale) {
        return activity.title(locale);
    }
}
