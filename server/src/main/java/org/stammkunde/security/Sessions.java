package org.stammkunde.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.web.Cookies;

/**
 * Who is signed in where. Kept in the database, so that a restart signs nobody out and a session
 * can be ended from elsewhere. The cookie holds a random token, the table its hash.
 */
@Component
class Sessions {

    static final String COOKIE = "session";

    /** A session unused for so long ends. */
    static final Duration IDLE_MAX = Duration.ofDays(7);

    /** No session lasts longer than this. */
    static final Duration AGE_MAX = Duration.ofDays(30);

    /** Use is noted at this grain, so that reading a page is rarely a write. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Sessions(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Starts a session for the account and gives the browser its cookie. */
    void start(Account account, HttpServletRequest request, HttpServletResponse response) {
        Token token = Token.random();
        Instant now = clock.instant();
        removeEnded(now);
        jdbc.sql("insert into security.session values (:hash, :account, :now, :now)")
                .param("hash", token.hash())
                .param("account", account.id())
                .param("now", at(now))
                .update();
        Cookies.set(request, response, COOKIE, token.value(), AGE_MAX);
    }

    /** Whose session the request belongs to, if it has one that has not ended. */
    Optional<Account> account(HttpServletRequest request) {
        return Cookies.value(request, COOKIE).map(Token::new).flatMap(this::account);
    }

    /** Ends the session of the request and takes its cookie away. */
    void end(HttpServletRequest request, HttpServletResponse response) {
        Cookies.value(request, COOKIE)
                .map(Token::new)
                .ifPresent(token ->
                        jdbc.sql("delete from security.session where token_hash = :hash")
                                .param("hash", token.hash())
                                .update());
        Cookies.set(request, response, COOKIE, "", Duration.ZERO);
    }

    /** Ends all sessions of the account, as a new password demands. */
    void endAll(Account account) {
        jdbc.sql("delete from security.session where account = :account")
                .param("account", account.id())
                .update();
    }

    private Optional<Account> account(Token token) {
        Instant now = clock.instant();
        Optional<Found> found = find(token, now);
        found.filter(session -> session.seenAt().isBefore(now.minus(NOTED_EVERY)))
                .ifPresent(_ -> noteUse(token, now));
        return found.map(Found::account);
    }

    private Optional<Found> find(Token token, Instant now) {
        return jdbc.sql(
                        """
                        select account.id, account.email, account.name, session.seen_at
                        from security.session
                        join security.account on account.id = session.account
                        where session.token_hash = :hash
                          and session.seen_at > :idleSince
                          and session.started_at > :oldest
                        """)
                .param("hash", token.hash())
                .param("idleSince", at(now.minus(IDLE_MAX)))
                .param("oldest", at(now.minus(AGE_MAX)))
                .query((row, number) ->
                        new Found(
                                new Account(
                                        row.getLong("id"),
                                        row.getString("email"),
                                        row.getString("name")),
                                row.getObject("seen_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private void noteUse(Token token, Instant now) {
        jdbc.sql("update security.session set seen_at = :now where token_hash = :hash")
                .param("now", at(now))
                .param("hash", token.hash())
                .update();
    }

    private void removeEnded(Instant now) {
        jdbc.sql(
                        """
                        delete from security.session
                        where seen_at <= :idleSince or started_at <= :oldest
                        """)
                .param("idleSince", at(now.minus(IDLE_MAX)))
                .param("oldest", at(now.minus(AGE_MAX)))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Found(Account account, Instant seenAt) {}
}
