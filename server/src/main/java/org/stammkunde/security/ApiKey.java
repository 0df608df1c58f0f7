package org.stammkunde.security;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stammkunde.api.ApiScope;
import org.stammkunde.api.Caller;

/**
 * A key by which a program uses the API; the secret itself is not stored.
 *
 * @param account number of the account that made it
 * @param madeBy name of that account
 * @param name what uses it, in the owner's words
 * @param beginning how the secret begins
 * @param scopes what it may do
 * @param usedAt when it was used last, to the minute; null when it never was
 * @param revokedAt since when it no longer works; null while it does
 */
record ApiKey(
        long id,
        long account,
        String madeBy,
        String name,
        String beginning,
        Set<ApiScope> scopes,
        Instant createdAt,
        @Nullable Instant usedAt,
        @Nullable Instant revokedAt)
        implements Caller {

    boolean isRevoked() {
        return revokedAt != null;
    }

    /** How the history of what it did calls it. */
    @Override
    public String getName() {
        return name + " (API)";
    }

    @Override
    public String callerId() {
        return "key:" + id;
    }

    @Override
    public boolean isProgram() {
        return true;
    }
}
