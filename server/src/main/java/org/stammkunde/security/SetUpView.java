package org.stammkunde.security;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form behind a one-time link.
 *
 * @param token the link's secret, part of the form's address
 * @param first whether there is no account yet, so that the shop is asked about as well
 * @param form as typed before
 * @param objections what was wrong, by field, as message keys
 */
record SetUpView(String token, boolean first, SetUpForm form, Map<String, String> objections) {

    @Nullable String objection(String field) {
        return objections.get(field);
    }

    /** {@code true} for fields to mend, else null, which leaves the attribute out. */
    @Nullable String invalid(String field) {
        return objections.containsKey(field) ? "true" : null;
    }
}
