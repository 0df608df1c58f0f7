package org.stammkunde.events;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.stammkunde.database.CopyRows;

/**
 * Writes a group of facts in one transaction.
 *
 * <p>Duplicates are rare, and looking every key up costs a third of the throughput. So a group is
 * first copied straight into the log; only when the unique key refuses it is the group written
 * again with a look-up, and the following groups too, because a sender that repeats itself usually
 * goes on doing so. Used by one thread.
 */
final class GroupWriter {

    /** Any fixed number: whoever appends holds this lock, so that positions commit in order. */
    static final long APPEND_LOCK = 0x5374616d6d6b756eL;

    /** How many groups are written with a look-up after one that met a duplicate. */
    private static final int CAUTIOUS_GROUPS = 50;

    private static final long[] NO_OTHERS = {};

    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource database;
    private final IdentifierNumbers numbers = new IdentifierNumbers();
    private final CopyRows rows = new CopyRows();
    private final CopyRows personalRows = new CopyRows();
    private int cautiousGroups;

    GroupWriter(DataSource database) {
        this.database = database;
    }

    /** Whether the failure came from a database that was away and may come back. */
    static boolean isOutage(SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        return failed instanceof SQLTransientException
                || failed instanceof SQLNonTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("57P");
    }

    /** Whether the database found a value that it cannot hold (class 22) or index (class 54). */
    static boolean isRefusal(SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        return state.startsWith("22") || state.startsWith("54");
    }

    /** Prepares a caller's facts for writing; for any thread. */
    List<Numbered> prepare(List<EventDraft> events) {
        return events.stream().map(numbers::number).toList();
    }

    /** Stores the facts of several callers; the outcomes are in the callers' order. */
    List<Appended> write(List<List<Numbered>> callers) throws SQLException {
        Group group = new Group(callers);
        if (cautiousGroups == 0) {
            try {
                commit(group, false);
                return group.outcomes();
            } catch (SQLException failed) {
                if (!UNIQUE_VIOLATION.equals(failed.getSQLState())) {
                    throw failed;
                }
                cautiousGroups = CAUTIOUS_GROUPS;
            }
        }
        cautiousGroups--;
        commit(group, true);
        return group.outcomes();
    }

    private void commit(Group group, boolean lookUp) throws SQLException {
        Map<Identifier, Long> found;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lock(connection);
                group.restart(lookUp ? stored(connection, group.keys()) : Map.of());
                found = numbers.of(connection, group.unknownIdentifiers());
                copy(connection, group.fresh(), found);
                keepConflicts(connection, group.conflicting());
                connection.commit();
            } catch (SQLException | RuntimeException failed) {
                rollBack(connection, failed);
                throw failed;
            }
        }
        numbers.keep(found);
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            cause.addSuppressed(alsoFailed);
        }
    }

    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + APPEND_LOCK + ")");
        }
    }

    private static Map<UUID, Long> stored(Connection connection, List<UUID> keys)
            throws SQLException {
        Map<UUID, Long> hashes = new HashMap<>();
        String sql = "select key, content_hash from events.event where key = any(?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", keys.toArray()));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    hashes.put(found.getObject(1, UUID.class), found.getLong(2));
                }
            }
        }
        return hashes;
    }

    private void copy(Connection connection, List<Numbered> facts, Map<Identifier, Long> found)
            throws SQLException {
        rows.clear();
        personalRows.clear();
        facts.forEach(fact -> addRows(fact.event(), fact.numbers(found)));
        rows.copyInto(
                connection,
                """
                events.event (key, source, type, name, subject, identifiers, occurred_at,
                    received_at, resource, version, content_hash, message_id, payload, is_personal)\
                """);
        personalRows.copyInto(connection, "events.personal (key, subject, personal)");
    }

    private void addRows(EventDraft event, long[] identifiers) {
        Long subject = identifiers.length == 0 ? null : identifiers[0];
        rows.row(14);
        rows.uuid(event.key());
        rows.integer(event.source());
        rows.smallint(event.type().code());
        rows.text(event.name());
        rows.bigint(subject);
        rows.bigints(others(identifiers));
        rows.instant(event.occurredAt());
        rows.instant(event.receivedAt());
        rows.text(event.resource());
        rows.bigint(event.version());
        rows.bigint(event.contentHash());
        rows.text(event.messageId());
        rows.json(event.payload());
        rows.bool(event.personal() != null);
        if (event.personal() != null) {
            personalRows.row(3);
            personalRows.uuid(event.key());
            personalRows.bigint(subject);
            personalRows.json(event.personal());
        }
    }

    private static long[] others(long[] identifiers) {
        return identifiers.length < 2
                ? NO_OTHERS
                : Arrays.copyOfRange(identifiers, 1, identifiers.length);
    }

    private static void keepConflicts(Connection connection, List<EventDraft> events)
            throws SQLException {
        String sql =
                """
                insert into events.conflict (key, content_hash, received_at, payload)
                values (?, ?, ?, ?::jsonb) on conflict do nothing
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (EventDraft event : events) {
                statement.setObject(1, event.key());
                statement.setLong(2, event.contentHash());
                statement.setObject(3, event.receivedAt().atOffset(ZoneOffset.UTC));
                statement.setString(4, event.payload());
                statement.executeUpdate();
            }
        }
    }

    /** The facts of one transaction and what becomes of each. */
    private static final class Group {

        private final List<List<Numbered>> callers;
        private final List<Numbered> fresh = new ArrayList<>();
        private final List<EventDraft> conflicting = new ArrayList<>();
        private List<Appended> outcomes = List.of();

        Group(List<List<Numbered>> callers) {
            this.callers = callers;
        }

        /** Sorts the facts into new, repeated and contradicting ones. */
        void restart(Map<UUID, Long> stored) {
            Map<UUID, Long> known = new HashMap<>(stored);
            List<Appended> counted = new ArrayList<>();
            fresh.clear();
            conflicting.clear();
            for (List<Numbered> caller : callers) {
                int before = fresh.size();
                int conflictingBefore = conflicting.size();
                caller.forEach(fact -> sort(fact, known));
                int storedNow = fresh.size() - before;
                int conflicts = conflicting.size() - conflictingBefore;
                counted.add(
                        new Appended(storedNow, caller.size() - storedNow - conflicts, conflicts));
            }
            outcomes = counted;
        }

        private void sort(Numbered fact, Map<UUID, Long> known) {
            EventDraft event = fact.event();
            Long hash = known.putIfAbsent(event.key(), event.contentHash());
            if (hash == null) {
                fresh.add(fact);
            } else if (hash != event.contentHash()) {
                conflicting.add(event);
            }
        }

        List<UUID> keys() {
            return callers.stream().flatMap(List::stream).map(fact -> fact.event().key()).toList();
        }

        List<Identifier> unknownIdentifiers() {
            return fresh.stream().flatMap(fact -> fact.unknown().stream()).toList();
        }

        List<Numbered> fresh() {
            return fresh;
        }

        List<EventDraft> conflicting() {
            return conflicting;
        }

        List<Appended> outcomes() {
            return outcomes;
        }
    }
}
