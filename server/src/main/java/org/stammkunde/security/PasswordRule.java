package org.stammkunde.security;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a password must be: long, and not what everybody would try first. Length does more for a
 * password than demanding digits and signs.
 */
final class PasswordRule {

    static final int LENGTH_MIN = 12;

    /** bcrypt reads no more than this. */
    static final int BYTES_MAX = 72;

    private static final int DIFFERENT_SIGNS_MIN = 5;

    private PasswordRule() {}

    /** The message key of what is wrong with the password, empty if it is good. */
    static Optional<String> objection(String password, String email) {
        if (password.codePointCount(0, password.length()) < LENGTH_MIN) {
            return Optional.of("security.password.short");
        }
        if (!fits(password)) {
            return Optional.of("security.password.long");
        }
        if (isLike(password, email)) {
            return Optional.of("security.password.email");
        }
        if (password.codePoints().distinct().count() < DIFFERENT_SIGNS_MIN) {
            return Optional.of("security.password.plain");
        }
        return Optional.empty();
    }

    static boolean fits(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX;
    }

    private static boolean isLike(String password, String email) {
        String lower = password.toLowerCase(Locale.ROOT);
        String address = Accounts.normal(email);
        return !address.isEmpty() && (lower.contains(address) || address.contains(lower));
    }
}
