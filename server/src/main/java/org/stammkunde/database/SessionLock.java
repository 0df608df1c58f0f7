package org.stammkunde.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * An advisory lock that belongs to a database session of its own and ends with it: whether the
 * process, the machine or the database went down, nobody has to tidy up. Not thread-safe.
 */
public final class SessionLock implements AutoCloseable {

    private static final int VALID_SECONDS = 5;

    private final DataSource database;
    private final int kind;
    private final int number;
    private @Nullable Connection session;

    /**
     * A lock that is not held yet.
     *
     * @param kind what it is about, the first half of its key
     * @param number which of these, the second half
     */
    public SessionLock(DataSource database, int kind, int number) {
        this.database = database;
        this.kind = kind;
        this.number = number;
    }

    /**
     * Takes the lock, also again if the session that held it broke.
     *
     * @return whether it is held now; false while another session has it
     */
    public boolean hold() {
        if (isHeld()) {
            return true;
        }
        close();
        Connection fresh = DataSourceUtils.getConnection(database);
        if (isTaken(fresh)) {
            session = fresh;
            return true;
        }
        DataSourceUtils.releaseConnection(fresh, database);
        return false;
    }

    private boolean isHeld() {
        try {
            Connection open = session;
            return open != null && open.isValid(VALID_SECONDS);
        } catch (SQLException broken) {
            return false;
        }
    }

    private boolean isTaken(Connection fresh) {
        try {
            return call(fresh, "select pg_try_advisory_lock(?, ?)");
        } catch (SQLException failed) {
            DataSourceUtils.releaseConnection(fresh, database);
            throw new IllegalStateException("a lock could not be taken", failed);
        }
    }

    private boolean call(Connection open, String sql) throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(sql)) {
            statement.setInt(1, kind);
            statement.setInt(2, number);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Lets it go; a broken session has done so already. */
    @Override
    public void close() {
        Connection open = session;
        session = null;
        if (open != null) {
            try {
                call(open, "select pg_advisory_unlock(?, ?)");
            } catch (SQLException broken) {
                // the database gives the lock free when the session ends
            } finally {
                DataSourceUtils.releaseConnection(open, database);
            }
        }
    }
}
