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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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
    private static final long APPEND_LOCK = 0x5374616d6d6b756eL;

    /** How many groups are written with a look-up after one that met a duplicate. */
    private static final int CAUTIOUS_GROUPS = 50;

    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource database;
    private final IdentifierNumbers numbers = new IdentifierNumbers();
    private final CopyRows rows = new CopyRows();
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

    /** Whether the database found a value that it cannot hold (class 22, data exceptions). */
    static boolean isRefusal(SQLException failed) {
        return String.valueOf(failed.getSQLState()).startsWith("22");
    }

    /** Stores the facts of several callers; the outcomes are in the callers' order. */
    List<Appended> write(List<List<EventDraft>> callers) throws SQLException {
        Group group = Group.of(callers);
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
        Map<Identifier, Long> numbered;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lock(connection);
                group.restart(lookUp ? stored(connection, group.keys()) : Map.of());
                numbered = numbers.of(connection, group.identifiers());
                copyEvents(connection, group.fresh(), numbered);
                copyPersonal(connection, group.fresh(), numbered);
                keepConflicts(connection, group.conflicting());
                connection.commit();
            } catch (SQLException | RuntimeException failed) {
                rollBack(connection, failed);
                throw failed;
            }
        }
        numbers.keep(numbered);
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

    private void copyEvents(
            Connection connection, List<EventDraft> events, Map<Identifier, Long> numbered)
            throws SQLException {
        rows.clear();
        events.forEach(event -> addEvent(event, numbered));
        rows.copyInto(
                connection,
                """
                events.event (key, source, type, name, subject, identifiers, occurred_at,
                    received_at, resource, version, content_hash, message_id, payload)\
                """);
    }

    private void addEvent(EventDraft event, Map<Identifier, Long> numbered) {
        rows.row(13);
        rows.uuid(event.key());
        rows.integer(event.source());
        rows.smallint(event.type().code());
        rows.text(event.name());
        rows.bigint(subject(event, numbered));
        rows.bigints(others(event, numbered));
        rows.instant(event.occurredAt());
        rows.instant(event.receivedAt());
        rows.text(event.resource());
        rows.bigint(event.version());
        rows.bigint(event.contentHash());
        rows.text(event.messageId());
        rows.json(event.payload());
    }

    private void copyPersonal(
            Connection connection, List<EventDraft> events, Map<Identifier, Long> numbered)
            throws SQLException {
        rows.clear();
        for (EventDraft event : events) {
            if (event.personal() != null) {
                rows.row(3);
                rows.uuid(event.key());
                rows.bigint(subject(event, numbered));
                rows.json(event.personal());
            }
        }
        rows.copyInto(connection, "events.personal (key, subject, personal)");
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

    private static @Nullable Long subject(EventDraft event, Map<Identifier, Long> numbered) {
        return event.identifiers().isEmpty() ? null : numbered.get(event.identifiers().getFirst());
    }

    private static long[] others(EventDraft event, Map<Identifier, Long> numbered) {
        return event.identifiers().stream().skip(1).mapToLong(numbered::get).toArray();
    }

    /** The facts of one transaction and what becomes of each. */
    private static final class Group {

        private final List<List<EventDraft>> callers;
        private List<EventDraft> fresh = List.of();
        private List<EventDraft> conflicting = List.of();
        private List<Appended> outcomes = List.of();

        private Group(List<List<EventDraft>> callers) {
            this.callers = callers;
        }

        static Group of(List<List<EventDraft>> callers) {
            return new Group(callers);
        }

        /** Sorts the facts into new, repeated and contradicting ones. */
        void restart(Map<UUID, Long> stored) {
            Map<UUID, Long> known = new HashMap<>(stored);
            Map<UUID, EventDraft> added = new LinkedHashMap<>();
            List<EventDraft> contradicting = new ArrayList<>();
            List<Appended> counted = new ArrayList<>();
            for (List<EventDraft> caller : callers) {
                int before = added.size();
                int contradictedBefore = contradicting.size();
                for (EventDraft event : caller) {
                    sort(event, known, added, contradicting);
                }
                int storedNow = added.size() - before;
                int conflicts = contradicting.size() - contradictedBefore;
                counted.add(
                        new Appended(storedNow, caller.size() - storedNow - conflicts, conflicts));
            }
            fresh = List.copyOf(added.values());
            conflicting = contradicting;
            outcomes = counted;
        }

        private static void sort(
                EventDraft event,
                Map<UUID, Long> known,
                Map<UUID, EventDraft> added,
                List<EventDraft> contradicting) {
            Long hash = known.get(event.key());
            if (hash == null) {
                known.put(event.key(), event.contentHash());
                added.put(event.key(), event);
            } else if (hash != event.contentHash()) {
                contradicting.add(event);
            }
        }

        List<UUID> keys() {
            return callers.stream().flatMap(List::stream).map(EventDraft::key).toList();
        }

        List<Identifier> identifiers() {
            return fresh.stream().flatMap(event -> event.identifiers().stream()).toList();
        }

        List<EventDraft> fresh() {
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
