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

    private static final long MEGABYTE = 1_000_000;

    /** A size such as 1.5 MB, and in kilobytes what is smaller than one megabyte. */
    String size(Page page, long bytes) {
        return bytes < MEGABYTE
                ? page.text("lake.kilobytes", page.decimal(BigDecimal.valueOf(bytes, 3), 1))
                : page.text("lake.megabytes", page.decimal(BigDecimal.valueOf(bytes, 6), 1));
    }
}
