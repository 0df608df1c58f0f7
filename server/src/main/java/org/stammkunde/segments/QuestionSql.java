package org.stammkunde.segments;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.consent.Consent.State;
import org.stammkunde.consent.Purpose;
import org.stammkunde.events.EventType;
import org.stammkunde.events.IdentifierType;
import org.stammkunde.score.Scores;
import org.stammkunde.score.ScoresOfDay;
import org.stammkunde.segments.Condition.ConsentIs;
import org.stammkunde.segments.Condition.End;
import org.stammkunde.segments.Condition.Figure;
import org.stammkunde.segments.Condition.HasIdentifier;
import org.stammkunde.segments.Condition.InRfmGroup;
import org.stammkunde.segments.Condition.KnownFrom;
import org.stammkunde.segments.Condition.Loyal;
import org.stammkunde.segments.Condition.OrderDay;
import org.stammkunde.segments.Condition.OrderFigure;
import org.stammkunde.segments.Condition.OrderTime;
import org.stammkunde.segments.Condition.Performed;
import org.stammkunde.segments.Condition.Pinned;
import org.stammkunde.segments.Condition.Rfm;
import org.stammkunde.segments.Condition.Score;
import org.stammkunde.segments.Condition.Seen;
import org.stammkunde.segments.Condition.SeenAt;
import org.stammkunde.segments.Condition.Trait;

/** The SQL of single questions. */
final class QuestionSql {

    private final Compiler compiler;
    private final Moment moment;
    private final Comparisons comparisons;

    QuestionSql(Compiler compiler) {
        this.compiler = compiler;
        moment = compiler.moment();
        comparisons = new Comparisons(compiler);
    }

    /**
     * A question's answer, over the row of its relation.
     *
     * @param holds whether it is yes, never null
     * @param changes days on which it may change by itself, later than the day that is asked for or
     *     null
     * @param instants likewise, where hours count
     * @param measured what the customer has, as text
     */
    record Answer(String holds, List<String> changes, List<String> instants, String measured) {

        Answer(String holds, List<String> changes, String measured) {
            this(holds, changes, List.of(), measured);
        }

        /** An answer whose expression is null where nothing is known: that is no. */
        static Answer unlessUnknown(String holds, List<String> changes, String measured) {
            return new Answer("coalesce(%s, false)".formatted(holds), changes, measured);
        }
    }

    Answer answer(Condition question) {
        return switch (question) {
            case Trait(String name, ValueTest test) -> trait(name, test);
            case HasIdentifier(IdentifierType type) -> identifier(type);
            case ConsentIs(Purpose purpose, State state) ->
                    new ConsentSql(compiler).stands(purpose, state);
            case KnownFrom(String source) ->
                    performed(
                            new EventQuestion(null, null, source, List.of()),
                            Window.EVER,
                            NumberTest.atLeast(1));
            case OrderFigure(Figure figure, NumberTest test, Window window, OrderFilter filter) ->
                    orderFigure(figure, test, window, filter);
            case OrderDay(End end, DayTest test, OrderFilter filter) -> orderDay(end, test, filter);
            case OrderTime(End end, TimeTest test, OrderFilter filter) ->
                    new HoursSql(compiler).orderTime(orders(Window.EVER, filter), end, test);
            case Performed(EventQuestion event, Window.LastHours(int hours), NumberTest times) ->
                    new HoursSql(compiler).performed(event, hours, times);
            case Performed(EventQuestion event, Window window, NumberTest times) ->
                    performed(event, window, times);
            case Score(NumberTest points) -> score(points);
            case Loyal() -> loyal();
            case Rfm(RfmMeasure measure, NumberTest score) ->
                    new RfmSql(compiler).score(measure, score);
            case InRfmGroup(List<RfmGroup> groups) -> new RfmSql(compiler).group(groups);
            case Seen(End end, DayTest test) -> seen(end, test);
            case SeenAt(End end, TimeTest test) -> new HoursSql(compiler).seenAt(end, test);
            case Pinned(String segment) -> pinned(segment);
            case Condition.All _, Condition.Any _, Condition.Not _, Condition.InSegment _ ->
                    throw new IllegalArgumentException("not a question: " + question);
        };
    }

    // ---- traits, identifiers, presence

    private Answer trait(String name, ValueTest test) {
        int point = name.indexOf('.');
        String trait = point < 0 ? name : name.substring(0, point);
        String[] path = point < 0 ? new String[0] : name.substring(point + 1).split("\\.");
        String facts = compiler.relation(List.of("trait", name), () -> traitQuery(trait, path));
        return comparisons.of(facts + ".value", test);
    }

