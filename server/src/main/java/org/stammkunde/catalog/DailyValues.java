package org.stammkunde.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;

/**
 * A cost or a rate of tax over time. On each day the one holds that was said last by its end,
 * whichever source said it.
 *
 * @param said of each day on which any was said, the last one
 */
record DailyValues(NavigableMap<LocalDate, BigDecimal> said) {

    /** Whether none was ever said. */
    boolean isEmpty() {
        return said.isEmpty();
    }

    /** What held on the day; before the first that was said, that one. One must have been said. */
    BigDecimal on(LocalDate day) {
        Map.Entry<LocalDate, BigDecimal> held = said.floorEntry(day);
        return (held == null ? said.firstEntry() : held).getValue();
    }
}
