package org.stammkunde.collect.imports;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Mappings that people kept for the next file of the same kind. */
@Component
class SavedMappings {

    static final int NAME_CHARACTERS_MAX = 60;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    SavedMappings(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<String> names() {
        return jdbc.sql("select name from collect.mapping order by lower(name), name")
                .query((row, number) -> row.getString("name"))
                .list();
    }

    Optional<String> content(String name) {
        return jdbc.sql("select content from collect.mapping where name = :name")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    /** Keeps a mapping; one of the same name is replaced. */
    void save(String name, String content, String by) {
        jdbc.sql(
                        """
                        insert into collect.mapping (name, content, saved_by, saved_at)
                        values (:name, :content, :by, :now)
                        on conflict (name) do update
                            set content = excluded.content, saved_by = excluded.saved_by,
                                saved_at = excluded.saved_at
                        """)
                .param("name", name)
                .param("content", content)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(String name) {
        jdbc.sql("delete from collect.mapping where name = :name").param("name", name).update();
    }
}
