package org.stammkunde.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * One-time links for somebody with access to the machine: to create the owner's account after the
 * first start, or to set a new password for it.
 */
@Component
public class OwnerLinks {

    /** How long a link works. */
    static final Duration VALID = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    OwnerLinks(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A link that was made.
     *
     * @param path where it leads on this server, such as {@code /set-up/3q2…}; a secret
     * @param expiresAt when it stops working
     */
    public record OwnerLink(String path, Instant expiresAt) {}

    /** Makes a new link; links made before stop working. */
    @Transactional
    public OwnerLink create() {
        Token token = Token.random();
        Instant now = clock.instant();
        jdbc.sql("delete from security.owner_link").update();
        jdbc.sql("insert into security.owner_link values (:hash, :now, :expiresAt)")
                .param("hash", token.hash())
                .param("now", at(now))
                .param("expiresAt", at(now.plus(VALID)))
                .update();
        return new OwnerLink("/set-up/" + token.value(), now.plus(VALID));
    }

    /** A new link to create the first account; empty where there is an account. */
    @Transactional
    public Optional<OwnerLink> createFirst() {
        boolean accounts =
                jdbc.sql("select exists (select from security.account)")
                        .query(Boolean.class)
                        .single();
        return accounts ? Optional.empty() : Optional.of(create());
    }

    boolean isOpen(Token token) {
        return jdbc.sql(
                        """
                        select exists (
                            select from security.owner_link
                            where token_hash = :hash and expires_at > :now)
                        """)
                .param("hash", token.hash())
                .param("now", at(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    /** Uses the link up; false if it was used before, is too old or never existed. */
    boolean use(Token token) {
        int used =
                jdbc.sql(
                                """
                                delete from security.owner_link
                                where token_hash = :hash and expires_at > :now
                                """)
                        .param("hash", token.hash())
                        .param("now", at(clock.instant()))
                        .update();
        return used == 1;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
