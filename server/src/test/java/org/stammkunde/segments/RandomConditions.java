package org.stammkunde.segments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.consent.Consent.State;
import org.stammkunde.consent.Purpose;
import org.stammkunde.events.EventType;
import org.stammkunde.events.IdentifierType;
import org.stammkunde.segments.Condition.End;
import org.stammkunde.segments.Condition.Figure;
import org.stammkunde.segments.NumberTest.Comparison;

/** Makes conditions of every kind, nested up to three deep. */
final class RandomConditions {

    private final Random random;
    private final LocalDate today;
    private final boolean withScore;

    RandomConditions(Random random, LocalDate today, boolean withScore) {
        this.random = random;
        this.today = today;
        this.withScore = withScore;
    }

    Condition condition(int depth) {
        return depth == 0 || random.nextInt(3) == 0
                ? question()
                : switch (random.nextInt(3)) {
                    case 0 -> new Condition.Not(condition(depth - 1));
                    case 1 -> new Condition.All(parts(depth - 1));
                    default -> new Condition.Any(parts(depth - 1));
                };
    }

    private List<Condition> parts(int depth) {
        return Stream.generate(() -> condition(depth)).limit(1 + random.nextInt(3)).toList();
    }

    private Condition question() {
        return switch (random.nextInt(withScore ? 13 : 11)) {
            case 0, 1 -> trait();
            case 2 -> new Condition.HasIdentifier(one(IdentifierType.values()));
            case 3 -> new Condition.KnownFrom(one("Shop", "Till", "Nowhere"));
            case 4, 5 -> figure();
            case 6 ->
                    random.nextInt(3) == 0
                            ? new Condition.OrderTime(one(End.values()), time(), filter())
                            : new Condition.OrderDay(one(End.values()), day(), filter());
            case 7 ->
                    new Condition.Performed(
                            event(),
                            random.nextInt(3) == 0 ? new Window.LastHours(hours()) : window(),
                            number(3));
            case 8 ->
                    random.nextInt(3) == 0
                            ? new Condition.SeenAt(one(End.values()), time())
                            : new Condition.Seen(one(End.values()), day());
            case 9 -> rfm();
            case 10 ->
                    new Condition.ConsentIs(
                            one(Purpose.MARKETING_EMAIL, Purpose.PROFILING, Purpose.TRACKING),
                            one(State.values()));
            case 11 -> new Condition.Loyal();
            default -> score();
        };
    }

    private Condition rfm() {
        int groups = 1 + random.nextInt((1 << RfmGroup.values().length) - 1);
        return random.nextBoolean()
                ? new Condition.InRfmGroup(
                        Stream.of(RfmGroup.values())
                                .filter(group -> (groups >> group.ordinal() & 1) == 1)
                                .toList())
                : new Condition.Rfm(
                        one(RfmMeasure.values()),
                        new NumberTest(
                                one(Comparison.AT_LEAST, Comparison.LESS_THAN, Comparison.EXACTLY),
                                BigDecimal.valueOf(1 + random.nextInt(5)),
                                null));
    }

    private Condition score() {
        return new Condition.Score(
                new NumberTest(
                        one(Comparison.AT_LEAST, Comparison.MORE_THAN, Comparison.LESS_THAN),
                        BigDecimal.valueOf(1 + random.nextInt(30)),
                        null));
    }

    private Condition trait() {
        return switch (random.nextInt(7)) {
            case 0 -> new Condition.Trait("city", text(RandomPeople.CITIES));
            case 1 -> new Condition.Trait("interests", text(RandomPeople.INTERESTS));
            case 2 -> new Condition.Trait("address.city", text(RandomPeople.CITIES));
            case 3 -> new Condition.Trait("age", new ValueTest.OfNumber(number(90)));
            case 4 -> new Condition.Trait("newsletter", new ValueTest.YesNo(random.nextBoolean()));
            case 5 -> new Condition.Trait("contractEnds", new ValueTest.OfDay(day()));
            default ->
                    new Condition.Trait(
                            "birthday",
                            random.nextBoolean()
                                    ? new ValueTest.AnniversaryThisMonth()
                                    : new ValueTest.AnniversaryWithinDays(1 + random.nextInt(60)));
        };
    }

