package org.stammkunde.security;

import java.security.Principal;

/**
 * A person who may use the console. A controller takes it as a parameter annotated with {@link
 * org.springframework.security.core.annotation.AuthenticationPrincipal}.
 *
 * @param email in lower case
 * @param name as shown in the console
 */
public record Account(long id, String email, String name) implements Principal {

    @Override
    public String getName() {
        return name;
    }
}
