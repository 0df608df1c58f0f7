package org.stammkunde.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/**
 * The floor that accepted events are compared with: the very rows the server has stored, read back
 * in the text form of {@code COPY}, and written by one connection into a table without any index,
 * one transaction per group as large as the server's were on average. No log of events in this
 * PostgreSQL can be faster with one writer.
 */
final class Floor {

    /** Rows read back and used again and again; about 50 MB. */
    private static final int ROWS = 100_000;

    private record Group(byte[] rows, int count) {}

    private final Connection connection;

    Floor(Connection connection) {
        this.connection = connection;
    }

    /** Rows per second, written for the given time; 0 where nothing is stored. */
    double rowsPerSecond(int groupSize, Duration duration) throws SQLException, IOException {
        List<Group> groups = groups(groupSize);
        if (groups.isEmpty()) {
            return 0;
        }
        execute("create schema if not exists bench");
        execute("create table bench.floor (like events.event)");
        try {
            return copy(groups, duration);
        } finally {
            execute("drop table bench.floor");
            execute("drop schema bench");
        }
    }

    private double copy(List<Group> groups, Duration duration) throws SQLException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        long rows = 0;
        for (int i = 0; System.nanoTime() - end < 0; i = (i + 1) % groups.size()) {
            Group group = groups.get(i);
            CopyIn copy = copyManager().copyIn("copy bench.floor from stdin");
            copy.writeToCopy(group.rows, 0, group.rows.length);
            copy.endCopy();
            rows += group.count;
        }
        return rows * 1e9 / (System.nanoTime() - start);
    }

    private List<Group> groups(int groupSize) throws SQLException, IOException {
        List<Group> groups = new ArrayList<>();
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        int count = 0;
        CopyOut copy = copyManager().copyOut(stored());
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            rows.write(row);
            if (++count == groupSize) {
                groups.add(new Group(rows.toByteArray(), count));
                rows.reset();
                count = 0;
            }
        }
        if (count > 0 && groups.isEmpty()) {
            groups.add(new Group(rows.toByteArray(), count));
        }
        return groups;
    }

    private static String stored() {
        return "copy (select * from events.event order by position limit %d) to stdout"
                .formatted(ROWS);
    }

    private CopyManager copyManager() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
