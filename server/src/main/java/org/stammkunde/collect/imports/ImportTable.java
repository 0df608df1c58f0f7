package org.stammkunde.collect.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.collect.files.FileLook;
import org.stammkunde.collect.files.ImportResult;
import org.stammkunde.collect.files.ImportResult.Count;
import org.stammkunde.collect.files.Statement;
import org.stammkunde.collect.imports.FileImport.Counts;
import tools.jackson.databind.json.JsonMapper;

/** The table of imports. */
@Component
class ImportTable {

    /**
     * Any fixed number: whoever runs the command of an import holds the lock of this kind with the
     * import's number. Who is killed holds none.
     */
    static final int ALIVE = 0x496d7061;

    private static final String COLUMNS =
            """
            select id, file_name, file_bytes, source, entered_by, by_command, shown.state, mapping,
                   partial, created_at, started_at, ended_at, undone_at, undone_by, restored_at,
                   restored_by, rows, imported_rows, imported_orders, unchanged_rows,
                   unchanged_orders, rejected_rows, rejected_orders, values_left_out, notes, failure
            from collect.import stored
            cross join lateral (
                select case
                    when stored.state <> 'running' or not by_command or exists (
                        select from pg_locks
                        where locktype = 'advisory' and objsubid = 2 and granted
                          and classid = %d::oid and objid = stored.id::oid
                          and database = (select oid from pg_database
                                          where datname = current_database()))
                    then stored.state else 'interrupted' end as state) shown
            """
                    .formatted(ALIVE);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final InstantSource clock;

