package org.stammkunde.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.stammkunde.web.Problem;

/**
 * A part of a list.
 *
 * @param data the entries
 * @param next what to send as {@code cursor} for the part that follows; null on the last
 */
public record ApiList<T>(
        List<T> data,
        @Schema(description = "send as `cursor` for what follows; null on the last part")
                @Nullable String next) {

    /** How many entries a part has unless asked otherwise. */
    public static final String SIZE = "50";

    /** The most entries of a part. */
    public static final int SIZE_MAX = 200;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** A part that others may follow. */
    public static <T> ApiList<T> of(List<T> data, Optional<String> next) {
        return new ApiList<>(data, next.orElse(null));
    }

    /** A list that fits into one part. */
    public static <T> ApiList<T> whole(List<T> data) {
        return new ApiList<>(data, null);
    }

    /**
     * The size that was asked for.
     *
     * @throws Problem unless it is from 1 to {@value #SIZE_MAX}
     */
    public static int size(int limit) {
        if (limit < 1 || limit > SIZE_MAX) {
            throw Problem.invalidParameter("limit", "1–" + SIZE_MAX);
        }
        return limit;
    }

    /**
     * The number that a cursor is made of, in lists that are ordered by one.
     *
     * @param first what stands for the beginning
     */
    public static long number(String cursor, long first) {
        if (cursor.isEmpty()) {
            return first;
        }
        if (!NUMBER.matcher(cursor).matches()) {
            throw badCursor();
        }
        return Long.parseLong(cursor);
    }

    /** The cursor was not given by this list. */
    public static Problem badCursor() {
        return new Problem(HttpStatus.BAD_REQUEST, "cursor-invalid");
    }
}
