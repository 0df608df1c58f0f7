package org.stammkunde.events;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
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
     * The highest version of each of the given resources that the log has; absent where it has
     * none.
     */
    public Map<String, Version> current(Source source, Collection<String> resources) {
        return jdbc
                .sql(
                        """
                        select distinct on (event.resource)
                               event.resource, event.version, event.content_hash
                        from unnest(:resources::text[]) as wanted (resource)
                        join events.event event
                          on event.source = :source
                         and event.resource = wanted.resource collate "C"
                        order by event.resource, event.version desc
                        """)
                .param("resources", resources.toArray(String[]::new))
                .param("source", source.id())
                .query((row, number) ->
                        Map.entry(row.getString(1), new Version(row.getLong(2), row.getLong(3))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * A version of a resource.
     *
     * @param number the highest counts
     * @param contentHash as of {@link EventDraft#contentHash}
     */
    public record Version(long number, long contentHash) {}
}