    private String traitQuery(String trait, String[] path) {
        return """
        select distinct on (member.customer) member.customer, trait.value #> %s::text[] as value
        from %s member
        join %s trait on trait.subject = member.identifier
        where trait.name = %s
        order by member.customer, trait.occurred_at desc, trait.version desc,
                 trait.key desc\
        """
                .formatted(
                        compiler.value(path),
                        compiler.scope().members(),
                        moment.isPast() ? toldBefore() : "customers.shared_subject_trait",
                        compiler.value(trait));
    }

    /** What had been said by the end of a day gone by, from the facts themselves. */
    private String toldBefore() {
        return """
        (select personal.subject, told.name, told.value, event.occurred_at, event.key,
                coalesce(event.version, 0) as version
         from events.shared_personal personal
         join events.shared_event event on event.key = personal.key
         cross join lateral jsonb_each(personal.personal) as told (name, value)
         where event.occurred_at < %s and told.value <> 'null'::jsonb)\
        """
                .formatted(end());
    }

    private Answer identifier(IdentifierType type) {
        String facts =
                compiler.relation(
                        List.of("identifier", type),
                        () ->
                                """
                                select member.customer, count(*) as identifiers
                                from %s member
                                join events.shared_identifier identifier
                                  on identifier.number = member.identifier
                                where identifier.type = %s
                                group by member.customer\
                                """
                                        .formatted(
                                                compiler.scope().members(),
                                                compiler.value(type.code())));
        String count = "coalesce(%s.identifiers, 0)".formatted(facts);
        return new Answer(count + " > 0", List.of(), count + "::text");
    }

    private Answer pinned(String segment) {
        String facts =
                compiler.relation(
                        List.of("pinned", segment),
                        () ->
                                """
                                select distinct member.customer
                                from %s member
                                join segments.pinned pinned
                                  on pinned.identifier = member.identifier
                                where pinned.segment = %s\
                                """
                                        .formatted(
                                                compiler.scope().members(),
                                                compiler.value(segment)));
        String holds = facts + ".customer is not null";
        return new Answer(holds, List.of(), "(%s)::text".formatted(holds));
    }

    private Answer seen(End end, DayTest test) {
        boolean fromLog = end == End.LAST && moment.isPast();
        String facts =
                compiler.relation(
                        List.of("seen", fromLog), fromLog ? this::seenBefore : this::seenQuery);
        return comparisons.day("%s.%s_day".formatted(facts, end.code()), test);
    }

    private String seenQuery() {
        return """
        select profile.customer, %s as first_day, profile.last_seen_on as last_day
        from customers.shared_profile profile
        where %s\
        """
                .formatted(
                        dayOf("profile.first_seen_at"), compiler.scope().among("profile.customer"));
    }

    private String seenBefore() {
        return """
        select member.customer, max(%s) as last_day
        from %s member
        join events.shared_event event on event.subject = member.identifier
        where event.occurred_at < %s
        group by member.customer\
        """
                .formatted(dayOf("event.occurred_at"), compiler.scope().members(), end());
    }

    // ---- orders

    private Answer orderFigure(Figure figure, NumberTest test, Window window, OrderFilter filter) {
        String facts = orders(window, filter);
        Window.Span span = moment.span(window);
        String orders = "coalesce(%s.orders, 0)".formatted(facts);
        String paid = "coalesce(%s.paid, 0)".formatted(facts);
        String revenue = "coalesce(%s.revenue, 0)".formatted(facts);
        String items = "coalesce(%s.items, 0)".formatted(facts);
        NumberTest minor = test.scaled(moment.minorDigits());
        List<String> changes = changes(facts, span);
        return switch (figure) {
            case COUNT -> new Answer(comparisons.number(orders, test), changes, orders + "::text");
            case ITEMS -> new Answer(comparisons.number(items, test), changes, items + "::text");
            case REVENUE ->
                    new Answer(comparisons.number(revenue, minor), changes, revenue + "::text");
            case AVERAGE ->
                    new Answer(
                            "(%s > 0 and %s)"
                                    .formatted(paid, comparisons.perUnit(revenue, paid, minor)),
                            changes,
                            "(%s / nullif(%s, 0))::text".formatted(revenue, paid));
        };
    }

