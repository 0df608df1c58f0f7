package org.stammkunde.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The sources of facts and the write keys by which senders prove which source they are. */
@Component
public class Sources {

    private static final int KEY_BYTES = 20;
    private static final String OWN_NAME = "Stammkunde";

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Sources(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All sources by name. */
    public List<Source> all() {
        return jdbc.sql("select id, name, kind, namespace from events.source order by name")
                .query(Sources::source)
                .list();
    }

    /** The source of this number. */
    public Optional<Source> of(int id) {
        return jdbc.sql("select id, name, kind, namespace from events.source where id = :id")
                .param("id", id)
                .query(Sources::source)
                .optional();
    }

    /** All sources by name, with what is known of them. */
    public List<SourceState> states() {
        return jdbc.sql(
                        """
                        select id, name, kind, namespace,
                               write_key_hash is not null as has_write_key, heard_at
                        from events.source
                        order by name
                        """)
                .query((row, number) ->
                        new SourceState(
                                source(row, number),
                                row.getBoolean("has_write_key"),
                                Optional.ofNullable(row.getObject("heard_at", OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant)
                                        .orElse(null)))
                .list();
    }

    /** Notes that something came with the write key of the source. */
    public void noteHeard(Source source, Instant at) {
        jdbc.sql("update events.source set heard_at = :at where id = :id")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", source.id())
                .update();
    }

    /**
     * The source with this name; made when there is none.
     *
     * @param namespace whose customer numbers a new source sends
     */
    @Transactional
    public Source named(String name, Source.Kind kind, String namespace) {
        jdbc.sql(
                        """
                        insert into events.source (name, kind, namespace, created_at)
                        values (:name, :kind, :namespace, :now) on conflict (name) do nothing
                        """)
                .param("name", name)
                .param("kind", kind.name().toLowerCase(Locale.ROOT))
                .param("namespace", namespace)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("select id, name, kind, namespace from events.source where name = :name")
                .param("name", name)
                .query(Sources::source)
                .single();
    }

    /**
     * The source of what is entered here. It is made at once and for itself, whatever becomes of
     * the caller's transaction, because facts name it from then on.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Source own() {
        jdbc.sql(
                        """
                        insert into events.source (name, kind, namespace, created_at)
                        select case when exists (
                                   select from events.source where name = :name)
                               then :other else :name end, 'own', :name, :now
                        where not exists (select from events.source where kind = 'own')
                        on conflict (name) do nothing
                        """)
                .param("name", OWN_NAME)
                .param("other", OWN_NAME + " (Konsole)")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql(
                        """
                        select id, name, kind, namespace from events.source
                        where kind = 'own' order by id limit 1
                        """)
                .query(Sources::source)
                .single();
    }

    /**
     * Gives the source a new write key, which ends the old one; it is shown this once only.
     *
     * @throws IllegalArgumentException for a source of our own: what it says is believed
     */
    @Transactional
    public String renewWriteKey(Source source) {
        if (source.kind() == Source.Kind.OWN) {
            throw new IllegalArgumentException(source.name() + " has no write key");
        }
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        String text = "wk_" + HexFormat.of().formatHex(key);
        jdbc.sql("update events.source set write_key_hash = :hash where id = :id")
                .param("hash", hash(text))
                .param("id", source.id())
                .update();
        return text;
    }

    /** The source that this write key belongs to. */
    public Optional<Source> ofWriteKey(String writeKey) {
        return jdbc.sql(
                        """
                        select id, name, kind, namespace from events.source
                        where write_key_hash = :hash
                        """)
                .param("hash", hash(writeKey))
                .query(Sources::source)
                .optional();
    }

    private static Source source(ResultSet row, int number) throws SQLException {
        return new Source(
                row.getInt("id"),
                row.getString("name"),
                Source.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("namespace"));
    }

    private static byte[] hash(String writeKey) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(writeKey.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
