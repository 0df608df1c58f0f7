package org.stammkunde.segments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.consent.Consent.State;
import org.stammkunde.consent.Purpose;
import org.stammkunde.events.IdentifierType;
import org.stammkunde.score.ScoreOracle;
import org.stammkunde.segments.Condition.End;
import org.stammkunde.segments.Condition.Figure;
import tools.jackson.databind.JsonNode;

/**
 * Decides conditions in plain loops over one person, as the reference describes them and as slowly
 * as it likes: what the compiler is compared with.
 */
final class Oracle {

    private final Moment moment;
    private final LocalDate day;
    private final LocalDate today;
    private final ScoreOracle scores;
    private final RfmOracle rfm;

    Oracle(Moment moment, ScoreOracle scores, RfmOracle rfm) {
        this.moment = moment;
        day = moment.day();
        today = moment.today();
        this.scores = scores;
        this.rfm = rfm;
    }

    /** Whether the person was known on that day at all. */
    boolean exists(Person person) {
        return !isPast() || person.traces.stream().anyMatch(trace -> !trace.day().isAfter(day));
    }

    boolean holds(Condition condition, Person person) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) ->
                    parts.stream().allMatch(part -> holds(part, person));
            case Condition.Any(List<Condition> parts) ->
                    parts.stream().anyMatch(part -> holds(part, person));
            case Condition.Not(Condition part) -> !holds(part, person);
            case Condition.Trait(String name, ValueTest test) ->
                    trait(name, person).filter(value -> passes(value, test)).isPresent();
            case Condition.HasIdentifier(var type) -> person.identifiers.contains(type);
            case Condition.ConsentIs(Purpose purpose, State state) ->
                    consent(person, purpose) == state;
            case Condition.KnownFrom(String source) ->
                    person.traces.stream()
                            .filter(trace -> isKnown(trace.day()))
                            .anyMatch(trace -> trace.source().equals(source));
            case Condition.OrderFigure figure -> figure(figure, person);
            case Condition.OrderDay(End end, DayTest test, OrderFilter filter) ->
                    end(end, orders(person, filter).map(Person.Sale::day))
                            .filter(found -> passes(found, test))
                            .isPresent();
            case Condition.OrderTime(End end, TimeTest test, OrderFilter filter) ->
                    end(end, orders(person, filter).map(Person.Sale::at))
                            .filter(found -> passes(found, test))
                            .isPresent();
            case Condition.Performed(
                            EventQuestion event,
                            Window.LastHours(int hours),
                            NumberTest times) ->
                    times.passes(lately(person, event, hours));
            case Condition.Performed(EventQuestion event, Window window, NumberTest times) ->
                    times.passes(
                            BigDecimal.valueOf(
                                    person.deeds.stream()
                                            .filter(deed -> counts(deed.day(), window))
                                            .filter(deed -> matches(deed, event))
                                            .count()));
            case Condition.Score(NumberTest points) ->
                    points.passes(BigDecimal.valueOf(scores.score(person.counts, day), 6));
            case Condition.Rfm(RfmMeasure measure, NumberTest score) ->
                    rfm.score(person, measure).stream()
                            .anyMatch(found -> score.passes(BigDecimal.valueOf(found)));
            case Condition.InRfmGroup(List<RfmGroup> groups) ->
                    group(person).filter(groups::contains).isPresent();
            case Condition.Loyal() -> scores.isLoyal(person.counts, day);
            case Condition.Seen(End end, DayTest test) ->
                    end(end, person.traces.stream().map(Person.Trace::day).filter(this::isKnown))
                            .filter(found -> passes(found, test))
                            .isPresent();
            case Condition.SeenAt(End end, TimeTest test) ->
                    end(
                                    end,
                                    person.traces.stream()
                                            .filter(trace -> isKnown(trace.day()))
                                            .map(Person.Trace::at))
                            .filter(found -> passes(found, test))
                            .isPresent();
            case Condition.InSegment _, Condition.Pinned _ ->
                    throw new IllegalArgumentException("not asked here");
        };
    }

    /** The fields of the grid, as the reference draws it. */
    private Optional<RfmGroup> group(Person person) {
        int recency = rfm.score(person, RfmMeasure.RECENCY).orElse(0);
        int frequency = rfm.score(person, RfmMeasure.FREQUENCY).orElse(0);
        if (recency == 0) {
            return Optional.empty();
        }
        if (recency == 3 || frequency == 3) {
            return Optional.of(RfmGroup.BETWEEN);
        }
        return Optional.of(
                recency > 3
                        ? frequency > 3 ? RfmGroup.REGULARS : RfmGroup.NEW
                        : frequency > 3 ? RfmGroup.LEAVING : RfmGroup.LOST);
    }

    // ---- consent

    /** Said later of the same identifier, an objection is over; one that is not rules all. */
    private State consent(Person person, Purpose purpose) {
        List<Person.Said> said =
                person.said.stream()
                        .filter(each -> each.purpose().equals(purpose.code()))
                        .filter(each -> isKnown(each.day()))
                        .toList();
        boolean objects =
                said.stream()
                        .filter(each -> !each.given())
                        .anyMatch(each ->
                                each.named().stream()
                                        .noneMatch(type -> lastWord(said, type).given()));
        if (said.isEmpty()) {
            return State.NONE;
        }
        return objects ? State.WITHDRAWN : State.GIVEN;
    }

    private static Person.Said lastWord(List<Person.Said> said, IdentifierType type) {
        return said.stream()
                .filter(each -> each.named().contains(type))
                .max(
                        Comparator.comparing(Person.Said::at)
                                .thenComparing(each -> each.given() ? 0 : 1))
                .orElseThrow();
    }

    // ---- orders

    private boolean figure(Condition.OrderFigure asked, Person person) {
        List<Person.Sale> sales = sales(person, asked.window(), asked.orders()).toList();
        List<Person.Sale> orders = sales.stream().filter(sale -> !sale.credit()).toList();
        BigDecimal revenue =
                sales.stream()
                        .filter(sale -> sale.currency().equals("EUR"))
                        .map(sale -> amount(sale, asked.orders()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal paid =
                BigDecimal.valueOf(
                        orders.stream().filter(sale -> sale.currency().equals("EUR")).count());
        if (asked.figure() == Figure.AVERAGE) {
            return paid.signum() > 0
                    && asked.test().passes(revenue.divide(paid, 30, RoundingMode.HALF_EVEN));
        }
        return asked.test()
                .passes(
                        switch (asked.figure()) {
                            case COUNT -> BigDecimal.valueOf(orders.size());
                            case REVENUE, AVERAGE -> revenue;
                            case ITEMS ->
                                    orders.stream()
                                            .flatMap(sale -> lines(sale, asked.orders()))
                                            .map(Person.Line::quantity)
                                            .reduce(BigDecimal.ZERO, BigDecimal::add);
                        });
    }

    private Stream<Person.Sale> orders(Person person, OrderFilter filter) {
        return sales(person, Window.EVER, filter).filter(sale -> !sale.credit());
    }

    private Stream<Person.Sale> sales(Person person, Window window, OrderFilter filter) {
        return person.sales.stream()
                .filter(sale -> !sale.cancelled())
                .filter(sale -> counts(sale.day(), window))
                .filter(sale -> isOneOf(sale.channel(), filter.channels()))
                .filter(sale -> lines(sale, filter).findAny().isPresent());
    }

    private static BigDecimal amount(Person.Sale sale, OrderFilter filter) {
        return lines(sale, filter)
                .map(Person.Line::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2, RoundingMode.HALF_UP);
    }

    private static Stream<Person.Line> lines(Person.Sale sale, OrderFilter filter) {
        return sale.lines().stream()
                .filter(line -> isOneOf(line.sku(), filter.products()))
                .filter(line -> isOneOf(line.category(), filter.categories()));
    }

    private static boolean isOneOf(String value, List<String> allowed) {
        return allowed.isEmpty() || allowed.stream().anyMatch(value::equalsIgnoreCase);
    }

    // ---- events

    private BigDecimal lately(Person person, EventQuestion event, int hours) {
        return BigDecimal.valueOf(
                person.deeds.stream()
                        .filter(deed -> deed.at().isAfter(ago(hours)))
                        .filter(deed -> !deed.at().isAfter(moment.now()))
                        .filter(deed -> matches(deed, event))
                        .count());
    }

    private static boolean matches(Person.Deed deed, EventQuestion event) {
        String name = event.name();
        return (event.type() == null || event.type() == deed.type())
                && (name == null
                        || (deed.name() != null
                                && EventQuestion.comparable(name)
                                        .equals(EventQuestion.comparable(deed.name()))))
                && (event.source() == null || event.source().equals(deed.source()))
                && event.where().stream()
                        .allMatch(test ->
                                property(deed.properties().get(test.property()), test.test()));
    }

    private static boolean property(@Nullable Object value, ValueTest test) {
        if (value == null) {
            return false;
        }
        return switch (test) {
            case ValueTest.Known() -> true;
            case ValueTest.OneOf(List<String> texts) -> texts.contains(value.toString());
            case ValueTest.Contains(String text) ->
                    value instanceof String known && lower(known).contains(lower(text));
            case ValueTest.OfNumber(NumberTest number) ->
                    value instanceof Integer known && number.passes(BigDecimal.valueOf(known));
            case ValueTest.YesNo(boolean yes) -> value.equals(yes);
            default -> throw new IllegalArgumentException("not asked of properties");
        };
    }

    // ---- traits

    private Optional<JsonNode> trait(String name, Person person) {
        String[] path = name.split("\\.");
        return person.told.stream()
                .filter(told -> told.name().equals(path[0]))
                .filter(told -> isKnown(told.day()))
                .reduce((earlier, later) -> later)
                .map(Person.Told::value)
                .map(value -> path.length == 1 ? value : value.path(path[1]))
                .filter(value -> !value.isMissingNode() && !value.isNull());
    }

    private boolean passes(JsonNode value, ValueTest test) {
        List<String> texts =
                value.isArray()
                        ? value.values().stream().map(each -> lower(each.asString())).toList()
                        : List.of(lower(value.isContainer() ? "" : value.asString()));
        return switch (test) {
            case ValueTest.Known() -> true;
            case ValueTest.OneOf(List<String> allowed) ->
                    allowed.stream().map(Oracle::lower).anyMatch(texts::contains);
            case ValueTest.Contains(String text) ->
                    texts.stream().anyMatch(each -> each.contains(lower(text)));
            case ValueTest.OfNumber(NumberTest number) ->
                    texts.getFirst().matches("-?\\d+(\\.\\d+)?")
                            && number.passes(new BigDecimal(texts.getFirst()));
            case ValueTest.YesNo(boolean yes) -> texts.getFirst().equals(Boolean.toString(yes));
            case ValueTest.OfDay(DayTest days) ->
                    date(texts.getFirst()).filter(found -> passes(found, days)).isPresent();
            case ValueTest.AnniversaryThisMonth() ->
                    date(texts.getFirst())
                            .filter(found -> found.getMonth() == day.getMonth())
                            .isPresent();
            case ValueTest.AnniversaryWithinDays(int days) ->
                    date(texts.getFirst())
                            .filter(found ->
                                    Stream.iterate(0, i -> i + 1)
                                            .limit(days)
                                            .map(day::plusDays)
                                            .anyMatch(each -> isAnniversary(found, each)))
                            .isPresent();
        };
    }

    private static boolean isAnniversary(LocalDate of, LocalDate on) {
        return of.withYear(on.getYear()).equals(on);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    // ---- days

    private boolean passes(LocalDate found, DayTest test) {
        return switch (test) {
            case DayTest.WithinLastDays(int days) -> found.isAfter(day.minusDays(days));
            case DayTest.MoreThanDaysAgo(int days) -> found.isBefore(day.minusDays(days));
            case DayTest.WithinNextDays(int days) ->
                    !found.isBefore(day) && found.isBefore(day.plusDays(days));
            case DayTest.Dates(var from, var to) ->
                    (from == null || !found.isBefore(from)) && (to == null || !found.isAfter(to));
        };
    }

    private boolean passes(Instant found, TimeTest test) {
        return switch (test) {
            case TimeTest.WithinLastHours(int hours) -> found.isAfter(ago(hours));
            case TimeTest.Between(var from, var before) ->
                    (from == null || !found.isBefore(instant(from)))
                            && (before == null || found.isBefore(instant(before)));
        };
    }

    private Instant ago(int hours) {
        return moment.now().minus(Duration.ofHours(hours));
    }

    private Instant instant(LocalDateTime time) {
        return time.atZone(moment.merchant().zone()).toInstant();
    }

    private boolean counts(LocalDate found, Window window) {
        return isKnown(found) && window.on(day).holds(found);
    }

    private boolean isKnown(LocalDate found) {
        return !isPast() || !found.isAfter(day);
    }

    private boolean isPast() {
        return day.isBefore(today);
    }

    private static <T extends Comparable<? super T>> Optional<T> end(End end, Stream<T> times) {
        Comparator<T> order = Comparator.naturalOrder();
        return end == End.FIRST ? times.min(order) : times.max(order);
    }

    private static String lower(String text) {
        return Objects.requireNonNull(text).toLowerCase(Locale.ROOT);
    }
}
