package org.stammkunde.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps readers of many tables and whoever empties tables apart. A {@code truncate} is seen by
 * transactions that began before it: they would find the tables empty and all others as they were.
 */
public final class Emptying {

    /** As good as any number that nobody else uses. */
    private static final long LOCK = 0x53_74_61_6d_6d_65_6d_70L;

    private Emptying() {}

    /**
     * From now on nobody empties tables until the connection is closed or {@link #allow} is called.
     * To be called before the snapshot is taken; waits for an emptying that is going on.
     */
    public static void prevent(Connection reader) throws SQLException {
        execute(reader, "select pg_advisory_lock_shared(%d)");
    }

    /** Gives free what {@link #prevent} took. */
    public static void allow(Connection reader) throws SQLException {
        execute(reader, "select pg_advisory_unlock_shared(%d)");
    }

    /** Waits until no reader is at work and keeps new ones out until the transaction ends. */
    public static void begin(JdbcClient jdbc) {
        jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query(row -> {});
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.formatted(LOCK));
        }
    }
}
