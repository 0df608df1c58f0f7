package org.stammkunde.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses where a write becomes a fact; a module adds them as a bean. The log stores a fact in a
 * transaction of its own and never twice, so a write that is sent again is kept apart by the number
 * of the fact, and no answer is kept for it.
 *
 * @param paths matches the whole path
 */
public record FactAddress(Pattern paths) {

    private static final String NUMBER = FactAddress.class.getName() + ".number";

    boolean isOf(HttpServletRequest request) {
        return paths.matcher(request.getRequestURI()).matches();
    }

    /** Numbers the write by its caller and key. */
    static void number(HttpServletRequest request, byte[] callerAndKey) {
        request.setAttribute(NUMBER, UUID.nameUUIDFromBytes(callerAndKey).toString());
    }

    /** The number of a write that was sent with an {@code Idempotency-Key}. */
    public static Optional<String> number(HttpServletRequest request) {
        @Nullable Object number = request.getAttribute(NUMBER);
        return Optional.ofNullable((String) number);
    }
}
