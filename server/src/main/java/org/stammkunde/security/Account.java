package org.stammkunde.security;

import org.stammkunde.api.Caller;

/**
 * A person who may use the console. A controller takes it as a parameter annotated with {@link
 * org.springframework.security.core.annotation.AuthenticationPrincipal}.
 *
 * @param email in lower case
 * @param name as shown in the console
 */
public record Account(long id, String email, String name) implements Caller {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String callerId() {
        return "account:" + id;
    }

    @Override
    public long account() {
        return id;
    }

    @Override
    public boolean isProgram() {
        return false;
    }
}
