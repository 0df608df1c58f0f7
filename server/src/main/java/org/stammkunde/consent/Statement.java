package org.stammkunde.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said about a purpose.
 *
 * @param given agreed, or else objected
 * @param source the name of the source that told it
 * @param proof how it was said, such as the text that was agreed to and where; null when the source
 *     did not tell
 */
public record Statement(
        Purpose purpose, boolean given, Instant saidAt, String source, @Nullable Proof proof) {

    /**
     * How a statement was made.
     *
     * @param wording what was agreed to, word for word
     * @param place the form, page or occasion
     * @param note what else is to be remembered
     * @param recordedBy who entered it
     */
    public record Proof(
            @Nullable String wording,
            @Nullable String place,
            @Nullable String note,
            @Nullable String recordedBy) {

        /** Characters that each part may have. */
        public static final int LENGTH_MAX = 2_000;
    }
}
