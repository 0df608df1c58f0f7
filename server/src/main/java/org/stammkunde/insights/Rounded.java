package org.stammkunde.insights;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stammkunde.engine.Figure;

/**
 * The one place where a report rounds: quotients, half even, to six decimals. Remembers why a
 * figure is undefined.
 */
final class Rounded {

    private static final int DECIMALS = 6;

    private final Map<String, Figure.Reason> undefined = new LinkedHashMap<>();

    /**
     * The figure rounded, or null with its reason kept.
     *
     * @param key of the figure in JSON
     */
    @Nullable BigDecimal figure(String key, Figure figure) {
        return switch (figure) {
            case Figure.Known(BigDecimal value) -> of(value);
            case Figure.Undefined(Figure.Reason reason) -> {
                undefined.put(key, reason);
                yield null;
            }
        };
    }

    /** The figure rounded, or null where the reason is plain from other figures. */
    static @Nullable BigDecimal orNull(Figure figure) {
        return switch (figure) {
            case Figure.Known(BigDecimal value) -> of(value);
            case Figure.Undefined _ -> null;
        };
    }

    static BigDecimal of(BigDecimal value) {
        return value.setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    /** Why figures are null, by their key. */
    Map<String, Figure.Reason> undefined() {
        return undefined;
    }
}
