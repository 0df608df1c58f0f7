package org.stammkunde.lake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is listed: the files, how far the log was read, and whose facts are left out. */
final class LakeTable {

    private final JdbcClient jdbc;

    LakeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long position() {
        return jdbc.sql("select position from lake.standing").query(Long.class).single();
    }

    void moveTo(long position) {
        jdbc.sql(
                        """
                        update lake.standing
                        set position = :position,
                            received_at = (select received_at from events.shared_message
                                           where position <= :position
                                           order by position desc limit 1)
                        """)
                .param("position", position)
                .update();
    }

    /** From now on this run may change the list, and none that began before it. */
    void begin(UUID run) {
        jdbc.sql("update lake.standing set run = :run").param("run", run).update();
    }

    /**
     * Lets no other run begin before the transaction ends.
     *
     * @throws IllegalStateException when one has begun already
     */
    void hold(UUID run) {
        boolean newest =
                jdbc.sql("select run is not distinct from :run from lake.standing for update")
                        .param("run", run)
                        .query(Boolean.class)
                        .single();
        if (!newest) {
            throw new IllegalStateException(
                    "another run has begun to write the lake since run %s did, which lost its lock"
                            .formatted(run));
        }
    }

    void noteEnd(Instant now) {
        jdbc.sql("update lake.standing set written_at = :now").param("now", at(now)).update();
    }

    /** The files that count, facts by position. */
    List<LakeFile> current() {
        return jdbc.sql(
                        """
                        select dataset, slice, path, first_position, last_position, digest, rows,
                               bytes, sha256
                        from lake.file
                        where replaced_at is null
                        order by dataset, slice, first_position
                        """)
                .query((row, _) -> file(row))
                .list();
    }

    private static LakeFile file(ResultSet row) throws SQLException {
        return new LakeFile(
                Dataset.valueOf(row.getString("dataset").toUpperCase(Locale.ROOT)),
                row.getString("slice"),
                row.getString("path"),
                row.getObject("first_position", Long.class),
                row.getObject("last_position", Long.class),
                row.getBigDecimal("digest"),
                row.getLong("rows"),
                row.getLong("bytes"),
                row.getString("sha256"));
    }

    void add(LakeFile file, Instant now) {
        jdbc.sql(
                        """
                        insert into lake.file (dataset, slice, path, first_position, last_position,
                                               digest, rows, bytes, sha256, written_at)
                        values (:dataset, :slice, :path, :first, :last, :digest, :rows, :bytes,
                                :sha256, :now)
                        """)
                .param("dataset", file.dataset().id())
                .param("slice", file.slice())
                .param("path", file.path())
                .param("first", file.firstPosition())
                .param("last", file.lastPosition())
                .param("digest", file.digest())
                .param("rows", file.rows())
                .param("bytes", file.bytes())
                .param("sha256", file.sha256())
                .param("now", at(now))
                .update();
    }

    void replace(LakeFile file, Instant now) {
        jdbc.sql("update lake.file set replaced_at = :now where path = :path")
                .param("now", at(now))
                .param("path", file.path())
                .update();
    }

    /** Paths of all files that may be on the disk. */
    List<String> paths() {
        return jdbc.sql("select path from lake.file").query((row, _) -> row.getString(1)).list();
    }

    /** Files that were replaced before that moment. */
    List<String> replacedBefore(Instant moment) {
        return jdbc.sql("select path from lake.file where replaced_at < :moment")
                .param("moment", at(moment))
                .query((row, _) -> row.getString(1))
                .list();
    }

    void forget(String path) {
        jdbc.sql("delete from lake.file where path = :path").param("path", path).update();
    }

    /** From now on the files leave out what is named here, and nothing else. */
    void leaveOut(List<Message> withdrawn) {
        jdbc.sql("delete from lake.withdrawn").update();
        jdbc.sql(
                        """
                        insert into lake.withdrawn (source, message_id)
                        select * from unnest(:sources::integer[], :ids::text[])
                        """)
                .param("sources", withdrawn.stream().map(Message::source).toArray(Integer[]::new))
                .param("ids", withdrawn.stream().map(Message::id).toArray(String[]::new))
                .update();
    }

    /** The files know that no fact stands at these positions any more. */
    void noteSetAside(List<Snapshot.SetAside> facts) {
        jdbc.sql("insert into lake.set_aside select * from unnest(:positions::bigint[])")
                .param(
                        "positions",
                        facts.stream().map(Snapshot.SetAside::position).toArray(Long[]::new))
                .update();
    }

    List<Message> leftOut() {
        return jdbc.sql("select source, message_id from lake.withdrawn")
                .query((row, _) -> new Message(row.getInt(1), row.getString(2)))
                .list();
    }

    /**
     * The state with these files; a list without any file, as after an import of all, is no lake.
     */
    LakeState state(String folder, boolean running, List<LakeFile> files) {
        List<LakeState.Content> contents =
                Stream.of(Dataset.values()).map(dataset -> content(dataset, files)).toList();
        return jdbc.sql(
                        """
                        select standing.position, standing.received_at, standing.written_at,
                               (select count(*) from events.shared_event later
                                where later.position > standing.position) as waiting
                        from (select case when :here then position else 0 end as position,
                                     case when :here then received_at end as received_at,
                                     case when :here then written_at end as written_at
                              from lake.standing) standing
                        """)
                .param("here", !files.isEmpty() || position() == 0)
                .query((row, _) ->
                        new LakeState(
                                row.getLong("position"),
                                instant(row, "received_at"),
                                instant(row, "written_at"),
                                row.getLong("waiting"),
                                running,
                                folder,
                                contents))
                .single();
    }

    private static LakeState.Content content(Dataset dataset, List<LakeFile> files) {
        List<LakeFile> its = files.stream().filter(file -> file.dataset() == dataset).toList();
        return new LakeState.Content(
                dataset.id(),
                its.stream().mapToLong(LakeFile::rows).sum(),
                its.size(),
                its.stream().mapToLong(LakeFile::bytes).sum());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime found = row.getObject(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** A message by its source. */
    record Message(int source, String id) {}
}