    private ValueTest text(List<String> values) {
        String value = values.get(random.nextInt(values.size()));
        return switch (random.nextInt(3)) {
            case 0 -> new ValueTest.Known();
            case 1 -> new ValueTest.OneOf(List.of(value.toUpperCase(Locale.ROOT), "?"));
            default -> new ValueTest.Contains(value.substring(1));
        };
    }

    private Condition figure() {
        Figure figure = one(Figure.values());
        NumberTest test =
                switch (figure) {
                    case COUNT -> number(3);
                    case ITEMS -> number(8);
                    case REVENUE, AVERAGE -> number(200);
                };
        return new Condition.OrderFigure(figure, test, window(), filter());
    }

    private OrderFilter filter() {
        return new OrderFilter(
                random.nextInt(4) == 0 ? List.of("s" + random.nextInt(4), "S9") : List.of(),
                random.nextInt(4) == 0 ? List.of(one("Wein", "käse")) : List.of(),
                random.nextInt(4) == 0 ? List.of(one("online", "store")) : List.of());
    }

    private EventQuestion event() {
        EventType type = one(EventType.TRACK, EventType.TRACK, EventType.PAGE, null);
        String name =
                type == EventType.TRACK
                        ? one("product viewed", "Cart Viewed", "Wishlist")
                        : random.nextBoolean() && type == EventType.PAGE ? "Start" : null;
        String source = type == null || random.nextInt(4) == 0 ? one("Shop", "Till") : null;
        boolean anything = type == null;
        return new EventQuestion(
                anything ? EventType.PAGE : type,
                anything ? null : name,
                source,
                Stream.generate(this::property).limit(Math.max(0, random.nextInt(5) - 2)).toList());
    }

    private EventQuestion.PropertyTest property() {
        return switch (random.nextInt(5)) {
            case 0 -> new EventQuestion.PropertyTest("category", new ValueTest.Known());
            case 1 ->
                    new EventQuestion.PropertyTest(
                            "category", new ValueTest.OneOf(List.of("Wein", "a\"b")));
            case 2 -> new EventQuestion.PropertyTest("category", new ValueTest.Contains("Ä"));
            case 3 -> new EventQuestion.PropertyTest("price", new ValueTest.OfNumber(number(100)));
            default ->
                    new EventQuestion.PropertyTest(
                            "gift", new ValueTest.YesNo(random.nextBoolean()));
        };
    }

    private NumberTest number(int most) {
        Comparison comparison = one(Comparison.values());
        BigDecimal value = BigDecimal.valueOf(random.nextInt(most + 1));
        return new NumberTest(
                comparison,
                value,
                comparison == Comparison.BETWEEN
                        ? value.add(BigDecimal.valueOf(random.nextInt(most + 1)))
                        : null);
    }

    private TimeTest time() {
        return switch (random.nextInt(3)) {
            case 0 -> new TimeTest.WithinLastHours(hours());
            case 1 -> new TimeTest.Between(clockTime(), null);
            default -> new TimeTest.Between(null, clockTime());
        };
    }

    private int hours() {
        return 1 + random.nextInt(TimeTest.HOURS_MAX);
    }

    /** Lately more often. */
    private LocalDateTime clockTime() {
        return today.minusDays(random.nextInt(random.nextBoolean() ? 5 : 400))
                .atTime(random.nextInt(24), random.nextInt(60));
    }

    private DayTest day() {
        int days = 1 + random.nextInt(400);
        return switch (random.nextInt(4)) {
            case 0 -> new DayTest.WithinLastDays(days);
            case 1 -> new DayTest.MoreThanDaysAgo(days);
            case 2 -> new DayTest.WithinNextDays(1 + random.nextInt(30));
            default -> new DayTest.Dates(date(), random.nextBoolean() ? null : today);
        };
    }

    private Window window() {
        return switch (random.nextInt(6)) {
            case 0 -> Window.EVER;
            case 1 -> new Window.LastDays(1 + random.nextInt(120));
            case 2 -> {
                int to = random.nextInt(100);
                yield new Window.DaysAgo(to + random.nextInt(200), to);
            }
            case 3 -> new Window.Calendar(one(Window.Unit.values()), random.nextBoolean());
            case 4 -> new Window.Dates(null, date());
            default -> new Window.Dates(date(), null);
        };
    }

    private @Nullable LocalDate date() {
        return today.minusDays(random.nextInt(400));
    }

    @SafeVarargs
    private <T extends @Nullable Object> T one(T... all) {
        return all[random.nextInt(all.length)];
    }
}
