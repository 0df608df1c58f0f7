package org.stammkunde.api;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import org.springframework.security.core.Authentication;

/**
 * Who calls: a person who is signed in, or a program with its key. A controller takes it as a
 * parameter annotated with {@link
 * org.springframework.security.core.annotation.AuthenticationPrincipal}.
 */
public interface Caller extends Principal {

    /** What tells this caller from all others for ever, such as {@code key:7}. */
    String callerId();

    /** The number of the account that is answerable: a key acts for whoever made it. */
    long account();

    /** Whether it is a program, which must not ask too often. */
    boolean isProgram();

    /** Who made a request, if anybody was found out. */
    static Optional<Caller> of(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication authentication
                        && authentication.getPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }
}
