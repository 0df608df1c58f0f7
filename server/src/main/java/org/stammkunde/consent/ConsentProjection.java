package org.stammkunde.consent;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.consent.ConsentFacts.Said;
import org.stammkunde.events.Change;
import org.stammkunde.events.EventBatch;
import org.stammkunde.events.EventType;
import org.stammkunde.events.Projection;
import org.stammkunde.events.Source;

/**
 * Keeps every statement about consent, by each identifier that its fact names. Statements are added
 * and never changed, so order does not matter; those of a row of a file are made anew from all its
 * versions.
 */
@Component
@Order(12)
final class ConsentProjection implements Projection {

    private final JdbcClient jdbc;

    ConsentProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "consent";
    }

    @Override
    public List<String> tables() {
        return List.of("consent.statement");
    }

    @Override
    public void apply(EventBatch batch) {
        List<Row> said = saidInEvents(batch);
        TreeSet<Long> identifiers = new TreeSet<>();
        Changed changed = changedRows(batch);
        if (changed.sources.length > 0) {
            identifiers.addAll(forget(changed));
            said.addAll(saidInRows(changed, batch));
        }
        said.forEach(row -> identifiers.add(row.identifier));
        if (!identifiers.isEmpty()) {
            add(said);
            batch.note(Change.CONSENT, customersOf(identifiers));
        }
    }

    /** Rows of files of which another version came, side by side. */
    private record Changed(Integer[] sources, String[] resources) {}

    /** A statement of one identifier. */
    private record Row(
            long identifier,
            Said said,
            OffsetDateTime saidAt,
            int source,
            UUID key,
            long subject,
            @Nullable String resource) {}

    private List<Row> saidInEvents(EventBatch batch) {
        List<Row> rows = new ArrayList<>();
        jdbc.sql(
                        """
                        select event.key, event.source, event.subject, event.identifiers,
                               event.occurred_at, null as resource, event.name,
                               coalesce(source.kind, 'api') as kind, event.payload
                        from events.shared_event event
                        left join events.shared_source source on source.id = event.source
                        where event.position > :after and event.position <= :upTo
                          and event.name = any (:names) and event.type = :track
                          and event.resource is null
                        """)
                .param("after", batch.after())
                .param("upTo", batch.upTo())
                .param("names", ConsentFacts.names())
                .param("track", EventType.TRACK.code())
                .query(row -> {
                    addRows(
                            rows,
                            row,
                            ConsentFacts.ofEvent(
                                    row.getString("name"),
                                    Source.Kind.valueOf(
                                            row.getString("kind").toUpperCase(Locale.ROOT)),
                                    row.getString("payload")));
                });
        return rows;
    }

    /** Rows that say something in any version: that need not be in this batch. */
    private Changed changedRows(EventBatch batch) {
        List<Integer> sources = new ArrayList<>();
        List<String> resources = new ArrayList<>();
        jdbc.sql(
                        """
                        select distinct event.source, event.resource
                        from events.shared_event event
                        where event.position > :after and event.position <= :upTo
                          and event.type = :identify and event.resource is not null
                          and (jsonb_exists(event.payload, 'consents') or exists (
                              select from consent.statement said
                              where said.source = event.source
                                and said.resource = event.resource))
                        """)
                .param("after", batch.after())
                .param("upTo", batch.upTo())
                .param("identify", EventType.IDENTIFY.code())
                .query(row -> {
                    sources.add(row.getInt("source"));
                    resources.add(row.getString("resource"));
                });
        return new Changed(sources.toArray(Integer[]::new), resources.toArray(String[]::new));
    }

    private List<Long> forget(Changed changed) {
        return jdbc.sql(
                        """
                        delete from consent.statement former
                        using unnest(:sources::integer[], :resources::text[])
                            as changed (source, resource)
                        where former.source = changed.source
                          and former.resource = changed.resource collate "C"
                        returning former.identifier
                        """)
                .param("sources", changed.sources)
                .param("resources", changed.resources)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /**
     * What the versions of rows say, from the first to the last: the first of those that say the
     * same counts, so that a new address makes no old consent new. A blank says nothing.
     */
    private List<Row> saidInRows(Changed changed, EventBatch batch) {
        List<Row> rows = new ArrayList<>();
        Map<String, List<Said>> before = new HashMap<>();
        jdbc.sql(
                        """
                        select version.*
                        from unnest(:sources::integer[], :resources::text[])
                            as changed (source, resource)
                        cross join lateral (
                            select key, source, subject, identifiers, occurred_at, resource,
                                   payload, version
                            from events.shared_event event
                            where event.source = changed.source
                              and event.resource = changed.resource collate "C"
                              and event.position <= :upTo
                            offset 0) version
                        order by version.source, version.resource, version.version
                        """)
                .param("sources", changed.sources)
                .param("resources", changed.resources)
                .param("upTo", batch.upTo())
                .query(row -> {
                    String person = row.getInt("source") + " " + row.getString("resource");
                    List<Said> last = before.computeIfAbsent(person, _ -> new ArrayList<>());
                    List<Said> said = new ArrayList<>(ConsentFacts.ofRow(row.getString("payload")));
                    said.removeAll(last);
                    said.forEach(each -> last.remove(new Said(each.purpose(), !each.given())));
                    last.addAll(said);
                    addRows(rows, row, said);
                });
        return rows;
    }

    private static void addRows(List<Row> rows, ResultSet row, List<Said> said)
            throws SQLException {
        for (long identifier : identifiers(row)) {
            for (Said each : said) {
                rows.add(
                        new Row(
                                identifier,
                                each,
                                row.getObject("occurred_at", OffsetDateTime.class),
                                row.getInt("source"),
                                row.getObject("key", UUID.class),
                                row.getLong("subject"),
                                row.getString("resource")));
            }
        }
    }

    private static Collection<Long> identifiers(ResultSet row) throws SQLException {
        TreeSet<Long> identifiers = new TreeSet<>();
        Long subject = row.getObject("subject", Long.class);
        Array others = row.getArray("identifiers");
        if (subject == null) {
            return identifiers;
        }
        identifiers.add(subject);
        if (others != null) {
            identifiers.addAll(List.of((Long[]) others.getArray()));
        }
        return identifiers;
    }

    private void add(List<Row> rows) {
        jdbc.sql(
                        """
                        insert into consent.statement
                            (identifier, purpose, given, said_at, source, key, subject, resource)
                        select * from unnest(
                            :identifiers::bigint[], :purposes::text[], :given::boolean[],
                            :saidAt::timestamptz[], :sources::integer[], :keys::uuid[],
                            :subjects::bigint[], :resources::text[])
                        on conflict do nothing
                        """)
                .param("identifiers", rows.stream().map(Row::identifier).toArray(Long[]::new))
                .param(
                        "purposes",
                        rows.stream().map(row -> row.said.purpose().code()).toArray(String[]::new))
                .param("given", rows.stream().map(row -> row.said.given()).toArray(Boolean[]::new))
                .param(
                        "saidAt",
                        rows.stream().map(row -> row.saidAt.toString()).toArray(String[]::new))
                .param("sources", rows.stream().map(Row::source).toArray(Integer[]::new))
                .param("keys", rows.stream().map(Row::key).toArray(UUID[]::new))
                .param("subjects", rows.stream().map(Row::subject).toArray(Long[]::new))
                .param("resources", rows.stream().map(Row::resource).toArray(String[]::new))
                .update();
    }

    private List<Long> customersOf(Collection<Long> identifiers) {
        return jdbc.sql(
                        """
                        select distinct customer from identity.shared_member
                        where identifier = any (:identifiers)
                        """)
                .param("identifiers", identifiers.toArray(Long[]::new))
                .query((row, _) -> row.getLong(1))
                .list();
    }
}
