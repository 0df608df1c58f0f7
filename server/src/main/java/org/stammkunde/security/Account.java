package org.stammkunde.security;

import java.security.Principal;

/**
 * A person who may use the console.
 *
 * @param email in lower case
 * @param name as shown in the console
 */
record Account(long id, String email, String name) implements Principal {

    @Override
    public String getName() {
        return name;
    }
}
