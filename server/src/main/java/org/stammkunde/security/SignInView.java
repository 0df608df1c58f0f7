package org.stammkunde.security;

import java.util.Optional;
import org.stammkunde.web.LocalPath;

/**
 * The sign-in form.
 *
 * @param email as typed before
 * @param next where to go afterwards, a path on this server
 * @param refusal why the last attempt failed
 */
record SignInView(String email, String next, Optional<String> refusal) {

    static SignInView empty(String next) {
        return new SignInView("", LocalPath.of(next).value(), Optional.empty());
    }
}
