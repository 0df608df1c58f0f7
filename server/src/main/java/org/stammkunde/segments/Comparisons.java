package org.stammkunde.segments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stammkunde.segments.QuestionSql.Answer;

/** Comparisons of expressions with values, as SQL. */
final class Comparisons {

    /** Points are compared in millionths. */
    private static final int POINT_DECIMALS = 6;

    private final Compiler compiler;
    private final LocalDate day;

    Comparisons(Compiler compiler) {
        this.compiler = compiler;
        day = compiler.moment().day();
    }

    /** A JSON value; null where nothing is known. */
    Answer of(String value, ValueTest test) {
        String measured = value + "::text";
        return switch (test) {
            case ValueTest.Known() ->
                    Answer.unlessUnknown(value + " <> 'null'::jsonb", List.of(), measured);
            case ValueTest.OneOf(List<String> texts) ->
                    Answer.unlessUnknown(
                            "segments.texts(%s) && %s::text[]"
                                    .formatted(value, compiler.value(lower(texts))),
                            List.of(),
                            measured);
            case ValueTest.Contains(String text) ->
                    Answer.unlessUnknown(
                            "strpos(array_to_string(segments.texts(%s), chr(10)), %s) > 0"
                                    .formatted(value, compiler.value(lower(text))),
                            List.of(),
                            measured);
            case ValueTest.OfNumber(NumberTest number) ->
                    Answer.unlessUnknown(
                            number("segments.number(%s)".formatted(value), number),
                            List.of(),
                            measured);
            case ValueTest.YesNo(boolean yes) ->
                    Answer.unlessUnknown(
                            "lower(%s #>> '{}') = %s"
                                    .formatted(value, compiler.value(Boolean.toString(yes))),
                            List.of(),
                            measured);
            case ValueTest.OfDay(DayTest days) -> {
                Answer answer = day("segments.day(%s)".formatted(value), days);
                yield new Answer(answer.holds(), answer.changes(), measured);
            }
            case ValueTest.AnniversaryThisMonth() -> anniversaryThisMonth(value, measured);
            case ValueTest.AnniversaryWithinDays(int days) ->
                    anniversaryWithin(value, days, measured);
        };
    }

    private Answer anniversaryThisMonth(String value, String measured) {
        String known = "segments.day(%s)".formatted(value);
        return Answer.unlessUnknown(
                "extract(month from %s) = %s".formatted(known, compiler.value(day.getMonthValue())),
                List.of("segments.month_turn(%s, %s)".formatted(known, date(day))),
                measured);
    }

    private Answer anniversaryWithin(String value, int days, String measured) {
        String next = "segments.next_anniversary(segments.day(%s), %s)".formatted(value, date(day));
        String within = "%s < %s".formatted(next, date(day.plusDays(days)));
        return Answer.unlessUnknown(
                within,
                List.of(
                        "case when %s then %s + 1 else %s - %s::integer end"
                                .formatted(within, next, next, compiler.value(days - 1))),
                measured);
    }

    /** A day; null where there is none. */
    Answer day(String known, DayTest test) {
        String measured = known + "::text";
        return switch (test) {
            case DayTest.WithinLastDays(int days) -> {
                String within = "%s > %s".formatted(known, date(day.minusDays(days)));
                yield Answer.unlessUnknown(
                        within, List.of(when(within, plus(known, days))), measured);
            }
            case DayTest.MoreThanDaysAgo(int days) -> {
                LocalDate edge = day.minusDays(days);
                String later = "%s >= %s".formatted(known, date(edge));
                yield Answer.unlessUnknown(
                        "%s < %s".formatted(known, date(edge)),
                        List.of(when(later, plus(known, days + 1))),
                        measured);
            }
            case DayTest.WithinNextDays(int days) -> {
                String far = "%s >= %s".formatted(known, date(day.plusDays(days)));
                String near = "%s >= %s".formatted(known, date(day));
                yield Answer.unlessUnknown(
                        "(%s and not %s)".formatted(near, far),
                        List.of(
                                when(far, plus(known, 1 - days)),
                                when("%s and not %s".formatted(near, far), known + " + 1")),
                        measured);
            }
            case DayTest.Dates(LocalDate from, LocalDate to) ->
                    Answer.unlessUnknown(between(known, from, to), List.of(), measured);
        };
    }