    ImportTable(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Adds an import and answers its number. */
    long add(String fileName, long bytes, String by, boolean byCommand, ImportState state) {
        return jdbc.sql(
                        """
                        insert into collect.import
                            (file_name, file_bytes, entered_by, by_command, state, created_at)
                        values (:name, :bytes, :by, :command, :state, :now) returning id
                        """)
                .param("name", fileName)
                .param("bytes", bytes)
                .param("by", by)
                .param("command", byCommand)
                .param("state", state.code())
                .param("now", now())
                .query(Long.class)
                .single();
    }

    Optional<FileImport> find(long id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query(ImportTable::read)
                .optional();
    }

    /** The newest imports before the given one. */
    List<FileImport> before(long id, int limit) {
        return jdbc.sql(COLUMNS + "where id < :id order by id desc limit :limit")
                .param("id", id)
                .param("limit", limit)
                .query(ImportTable::read)
                .list();
    }

    /** The oldest import that waits for the server to do something, or was left half done. */
    Optional<FileImport> toDo() {
        return jdbc.sql(
                        COLUMNS
                                + """
                                where shown.state in ('undoing', 'restoring')
                                   or (shown.state in ('rehearsing', 'waiting', 'running')
                                       and not by_command)
                                order by id limit 1
                                """)
                .query(ImportTable::read)
                .optional();
    }

    /**
     * Imports of the same file by a command that did not come to their end, the newest first: the
     * same command again goes on with one of them.
     */
    List<FileImport> unfinished(String fileName, long bytes, FileLook look) {
        return jdbc.sql(
                        COLUMNS
                                + """
                                where by_command and shown.state in ('interrupted', 'failed')
                                  and file_name = :name and file_bytes = :bytes
                                  and source = :source and mapping = :mapping
                                order by id desc limit 5
                                """)
                .param("name", fileName)
                .param("bytes", bytes)
                .param("source", look.source())
                .param("mapping", look.mapping())
                .query(ImportTable::read)
                .list();
    }

    /**
     * Later imports into the same source that found rows as they were and do not vouch for them, as
     * imports of former releases did not.
     */
    List<FileImport> leaningOn(FileImport earlier) {
        return jdbc.sql(
                        COLUMNS
                                + """
                                where id > :id and source = :source and shown.state = 'done'
                                  and unchanged_orders > 0
                                  and not exists (
                                      select from events.shared_voucher voucher
                                      where voucher.message_id = 'import/' || id)
                                order by id limit 5
                                """)
                .param("id", earlier.id())
                .param("source", earlier.source())
                .query(ImportTable::read)
                .list();
    }

    /** Moves an import on; false if it is not in the state it is thought to be in. */
    boolean move(long id, ImportState from, ImportState to) {
        return jdbc.sql("update collect.import set state = :to where id = :id and state = :from")
                        .param("id", id)
                        .param("from", from.code())
                        .param("to", to.code())
                        .update()
                == 1;
    }

    /** Keeps how a draft is to be read; what was found out by a rehearsal holds no more. */
    void choose(long id, @Nullable String mapping, boolean partial) {
        jdbc.sql(
                        """
                        update collect.import
                        set mapping = :mapping, partial = :partial, failure = null, rows = null
                        where id = :id and state = 'draft'
                        """)
                .param("id", id)
                .param("mapping", mapping)
                .param("partial", partial)
                .update();
    }

    /** Has an import run; false if it was undone meanwhile. */
    boolean begin(long id, FileLook look, boolean partial) {
        return jdbc.sql(
                                """
                                update collect.import
                                set state = 'running', source = :source, mapping = :mapping,
                                    partial = :partial, started_at = :now, ended_at = null,
                                    failure = null
                                where id = :id and state in ('waiting', 'running', 'failed')
                                """)
                        .param("id", id)
                        .param("source", look.source())
                        .param("mapping", look.mapping())
                        .param("partial", partial)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Notes what came of a run or rehearsal, unless the import was undone meanwhile. */
    void end(long id, ImportState state, ImportResult result) {
        jdbc.sql(
                        """
                        update collect.import
                        set state = :state, source = :source, ended_at = :now, rows = :rows,
                            imported_rows = :importedRows, imported_orders = :importedOrders,
                            unchanged_rows = :unchangedRows, unchanged_orders = :unchangedOrders,
                            rejected_rows = :rejectedRows, rejected_orders = :rejectedOrders,
                            values_left_out = :leftOut, notes = :notes::jsonb, failure = null
                        where id = :id and state in ('running', 'rehearsing')
                        """)
                .param("id", id)
                .param("state", state.code())
                .param("source", result.source())
                .param("now", state == ImportState.DONE ? now() : null)
                .param("rows", result.rows())
                .param("importedRows", result.imported().rows())
                .param("importedOrders", result.imported().orders())
                .param("unchangedRows", result.unchanged().rows())
                .param("unchangedOrders", result.unchanged().orders())
                .param("rejectedRows", result.rejected().rows())
                .param("rejectedOrders", result.rejected().orders())
                .param("leftOut", result.valuesLeftOut())
                .param("notes", JSON.writeValueAsString(result.notes()))
                .update();
    }

    void fail(long id, ImportState state, Statement why) {
        jdbc.sql(
                        """
                        update collect.import
                        set state = :state, failure = :why::jsonb, ended_at = :now
                        where id = :id and state in ('waiting', 'running', 'rehearsing')
                        """)
                .param("id", id)
                .param("state", state.code())
                .param("why", JSON.writeValueAsString(why))
                .param("now", state == ImportState.FAILED ? now() : null)
                .update();
    }

    void noteUndo(long id, ImportState from, String by) {
        jdbc.sql(
                        """
                        update collect.import
                        set state = 'undoing', undone_by = :by, undone_at = :now,
                            restored_by = null, restored_at = null
                        where id = :id and state = :from
                        """)
                .param("id", id)
                .param("from", from.stored())
                .param("by", by)
                .param("now", now())
                .update();
    }

    void noteRestore(long id, String by) {
        jdbc.sql(
                        """
                        update collect.import
                        set state = 'restoring', undone_by = null, undone_at = null,
                            restored_by = :by, restored_at = :now
                        where id = :id and state = 'undone'
                        """)
                .param("id", id)
                .param("by", by)
                .param("now", now())
                .update();
    }

    void remove(long id) {
        jdbc.sql("delete from collect.import where id = :id and state = 'draft'")
                .param("id", id)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static FileImport read(ResultSet row, int number) throws SQLException {
        String failure = row.getString("failure");
        return new FileImport(
                row.getLong("id"),
                row.getString("file_name"),
                row.getLong("file_bytes"),
                row.getString("source"),
                row.getString("entered_by"),
                row.getBoolean("by_command"),
                ImportState.ofCode(row.getString("state")),
                row.getString("mapping"),
                row.getBoolean("partial"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                instant(row, "undone_at"),
                row.getString("undone_by"),
                instant(row, "restored_at"),
                row.getString("restored_by"),
                counts(row),
                Arrays.asList(JSON.readValue(row.getString("notes"), Statement[].class)),
                failure == null
                        ? Optional.empty()
                        : Optional.of(JSON.readValue(failure, Statement.class)));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Optional<Counts> counts(ResultSet row) throws SQLException {
        if (row.getObject("rows") == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Counts(
                        row.getLong("rows"),
                        count(row, "imported"),
                        count(row, "unchanged"),
                        count(row, "rejected"),
                        row.getLong("values_left_out")));
    }

    private static Count count(ResultSet row, String of) throws SQLException {
        return new Count(row.getLong(of + "_rows"), row.getLong(of + "_orders"));
    }
}
