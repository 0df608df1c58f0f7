package org.stammkunde.segments;

import java.util.Locale;

/** What customers who bought are parted into fifths by. */
public enum RfmMeasure {
    /** The day of the last order: 5 is the most recent. */
    RECENCY,
    /** The number of orders. */
    FREQUENCY,
    /** Revenue. */
    MONETARY;

    /** The stable name in JSON, and of the column that holds the score. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
