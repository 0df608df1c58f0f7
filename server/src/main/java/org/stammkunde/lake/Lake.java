package org.stammkunde.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the lake and tells at which fact it stands. Thread-safe: of all that want to write, in any
 * process, one does.
 */
@Component
public final class Lake {

    /** How long a file that was replaced can still be read by whoever has an older manifest. */
    static final Duration GRACE = Duration.ofHours(1);

    /** The number of the advisory lock, as good as any that nobody else uses. */
    static final long LOCK = 0x7374616d6d6c6bL;

    private final DataSource database;
    private final LakeFolder folder;
    private final LakeTable table;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final String memory;
    private volatile boolean running;

    Lake(
            DataSource database,
            InstantSource clock,
            @Value("${stammkunde.lake.folder:${stammkunde.data:data}/lake}") Path folder,
            @Value("${stammkunde.lake.memory:256MB}") String memory) {
        this.database = database;
        this.folder = new LakeFolder(folder);
        this.table = new LakeTable(JdbcClient.create(database));
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        // what is listed must not be taken back with whatever the caller is about
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.memory = memory;
    }

    /** At which fact the lake stands, and what it holds. */
    public LakeState state() {
        List<LakeFile> files =
                table.current().stream().filter(file -> folder.holds(file.path())).toList();
        return table.state(folder.root().toString(), running, files);
    }

    /** Whether a run of this process is at work. */
    boolean isRunning() {
        return running;
    }

    /**
     * Brings the lake to the newest fact that the projections hold, in the caller's thread.
     *
     * @throws LakeFailed when the folder or the database does not allow it; the next run goes on
     */
    public LakeOutcome write() {
        long started = System.nanoTime();
        try (Connection lock = database.getConnection()) {
            if (!locked(lock, "select pg_try_advisory_lock(" + LOCK + ")")) {
                return new LakeOutcome.Busy();
            }
            running = true;
            try {
                return writeLocked(started);
            } finally {
                running = false;
                locked(lock, "select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException | IOException | RuntimeException failed) {
            throw new LakeFailed(
                    "the lake in %s could not be written: %s"
                            .formatted(folder.root(), failed.getMessage()),
                    failed);
        }
    }

    private static boolean locked(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    private LakeOutcome writeLocked(long started) throws SQLException, IOException {
        // before anything is read, so that nobody changes it any more
        Turn turn = Turn.take(table, transaction);
        try (Snapshot snapshot = new Snapshot(database)) {
            long upTo = snapshot.projected();
            if (upTo < table.position()) {
                return new LakeOutcome.Rebuilding();
            }
            turn.change(() -> {
                folder.prepare(turn.run());
                folder.removeAllBut(new HashSet<>(table.paths()));
            });
            try (Parquet parquet = new Parquet(folder.aside(turn.run()), memory)) {
                Instant now = clock.instant();
                LakeRun run = new LakeRun(folder, table, turn, snapshot, parquet, now);
                run.write(upTo);
                turn.change(() -> publish(now));
                return new LakeOutcome.Written(
                        run.facts(), run.files(), (System.nanoTime() - started) / 1_000_000);
            }
        }
    }

    private void publish(Instant now) {
        table.noteEnd(now);
        removeReplaced(now);
        List<LakeFile> files = table.current();
        folder.publish(files, manifest(files));
    }

    private void removeReplaced(Instant now) {
        for (String path : table.replacedBefore(now.minus(GRACE))) {
            folder.delete(path);
            table.forget(path);
        }
    }

    private byte[] manifest(List<LakeFile> files) {
        LakeState state = table.state(folder.root().toString(), false, files);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", 1);
        manifest.put("position", state.position());
        manifest.put("receivedAt", Objects.toString(state.receivedAt(), null));
        manifest.put("writtenAt", Objects.toString(state.writtenAt(), null));
        manifest.put("files", files.stream().map(Lake::described).toList());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
    }

    private static Map<String, Object> described(LakeFile file) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("dataset", file.dataset().id());
        described.put(file.dataset().key(), file.slice());
        described.put("path", file.path());
        described.put("rows", file.rows());
        described.put("bytes", file.bytes());
        described.put("sha256", file.sha256());
        return described;
    }
}
