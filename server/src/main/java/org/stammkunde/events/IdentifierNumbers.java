package org.stammkunde.events;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives each identifier its number. {@link #of} is to be used by the holder of the append lock
 * only: what is looked up and not there can then be inserted without a race.
 */
final class IdentifierNumbers {

    /** What most active customers need: browsers, accounts and addresses of half a million. */
    private static final int REMEMBERED_MAX = 1 << 21;

    private final RememberedNumbers remembered = new RememberedNumbers(REMEMBERED_MAX);

    /** The fact with the numbers that are remembered; for any thread. */
    Numbered number(EventDraft event) {
        return new Numbered(
                event, event.identifiers().stream().mapToLong(remembered::find).toArray());
    }

    /**
     * The numbers of all given identifiers. Those of identifiers that were not remembered become
     * known to later groups by {@link #keep}.
     */
    Map<Identifier, Long> of(Connection connection, Collection<Identifier> identifiers)
            throws SQLException {
        Map<Identifier, Long> numbers = new HashMap<>();
        List<Identifier> unknown = split(Set.copyOf(identifiers), numbers);
        if (!unknown.isEmpty()) {
            read(connection, SELECT, unknown, numbers);
            List<Identifier> fresh = unknown.stream().filter(i -> !numbers.containsKey(i)).toList();
            if (!fresh.isEmpty()) {
                read(connection, INSERT, fresh, numbers);
            }
        }
        return numbers;
    }

    /** Remembers numbers whose transaction has committed. */
    void keep(Map<Identifier, Long> numbers) {
        remembered.keep(numbers);
    }

    private List<Identifier> split(Set<Identifier> wanted, Map<Identifier, Long> numbers) {
        return wanted.stream()
                .filter(identifier -> {
                    long number = remembered.find(identifier);
                    if (number != RememberedNumbers.UNKNOWN) {
                        numbers.put(identifier, number);
                    }
                    return number == RememberedNumbers.UNKNOWN;
                })
                .sorted()
                .toList();
    }

    private static final String SELECT =
            """
            select identifier.number, identifier.type, identifier.namespace, identifier.value
            from unnest(?::smallint[], ?::text[], ?::text[]) as wanted (type, namespace, value)
            join events.identifier identifier
              on identifier.type = wanted.type
             and identifier.namespace = wanted.namespace collate "C"
             and identifier.value = wanted.value collate "C"
            """;

    private static final String INSERT =
            """
            insert into events.identifier (type, namespace, value)
            select type, namespace, value
            from unnest(?::smallint[], ?::text[], ?::text[]) as wanted (type, namespace, value)
            returning number, type, namespace, value
            """;

    private static void read(
            Connection connection,
            String sql,
            List<Identifier> identifiers,
            Map<Identifier, Long> numbers)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, types(connection, identifiers));
            statement.setArray(2, texts(connection, identifiers, true));
            statement.setArray(3, texts(connection, identifiers, false));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    numbers.put(
                            new Identifier(
                                    IdentifierType.ofCode(rows.getInt(2)),
                                    rows.getString(3),
                                    rows.getString(4)),
                            rows.getLong(1));
                }
            }
        }
    }

    private static Array types(Connection connection, List<Identifier> identifiers)
            throws SQLException {
        Object[] codes = identifiers.stream().map(i -> (short) i.type().code()).toArray();
        return connection.createArrayOf("smallint", codes);
    }

    private static Array texts(
            Connection connection, List<Identifier> identifiers, boolean namespaces)
            throws SQLException {
        Object[] texts =
                identifiers.stream().map(i -> namespaces ? i.namespace() : i.value()).toArray();
        return connection.createArrayOf("text", texts);
    }
}
