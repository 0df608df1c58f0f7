package org.stammkunde.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.api.ApiScope;

/** The keys by which programs use the API: made, shown once, found, revoked. */
@Component
class ApiKeys {

    /** The most characters of a key's name. */
    static final int NAME_MAX = 60;

    private static final String PREFIX = "stk_";
    private static final int SHOWN = 6;
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private static final String SELECT =
            """
            select key.id, key.account, account.name as made_by, key.name, key.beginning,
                   key.scopes, key.created_at, key.used_at, key.revoked_at
            from security.api_key key
            join security.account account on account.id = key.account
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    ApiKeys(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A key that was made just now.
     *
     * @param secret what the program sends; never to be seen again
     */
    record Made(ApiKey key, String secret) {}

    /**
     * Makes a key.
     *
     * @param name 1 to {@value #NAME_MAX} characters
     * @param scopes at least one
     * @param account who is answerable
     */
    Made make(String name, Collection<ApiScope> scopes, long account) {
        if (name.isBlank() || name.length() > NAME_MAX || scopes.isEmpty()) {
            throw new IllegalArgumentException("a key has a name and at least one scope");
        }
        Token token = new Token(PREFIX + Token.random().value());
        long id =
                jdbc.sql(
                                """
                                insert into security.api_key
                                    (account, name, beginning, key_hash, scopes, created_at)
                                values (:account, :name, :beginning, :hash, :scopes, :now)
                                returning id
                                """)
                        .param("account", account)
                        .param("name", name.strip())
                        .param("beginning", token.value().substring(0, PREFIX.length() + SHOWN))
                        .param("hash", token.hash())
                        .param("scopes", codes(scopes))
                        .param("now", at(clock.instant()))
                        .query(Long.class)
                        .single();
        return new Made(of(id).orElseThrow(), token.value());
    }

    /** All keys, those that work first, the newest before older ones. */
    List<ApiKey> all() {
        return jdbc.sql(
                        SELECT
                                + " order by key.revoked_at is not null, key.created_at desc,"
                                + " key.id desc")
                .query(ApiKeys::key)
                .list();
    }

    Optional<ApiKey> of(long id) {
        return jdbc.sql(SELECT + " where key.id = :id")
                .param("id", id)
                .query(ApiKeys::key)
                .optional();
    }

    /** Ends the key at once. */
    void revoke(long id) {
        jdbc.sql(
                        """
                        update security.api_key set revoked_at = :now
                        where id = :id and revoked_at is null
                        """)
                .param("now", at(clock.instant()))
                .param("id", id)
                .update();
    }

    /** Lets a revoked key work again, for whoever revoked the wrong one. */
    void restore(long id) {
        jdbc.sql("update security.api_key set revoked_at = null where id = :id")
                .param("id", id)
                .update();
    }

    /** The key with this secret, if it works. */
    Optional<ApiKey> find(String secret) {
        Optional<ApiKey> found =
                jdbc.sql(SELECT + " where key.key_hash = :hash and key.revoked_at is null")
                        .param("hash", new Token(secret).hash())
                        .query(ApiKeys::key)
                        .optional();
        found.ifPresent(this::noteUse);
        return found;
    }

    private void noteUse(ApiKey key) {
        Instant now = clock.instant();
        Instant noted = key.usedAt();
        if (noted == null || noted.isBefore(now.minus(NOTED_EVERY))) {
            jdbc.sql("update security.api_key set used_at = :now where id = :id")
                    .param("now", at(now))
                    .param("id", key.id())
                    .update();
        }
    }

    private static String[] codes(Collection<ApiScope> scopes) {
        return scopes.stream().map(ApiScope::code).sorted().toArray(String[]::new);
    }

    /** Scopes that this program does not know (any more) allow nothing. */
    private static Set<ApiScope> scopes(ResultSet row) throws SQLException {
        List<String> codes = Arrays.asList((String[]) row.getArray("scopes").getArray());
        Set<ApiScope> scopes = EnumSet.allOf(ApiScope.class);
        scopes.removeIf(scope -> !codes.contains(scope.code()));
        return scopes;
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getLong("id"),
                row.getLong("account"),
                row.getString("made_by"),
                row.getString("name"),
                row.getString("beginning"),
                scopes(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "used_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
