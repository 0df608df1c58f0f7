package org.stammkunde.segments;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stammkunde.segments.EventQuestion.PropertyTest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests of properties as JSON path predicates. Such a predicate is a value that travels as a
 * parameter; texts in it are quoted as JSON, so none of them can end it.
 */
final class PropertyPath {

    private static final JsonMapper JSON = JsonMapper.shared();

    private PropertyPath() {}

    static String of(PropertyTest test) {
        String property =
                Stream.of(test.property().split("\\."))
                        .map(PropertyPath::quoted)
                        .collect(Collectors.joining(".", "$.properties.", ""));
        return "(" + predicate(property, test.test()) + ")";
    }

    private static String predicate(String property, ValueTest test) {
        return switch (test) {
            case ValueTest.Known() -> "exists(" + property + " ? (@ != null))";
            case ValueTest.OneOf(List<String> texts) ->
                    texts.stream()
                            .map(text -> equal(property, text))
                            .collect(Collectors.joining(" || "));
            case ValueTest.Contains(String text) ->
                    "%s like_regex %s flag \"iq\"".formatted(property, quoted(text));
            case ValueTest.OfNumber(NumberTest number) -> number(property, number);
            case ValueTest.YesNo(boolean yes) -> property + " == " + yes;
            case ValueTest.OfDay _,
                    ValueTest.AnniversaryThisMonth _,
                    ValueTest.AnniversaryWithinDays _ ->
                    throw new IllegalArgumentException("properties are not compared with days");
        };
    }

    /** People type numbers and answers as texts; both forms are meant. */
    private static String equal(String property, String text) {
        String asText = "%s == %s".formatted(property, quoted(text));
        return isNumber(text) ? "%s || %s == %s".formatted(asText, property, text) : asText;
    }

    private static boolean isNumber(String text) {
        return text.matches("-?(0|[1-9]\\d{0,17})(\\.\\d{1,12})?");
    }

    private static String number(String property, NumberTest test) {
        String value = test.value().toPlainString();
        return switch (test.comparison()) {
            case AT_LEAST -> property + " >= " + value;
            case MORE_THAN -> property + " > " + value;
            case AT_MOST -> property + " <= " + value;
            case LESS_THAN -> property + " < " + value;
            case EXACTLY -> property + " == " + value;
            case BETWEEN -> {
                BigDecimal upTo = test.upTo();
                String end = upTo == null ? value : upTo.toPlainString();
                // both ends for one value, also where a list holds several
                yield "exists(%s ? (@ >= %s && @ <= %s))".formatted(property, value, end);
            }
        };
    }

    private static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }
}
