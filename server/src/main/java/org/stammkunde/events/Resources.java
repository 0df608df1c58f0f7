package org.stammkunde.events;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which version of a resource the log holds, so that a sender can leave out what is unchanged. */
@Component
public class Resources {

    private final JdbcClient jdbc;

    Resources(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The highest version of each of the given resources that the log has, and what counts of it,
     * also if it is set aside; absent where it has none.
     */
    public Map<String, Version> current(Source source, Collection<String> resources) {
        return jdbc
                .sql(
                        """
                        select wanted.resource, latest.version,
                               counting.position, counting.content_hash, counting.message_id,
                               counting.version = latest.version
                        from unnest(:resources::text[]) as wanted (resource)
                        cross join lateral (
                            select version from events.event
                            where source = :source and resource = wanted.resource collate "C"
                            order by version desc limit 1) latest
                        left join lateral (
                            select position, content_hash, message_id, version
                            from events.valid_event
                            where source = :source and resource = wanted.resource collate "C"
                            order by version desc limit 1) counting on true
                        """)
                .param("resources", resources.toArray(String[]::new))
                .param("source", source.id())
                .query((row, number) ->
                        Map.entry(
                                row.getString(1),
                                new Version(
                                        row.getLong(2),
                                        row.getObject(3, Long.class),
                                        row.getObject(4, Long.class),
                                        row.getString(5),
                                        row.getBoolean(6))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Notes that a message said facts that the log has: they count as long as one of the messages
     * that said them is not withdrawn.
     *
     * @param positions of facts of the source
     */
    public void vouch(Source source, String messageId, Collection<Long> positions) {
        jdbc.sql(
                        """
                        insert into events.voucher (source, message_id, positions)
                        select :source, :message,
                               unnest(range_agg(int8range(position, position, '[]')))
                        from unnest(:positions::bigint[]) as said (position)
                        """)
                .param("source", source.id())
                .param("message", messageId)
                .param("positions", positions.toArray(Long[]::new))
                .update();
    }

    /** Joins what a message vouched for part by part; a whole file needs few ranges mostly. */
    public void joinVouchers(Source source, String messageId) {
        jdbc.sql(
                        """
                        with parts as (
                            delete from events.voucher
                            where source = :source and message_id = :message
                            returning positions)
                        insert into events.voucher (source, message_id, positions)
                        select :source, :message, unnest(range_agg(positions)) from parts
                        """)
                .param("source", source.id())
                .param("message", messageId)
                .update();
    }

    /**
     * What the log has of a resource.
     *
     * @param number the highest version, whether it counts or not
     * @param position where the version that counts stands; null if all are withdrawn
     * @param contentHash as of {@link EventDraft#contentHash}, of the version that counts; null if
     *     all are withdrawn
     * @param messageId of the version that counts, if it has one
     * @param isHighest whether the version that counts is the highest
     */
    public record Version(
            long number,
            @Nullable Long position,
            @Nullable Long contentHash,
            @Nullable String messageId,
            boolean isHighest) {

        /** Whether what counts is this content. */
        public boolean holds(EventDraft draft) {
            return contentHash != null && contentHash == draft.contentHash();
        }
    }
}