    private String between(String known, @Nullable LocalDate from, @Nullable LocalDate to) {
        String since = from == null ? "true" : "%s >= %s".formatted(known, date(from));
        String until = to == null ? "true" : "%s <= %s".formatted(known, date(to));
        return "(%s is not null and %s and %s)".formatted(known, since, until);
    }

    private String plus(String known, int days) {
        return "%s + %s::integer".formatted(known, compiler.value(days));
    }

    private static String when(String condition, String then) {
        return "case when %s then %s end".formatted(condition, then);
    }

    /** A number. */
    String number(String number, NumberTest test) {
        return perUnit(number, "1", test);
    }

    /**
     * What a total makes for each of so many units; without dividing, so that nothing is rounded.
     */
    String perUnit(String total, String units, NumberTest test) {
        String value = limit(test.value(), units);
        BigDecimal upTo = test.upTo();
        return switch (test.comparison()) {
            case AT_LEAST -> "%s >= %s".formatted(total, value);
            case MORE_THAN -> "%s > %s".formatted(total, value);
            case AT_MOST -> "%s <= %s".formatted(total, value);
            case LESS_THAN -> "%s < %s".formatted(total, value);
            case EXACTLY -> "%s = %s".formatted(total, value);
            case BETWEEN ->
                    "(%s >= %s and %s <= %s)"
                            .formatted(
                                    total,
                                    value,
                                    total,
                                    limit(upTo == null ? test.value() : upTo, units));
        };
    }

    private String limit(BigDecimal value, String units) {
        String limit = compiler.value(value) + "::numeric";
        return units.equals("1") ? limit : limit + " * " + units;
    }

    /** The score's points. */
    Answer points(String facts, NumberTest test) {
        String points = "coalesce(%s.points_micro, 0)".formatted(facts);
        NumberTest micro = test.scaled(POINT_DECIMALS);
        return new Answer(
                number(points, micro),
                levels(micro).map(level -> falls(facts, points, level)).toList(),
                points + "::text");
    }

    /** The whole millionths below which a test may change its answer. */
    private static Stream<BigDecimal> levels(NumberTest micro) {
        BigDecimal at = micro.value().setScale(0, RoundingMode.CEILING);
        BigDecimal above = micro.value().setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
        BigDecimal upTo = micro.upTo();
        Stream<BigDecimal> levels =
                switch (micro.comparison()) {
                    case AT_LEAST, LESS_THAN -> Stream.of(at);
                    case MORE_THAN, AT_MOST -> Stream.of(above);
                    case EXACTLY -> Stream.of(at, above);
                    case BETWEEN ->
                            upTo == null
                                    ? Stream.of(at)
                                    : Stream.of(
                                            at,
                                            upTo.setScale(0, RoundingMode.FLOOR)
                                                    .add(BigDecimal.ONE));
                };
        return levels.filter(level -> level.signum() > 0);
    }

    /**
     * The first day on which fading takes the points below a level. Without a half-life nobody
     * looks for it: where one was just given up, each look would walk over all deleted weights.
     */
    private String falls(String facts, String points, BigDecimal level) {
        return """
        case when %1$s >= %2$s::numeric and exists (select from score.shared_weight) then
            (select weight.day from score.shared_weight weight
             where weight.weight >= %3$s.strength / %2$s::numeric
               and round(%3$s.strength / weight.weight) < %2$s::numeric
             order by weight.weight limit 1)
        end\
        """
                .formatted(points, compiler.value(level), facts);
    }

    private static String[] lower(List<String> texts) {
        return texts.stream().map(Comparisons::lower).toArray(String[]::new);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private String date(LocalDate date) {
        return "cast(%s as date)".formatted(compiler.value(date));
    }
}