    private Answer orderDay(End end, DayTest test, OrderFilter filter) {
        String facts = orders(Window.EVER, filter);
        return comparisons.day("%s.%s_day".formatted(facts, end.code()), test);
    }

    private String orders(Window window, OrderFilter filter) {
        return compiler.relation(
                List.of("orders", window, filter),
                () ->
                        window instanceof Window.Ever && filter.isEmpty() && !moment.isPast()
                                ? figuresQuery()
                                : ordersQuery(moment.span(window), filter));
    }

    /** All that a customer ever ordered is kept as one row. */
    private String figuresQuery() {
        String currency = compiler.value(moment.merchant().currency().getCurrencyCode());
        return """
        select figures.customer,
               sum(figures.orders) as orders,
               sum(figures.orders) filter (where figures.currency = %1$s) as paid,
               sum(figures.revenue_minor) filter (where figures.currency = %1$s) as revenue,
               sum(figures.items) as items,
               %2$s as first_day,
               %3$s as last_day,
               min(figures.first_order_at) as first_at,
               max(figures.last_order_at) as last_at
        from orders.shared_customer_figures figures
        where %4$s
        group by figures.customer\
        """
                .formatted(
                        currency,
                        dayOf("min(figures.first_order_at)"),
                        dayOf("max(figures.last_order_at)"),
                        compiler.scope().among("figures.customer"));
    }

    private String ordersQuery(Window.Span span, OrderFilter filter) {
        String currency = compiler.value(moment.merchant().currency().getCurrencyCode());
        return """
        select placed.customer,
               count(*) filter (where counts and inside) as orders,
               count(*) filter (where counts and inside and currency = %1$s) as paid,
               sum(amount) filter (where inside and currency = %1$s) as revenue,
               sum(items) filter (where counts and inside) as items,
               min(day) filter (where counts and inside) as first_day,
               max(day) filter (where counts and inside) as last_day,
               min(ordered_at) filter (where counts and inside) as first_at,
               max(ordered_at) filter (where counts and inside) as last_at,
               min(day) filter (where inside) as leaving,
               min(day) filter (where not inside) as entering
        from (%2$s) placed
        group by placed.customer\
        """
                .formatted(
                        currency,
                        filter.asksForLines() ? lines(span, filter) : wholeOrders(span, filter));
    }

    private String wholeOrders(Window.Span span, OrderFilter filter) {
        return """
        select member.customer, sales.day, sales.ordered_at, sales.currency,
               sales.kind = 'order' as counts,
               sales.net_minor as amount, sales.items, %s as inside
        from %s member
        join orders.shared_order sales on sales.subject = member.identifier
        where %s\
        """
                .formatted(
                        inside("sales.day", span),
                        compiler.scope().members(),
                        placedWithin(span, filter));
    }

    /** Of orders that hold certain goods the lines with these goods. */
    private String lines(Window.Span span, OrderFilter filter) {
        return """
        select member.customer, sales.day, sales.ordered_at, sales.currency,
               sales.kind = 'order' as counts,
               round(sum(line.quantity * line.unit_price - line.discount)
                   * 10::numeric ^ %1$s::integer) as amount,
               sum(line.quantity) as items, %2$s as inside
        from %3$s member
        join orders.shared_order sales on sales.subject = member.identifier
        join orders.shared_line line
          on line.source = sales.source and line.number = sales.number
        where %4$s%5$s%6$s
        group by member.customer, sales.source, sales.number, sales.day, sales.ordered_at,
                 sales.currency, sales.kind\
        """
                .formatted(
                        compiler.value(moment.minorDigits()),
                        inside("sales.day", span),
                        compiler.scope().members(),
                        placedWithin(span, filter),
                        oneOf("line.sku", filter.products()),
                        oneOf("line.category", filter.categories()));
    }

    private String placedWithin(Window.Span span, OrderFilter filter) {
        return "sales.status = 'completed'"
                + since("sales.day", span)
                + oneOf("sales.channel", filter.channels());
    }

    private String oneOf(String column, List<String> values) {
        String[] lower =
                values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toArray(String[]::new);
        return values.isEmpty()
                ? ""
                : " and lower(%s) = any (%s::text[])".formatted(column, compiler.value(lower));
    }

    // ---- events

    private Answer performed(EventQuestion event, Window window, NumberTest times) {
        Window.Span span = moment.span(window);
        String facts =
                compiler.relation(
                        List.of("performed", event, window), () -> performedQuery(event, span));
        String count = "coalesce(%s.times, 0)".formatted(facts);
        return new Answer(comparisons.number(count, times), changes(facts, span), count + "::text");
    }

