package org.stammkunde.lake;

import java.math.BigDecimal;
import org.stammkunde.web.Page;

/**
 * The page of the lake.
 *
 * @param atWork whether it is being written, or will be in a moment
 * @param failed whether the last run ended badly
 */
record LakeView(LakeState state, boolean atWork, boolean failed) {

    private static final int MEGABYTE_DIGITS = 6;

    /** A size in megabytes, such as 1.5 MB. */
    String size(Page page, long bytes) {
        return page.text(
                "lake.megabytes",
                page.decimal(
                        BigDecimal.valueOf(bytes, MEGABYTE_DIGITS), bytes < 1_000_000 ? 3 : 1));
    }
}
