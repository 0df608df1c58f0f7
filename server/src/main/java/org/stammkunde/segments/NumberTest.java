package org.stammkunde.segments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a number must be.
 *
 * @param value what it is compared with
 * @param upTo the upper end, inclusive, of {@link Comparison#BETWEEN}; null otherwise
 */
public record NumberTest(Comparison comparison, BigDecimal value, @Nullable BigDecimal upTo) {

    public NumberTest {
        if ((comparison == Comparison.BETWEEN) == (upTo == null)) {
            throw new IllegalArgumentException("an upper end belongs to `between` and to it alone");
        }
    }

    /** How numbers are compared. */
    public enum Comparison {
        AT_LEAST("atLeast"),
        MORE_THAN("moreThan"),
        AT_MOST("atMost"),
        LESS_THAN("lessThan"),
        EXACTLY("exactly"),
        BETWEEN("between");

        private static final Map<String, Comparison> BY_CODE =
                Stream.of(values()).collect(Collectors.toMap(Comparison::code, each -> each));

        private final String code;

        Comparison(String code) {
            this.code = code;
        }

        /** The stable name in JSON and addresses. */
        public String code() {
            return code;
        }

        /** The comparison with this code, empty for an unknown one. */
        static Optional<Comparison> ofCode(String code) {
            return Optional.ofNullable(BY_CODE.get(code));
        }
    }

    /** A comparison with one number. */
    public static NumberTest of(Comparison comparison, String value) {
        return new NumberTest(comparison, new BigDecimal(value), null);
    }

    /** At least so much. */
    public static NumberTest atLeast(long value) {
        return new NumberTest(Comparison.AT_LEAST, BigDecimal.valueOf(value), null);
    }

    /** Exactly so much. */
    public static NumberTest exactly(long value) {
        return new NumberTest(Comparison.EXACTLY, BigDecimal.valueOf(value), null);
    }

    /** Whether a number passes. */
    public boolean passes(BigDecimal number) {
        int order = number.compareTo(value);
        return switch (comparison) {
            case AT_LEAST -> order >= 0;
            case MORE_THAN -> order > 0;
            case AT_MOST -> order <= 0;
            case LESS_THAN -> order < 0;
            case EXACTLY -> order == 0;
            case BETWEEN -> order >= 0 && upTo != null && number.compareTo(upTo) <= 0;
        };
    }

    /** From which whole number on it passes, where it passes from there on without end. */
    Optional<Integer> needed() {
        RoundingMode up =
                comparison == Comparison.AT_LEAST ? RoundingMode.CEILING : RoundingMode.FLOOR;
        boolean endless = comparison == Comparison.AT_LEAST || comparison == Comparison.MORE_THAN;
        long from =
                value.setScale(0, up).longValue() + (comparison == Comparison.MORE_THAN ? 1 : 0);
        return endless && from >= 1 && from <= Integer.MAX_VALUE
                ? Optional.of((int) from)
                : Optional.empty();
    }

    /** The same test of numbers that are moved so many decimal places, as euros are to cents. */
    NumberTest scaled(int places) {
        return new NumberTest(
                comparison,
                value.movePointRight(places),
                upTo == null ? null : upTo.movePointRight(places));
    }
}
