package org.stammkunde.lake;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.stammkunde.database.Emptying;
import org.stammkunde.lake.LakeTable.Message;

/** The database as it was when the run began, read by one transaction. Not thread-safe. */
final class Snapshot implements AutoCloseable {

    /** Where the facts of a day stand in the log. */
    record Day(LocalDate day, long first, long last) {}

    /** A position that a fact was set aside from, and the day on which the fact arrived. */
    record SetAside(long position, LocalDate day) {}

    private final Connection connection;

    Snapshot(DataSource database) throws SQLException {
        connection = database.getConnection();
        Emptying.prevent(connection);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
    }

    Connection connection() {
        return connection;
    }

    /** The last fact that the projections hold. */
    long projected() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select position from events.shared_cursor")) {
            row.next();
            return row.getLong(1);
        }
    }

    List<Message> withdrawn() throws SQLException {
        List<Message> messages = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select source, message_id from events.shared_withdrawn")) {
            while (row.next()) {
                messages.add(new Message(row.getInt(1), row.getString(2)));
            }
        }
        return messages;
    }

    /** What was set aside since the files were written, also if it was tried again by now. */
    List<SetAside> freshlySetAside() throws SQLException {
        List<SetAside> fresh = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select fact.position, (fact.received_at at time zone 'UTC')::date
                                from events.shared_set_aside fact
                                where not exists (
                                    select from lake.set_aside known
                                    where known.position = fact.position)
                                """)) {
            while (row.next()) {
                fresh.add(new SetAside(row.getLong(1), row.getObject(2, LocalDate.class)));
            }
        }
        return fresh;
    }

    /** The days on which facts arrived that these messages said, up to a position. */
    Set<LocalDate> daysOf(Set<Message> messages, long upTo) throws SQLException {
        List<LocalDate> days = new ArrayList<>();
        try (var statement =
                connection.prepareStatement(
                        """
                        with sought as (
                            select source, id from unnest(?::integer[], ?::text[]) as it (source, id)
                        ), days as (
                            select message.received_at, message.position
                            from events.shared_message message
                            join sought
                              on message.source = sought.source
                                 and message.message_id = sought.id
                            union all
                            select message.received_at, message.position
                            from events.shared_voucher voucher
                            join sought
                              on voucher.source = sought.source
                                 and voucher.message_id = sought.id
                            join events.shared_message message
                              on message.source = voucher.source
                                 and message.position between lower(voucher.positions)
                                                          and upper(voucher.positions) - 1)
                        select distinct (received_at at time zone 'UTC')::date
                        from days
                        where position <= ?
                        """)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "integer", messages.stream().map(Message::source).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf("text", messages.stream().map(Message::id).toArray()));
            statement.setLong(3, upTo);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    days.add(row.getObject(1, LocalDate.class));
                }
            }
        }
        return Set.copyOf(days);
    }

    /** Where the facts of these days stand, as far as a position. */
    List<Day> bounds(Set<LocalDate> days, long upTo) throws SQLException {
        List<Day> bounds = new ArrayList<>();
        try (var statement =
                connection.prepareStatement(
                        """
                        select (received_at at time zone 'UTC')::date as day, min(position),
                               max(position)
                        from events.shared_message
                        where position <= ? and (received_at at time zone 'UTC')::date = any(?::date[])
                        group by day
                        order by day
                        """)) {
            statement.setLong(1, upTo);
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", days.stream().map(LocalDate::toString).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    bounds.add(
                            new Day(
                                    row.getObject(1, LocalDate.class),
                                    row.getLong(2),
                                    row.getLong(3)));
                }
            }
        }
        return bounds;
    }

    /** A digest of the rows of every slice; equal digests mean equal rows. */
    SequencedMap<String, BigDecimal> digests(Dataset dataset) throws SQLException {
        SequencedMap<String, BigDecimal> digests = new LinkedHashMap<>();
        String query =
                """
                select rows.slice::text,
                       sum(hashtextextended(rows::text, 1)::numeric * 1000003 + 1) as digest
                from (%s) rows
                group by rows.slice
                order by rows.slice
                """
                        .formatted(dataset.query());
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                digests.put(row.getString(1), row.getBigDecimal(2));
            }
        }
        return digests;
    }

    /** The query of some slices. */
    static String slices(Dataset dataset, Set<String> slices) {
        String names =
                slices.stream().map(name -> "'" + name + "'").collect(Collectors.joining(","));
        return "select * from (%s) rows where rows.slice::text in (%s)"
                .formatted(dataset.query(), names);
    }

    /** The query of the facts with positions in (after, upTo]. */
    static String facts(long after, long upTo) {
        return "%s where event.position > %d and event.position <= %d"
                .formatted(Dataset.EVENTS.query(), after, upTo);
    }

    /** As the other, of one day of arrival only. */
    static String facts(long after, long upTo, LocalDate day) {
        return "%s and (event.received_at at time zone 'UTC')::date = date '%s'"
                .formatted(facts(after, upTo), day);
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
            Emptying.allow(connection);
        }
    }
}
