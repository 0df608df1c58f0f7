package org.stammkunde.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** What stands in the server's log of events, looked up in its database. */
final class Log {

    private final Connection connection;

    Log(Connection connection) {
        this.connection = connection;
    }

    /** Position of the newest event, 0 in an empty log. */
    long head() throws SQLException {
        return number("select coalesce(max(position), 0) from events.shared_event");
    }

    /** Position up to which the projections have read. */
    long projected() throws SQLException {
        return number("select position from events.shared_cursor");
    }

    /**
     * Events per transaction after one position up to another, rounded: the number of the
     * transaction that wrote a row stands in its system column {@code xmin}.
     */
    int groupSize(long after, long upTo) throws SQLException {
        String query =
                """
                select coalesce(round(count(*)::numeric / nullif(count(distinct xmin::text), 0)), 0)
                from events.event where position > ? and position <= ?
                """;
        return Math.toIntExact(number(query, after, upTo));
    }

    /** Mean bytes of a row of the log in the table itself, without its indexes; sampled. */
    long bytesPerEvent() throws SQLException {
        return number(
                """
                select coalesce(round(avg(pg_column_size(event.*))), 0)
                from (select * from events.event order by position desc limit 10000) as event
                """);
    }

    /** Hands the number of every stored message of the run to the comparison. */
    void readNumbers(String run, Acknowledged.Stored stored) throws SQLException {
        String query =
                """
                copy (select message_id from events.shared_event
                      where message_id >= 'bench-%1$s-' and message_id < 'bench-%1$s.') to stdout
                """
                        .formatted(run);
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(query);
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            stored.add(EventStream.number(new String(row, StandardCharsets.US_ASCII).strip()));
        }
    }

    private long number(String query, long... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
