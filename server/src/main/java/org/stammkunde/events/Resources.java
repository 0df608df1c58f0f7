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
     * The highest version of each of the given resources that the log has, and what counts of it;
     * absent where it has none.
     */
    public Map<String, Version> current(Source source, Collection<String> resources) {
        return jdbc
                .sql(
                        """
                        select wanted.resource, latest.version,
                               counting.content_hash, counting.message_id
                        from unnest(:resources::text[]) as wanted (resource)
                        cross join lateral (
                            select version from events.event
                            where source = :source and resource = wanted.resource collate "C"
                            order by version desc limit 1) latest
                        left join lateral (
                            select content_hash, message_id from events.shared_event
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
                                        row.getString(4))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * What the log has of a resource.
     *
     * @param number the highest version, whether it counts or not
     * @param contentHash as of {@link EventDraft#contentHash}, of the version that counts; null if
     *     all are withdrawn
     * @param messageId of the version that counts, if it has one
     */
    public record Version(long number, @Nullable Long contentHash, @Nullable String messageId) {

        /** Whether what counts is this content. */
        public boolean holds(EventDraft draft) {
            return contentHash != null && contentHash == draft.contentHash();
        }
    }
}