    private String performedQuery(EventQuestion event, Window.Span span) {
        return """
        select member.customer,
               sum(counted.count) filter (where %1$s) as times,
               min(counted.day) filter (where %1$s) as leaving,
               min(counted.day) filter (where not %1$s) as entering
        from %2$s member
        join %3$s counted on counted.subject = member.identifier
        where true%4$s
        group by member.customer\
        """
                .formatted(
                        inside("counted.day", span),
                        compiler.scope().members(),
                        counted(event),
                        since("counted.day", span));
    }

    /** Counted days, or the log itself for what is not counted yet. */
    private String counted(EventQuestion event) {
        return compiler.known()
                .numberOf(event)
                .map(number ->
                        """
                        (select subject, day, count from segments.event_day
                         where question = %s)\
                        """
                                .formatted(compiler.value(number)))
                .orElseGet(() ->
                        """
                        (select event.subject, %s as day, 1 as count
                         from events.shared_event event
                         where %s)\
                        """
                                .formatted(dayOf("event.occurred_at"), matches(event)));
    }

    /** Whether an event of the log is asked for. */
    String matches(EventQuestion event) {
        EventType type = event.type();
        String name = event.name();
        String source = event.source();
        String filter = event.filter();
        return Stream.of(
                        "(event.resource is null or event.resource like 'order/%')",
                        type == null ? "" : "event.type = " + compiler.value(type.code()),
                        name == null
                                ? ""
                                : "btrim(lower(translate(event.name, '_-', '  '))) = "
                                        + compiler.value(EventQuestion.comparable(name)),
                        source == null
                                ? ""
                                : "event.source = "
                                        + compiler.value(compiler.known().source(source)),
                        filter == null
                                ? ""
                                : "event.payload @@ cast(%s as jsonpath)"
                                        .formatted(compiler.value(filter)))
                .filter(part -> !part.isEmpty())
                .reduce((one, other) -> one + " and " + other)
                .orElse("true");
    }

    // ---- score

    private Answer score(NumberTest points) {
        String facts = scores();
        return comparisons.points(facts, points);
    }

    private Answer loyal() {
        String facts = scores();
        return Answer.unlessUnknown(
                facts + ".above_threshold",
                List.of(facts + ".falls_on"),
                "coalesce(%s.points_micro, 0)::text".formatted(facts));
    }

    private String scores() {
        return compiler.relation("score", () -> moment.isToday() ? storedScores() : scoresOfDay());
    }

    private String storedScores() {
        return """
        select known.customer, known.points_micro, known.strength,
               known.above_threshold, known.falls_on
        from score.shared_score known
        where %s\
        """
                .formatted(compiler.scope().among("known.customer"));
    }

    private String scoresOfDay() {
        Scores scores = compiler.known().scores();
        ScoresOfDay found =
                switch (compiler.scope()) {
                    case SOME -> scores.ofDay(moment.day(), "select customer from scope");
                    case EVERYBODY -> scores.ofDay(moment.day());
                };
        compiler.values(found.parameters());
        return found.query();
    }

    // ---- days

    private List<String> changes(String facts, Window.Span span) {
        Window.Sliding sliding = span.sliding();
        if (sliding != null) {
            return List.of(
                    "%s.leaving + %s::integer".formatted(facts, compiler.value(sliding.from() + 1)),
                    "%s.entering + %s::integer".formatted(facts, compiler.value(sliding.to())));
        }
        LocalDate turnsOn = span.turnsOn();
        return turnsOn == null
                ? List.of()
                : List.of(
                        "case when %s.customer is not null then cast(%s as date) end"
                                .formatted(facts, compiler.value(turnsOn)));
    }

    private String inside(String day, Window.Span span) {
        return span.to() == null ? "true" : "(%s <= %s)".formatted(day, date(span.to()));
    }

    private String since(String day, Window.Span span) {
        return span.from() == null ? "" : " and %s >= %s".formatted(day, date(span.from()));
    }

    private String date(@Nullable LocalDate date) {
        return date == null ? "null::date" : "cast(%s as date)".formatted(compiler.value(date));
    }

    private String dayOf(String instant) {
        return "(%s at time zone %s)::date"
                .formatted(instant, compiler.value(moment.merchant().zone().getId()));
    }

    private String end() {
        return compiler.value(moment.end().atOffset(ZoneOffset.UTC));
    }
}
