package org.stammkunde.lake;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file.
 *
 * @param slice the day, month or range of numbers whose rows it holds
 * @param path below the folder of the lake
 * @param firstPosition of facts, the first and the last position; null otherwise
 * @param digest of anything but facts, a digest of the rows in the database
 * @param sha256 of its bytes, hexadecimal
 */
record LakeFile(
        Dataset dataset,
        String slice,
        String path,
        @Nullable Long firstPosition,
        @Nullable Long lastPosition,
        @Nullable BigDecimal digest,
        long rows,
        long bytes,
        String sha256) {

    /** Where patterns find it, such as {@code events/day=2026-11-27/1-500.parquet}. */
    String publicPath() {
        String name = firstPosition == null ? dataset.id() : firstPosition + "-" + lastPosition;
        return "%s/%s=%s/%s.parquet".formatted(dataset.id(), dataset.key(), slice, name);
    }
}
