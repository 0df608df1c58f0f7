package org.stammkunde.segments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.segments.SegmentDefinition.Kind;

/** The versions of all segments; none is ever changed or removed. */
final class Definitions {

    /** The segment that is always there; its threshold is a rule of the score. */
    private static final SegmentDefinition LOYAL =
            new SegmentDefinition(
                    Segment.LOYAL.key(),
                    0,
                    Segment.LOYAL.title(Locale.GERMAN),
                    "",
                    Kind.LIVE,
                    new Condition.Loyal(),
                    "Stammkunde",
                    "",
                    Instant.EPOCH);

    private final JdbcClient jdbc;

    Definitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest version of each segment that is not removed, by title. */
    List<SegmentDefinition> current() {
        List<SegmentDefinition> all = new ArrayList<>(List.of(LOYAL));
        jdbc.sql(
                        """
                        select * from (
                            select distinct on (segment) *
                            from segments.definition order by segment, version desc) newest
                        where kind <> 'removed'
                        order by lower(title), segment
                        """)
                .query(row -> {
                    all.add(definition(row));
                });
        return all;
    }

    /** All versions of a segment, newest first. */
    List<SegmentDefinition> history(String segment) {
        List<SegmentDefinition> versions =
                new ArrayList<>(
                        jdbc.sql(
                                        """
                                        select * from segments.definition
                                        where segment = :segment order by version desc
                                        """)
                                .param("segment", segment)
                                .query((row, number) -> definition(row))
                                .list());
        if (segment.equals(LOYAL.key())) {
            versions.add(LOYAL);
        }
        return versions;
    }

    /** Lets others read, and makes whoever wants to change a segment wait for this transaction. */
    void lock() {
        jdbc.sql("lock table segments.definition in share row exclusive mode").update();
    }

    /** How many versions there are of all segments: changes exactly when one is added. */
    long count() {
        return jdbc.sql("select count(*) from segments.definition").query(Long.class).single();
    }

    void add(SegmentDefinition definition) {
        jdbc.sql(
                        """
                        insert into segments.definition (segment, version, title, description,
                            kind, condition, author, reason, created_at)
                        values (:segment, :version, :title, :description, :kind,
                                cast(:condition as jsonb), :author, :reason, :createdAt)
                        """)
                .param("segment", definition.key())
                .param("version", definition.version())
                .param("title", definition.title())
                .param("description", definition.description())
                .param("kind", definition.kind().code())
                .param("condition", ConditionJson.write(definition.condition()))
                .param("author", definition.author())
                .param("reason", definition.reason())
                .param("createdAt", definition.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static SegmentDefinition definition(ResultSet row) throws SQLException {
        return new SegmentDefinition(
                row.getString("segment"),
                row.getInt("version"),
                row.getString("title"),
                row.getString("description"),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                ConditionJson.read(row.getString("condition")),
                row.getString("author"),
                row.getString("reason"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
