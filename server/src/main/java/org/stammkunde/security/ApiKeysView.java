package org.stammkunde.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stammkunde.api.ApiScope;

/**
 * The keys and the form for a new one.
 *
 * @param sent whether the form was sent and refused
 * @param revoked the key that was revoked just now
 */
record ApiKeysView(List<ApiKey> keys, Form form, boolean sent, Optional<ApiKey> revoked) {

    /** What stands in the form. */
    record Form(String name, List<ApiScope> scopes) {

        static final Form EMPTY = new Form("", List.of());

        boolean isNameWrong() {
            return name.isBlank() || name.length() > ApiKeys.NAME_MAX;
        }
    }

    boolean isNameWrong() {
        return sent && form.isNameWrong();
    }

    boolean areScopesWrong() {
        return sent && form.scopes().isEmpty();
    }

    static List<ApiScope> scopes() {
        return Arrays.asList(ApiScope.values());
    }

    static String codes(Collection<ApiScope> scopes) {
        return scopes.stream().map(ApiScope::code).collect(Collectors.joining(", "));
    }
}
