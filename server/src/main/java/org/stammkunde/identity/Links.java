package org.stammkunde.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stammkunde.events.EventBatch;
import org.stammkunde.events.Identifier;
import org.stammkunde.events.IdentifierType;

/** The links between identifiers, as a table and as a graph. */
final class Links {

    /**
     * An identifier named together with more stronger ones than this is shared by many people (the
     * shop's own address, a till's browser) and joins nobody. It also bounds what one look-up of a
     * neighbourhood reads.
     */
    static final int SHARED_BY_MAX = 100;

    /** Of a customer with more identifiers than this, not all are explained. */
    private static final int EXPLAINED_MAX = 1_000;

    private final JdbcClient jdbc;

    Links(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes in what the facts of a batch assert; answers the links that are new or earlier. Most
     * facts repeat a known link, and one that is only looked up is not locked and written.
     */
    List<Pair> assertFrom(EventBatch batch) {
        return jdbc.sql(
                        """
                        insert into identity.link as link (stronger, weaker, first_at, first_key)
                        select named.stronger, named.weaker, named.at, named.key
                        from (select distinct on (event.subject, other.number)
                                     event.subject as stronger, other.number as weaker,
                                     event.occurred_at as at, event.key
                              from events.shared_event event
                              cross join lateral unnest(event.identifiers) as other (number)
                              where event.position > :after and event.position <= :upTo
                                and event.identifiers is not null
                              order by event.subject, other.number, event.occurred_at, event.key
                        ) named
                        left join lateral (
                            select first_at, first_key
                            from identity.link
                            where stronger = named.stronger and weaker = named.weaker
                            offset 0) known on true
                        where known.first_at is null
                           or (named.at, named.key) < (known.first_at, known.first_key)
                        on conflict (stronger, weaker) do update
                            set first_at = excluded.first_at, first_key = excluded.first_key
                            where (excluded.first_at, excluded.first_key)
                                < (link.first_at, link.first_key)
                        returning stronger, weaker
                        """)
                .param("after", batch.after())
                .param("upTo", batch.upTo())
                .query((row, _) -> new Pair(row.getLong(1), row.getLong(2)))
                .list();
    }

    /** Which of these identifiers are of a kind of which a customer may have any number. */
    Set<Long> unlimited(Collection<Long> numbers) {
        if (numbers.isEmpty()) {
            return Set.of();
        }
        return identifiers(numbers).entrySet().stream()
                .filter(each -> Resolution.isUnlimited(each.getValue().type()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * Everything that is linked, over any number of steps, with one of the given identifiers or
     * with one that shares its customer now. The given ones need no customer yet.
     */
    Component around(Set<Long> changed) {
        Set<Link> links = new HashSet<>();
        Set<Long> shared = new HashSet<>();
        Set<Long> frontier = companions(changed);
        frontier.addAll(changed);
        Set<Long> seen = new HashSet<>(frontier);
        while (!frontier.isEmpty()) {
            List<Link> found = touching(frontier);
            shared.addAll(sharedAmong(found));
            links.addAll(found);
            frontier = next(found, seen, shared);
            seen.addAll(frontier);
        }
        links.removeIf(link -> shared.contains(link.weaker()));
        return new Component(identifiers(seen), links);
    }

    /** The identifiers of one customer, and the usable links between them. */
    Component within(long customer) {
        Set<Long> members = new HashSet<>();
        jdbc.sql("select identifier from identity.member where customer = :customer limit :max")
                .param("customer", customer)
                .param("max", EXPLAINED_MAX)
                .query(row -> {
                    members.add(row.getLong(1));
                });
        Long[] numbers = members.toArray(Long[]::new);
        Set<Link> links =
                new HashSet<>(
                        jdbc.sql(
                                        """
                                        select stronger, weaker, first_at, first_key
                                        from identity.link link
                                        where stronger = any(:members) and weaker = any(:members)
                                          and (select count(*)
                                               from (select from identity.link other
                                                     where other.weaker = link.weaker
                                                     limit :sharedByMax + 1) named)
                                              <= :sharedByMax
                                        """)
                                .param("members", numbers)
                                .param("sharedByMax", SHARED_BY_MAX)
                                .query(Links::link)
                                .list());
        return new Component(identifiers(members), links);
    }

    private static Set<Long> sharedAmong(List<Link> found) {
        return found.stream()
                .collect(Collectors.groupingBy(Link::weaker, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > SHARED_BY_MAX)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** A shared identifier is a dead end. */
    private static Set<Long> next(List<Link> found, Set<Long> seen, Set<Long> shared) {
        return found.stream()
                .filter(link -> !shared.contains(link.weaker()))
                .flatMap(link -> Stream.of(link.stronger(), link.weaker()))
                .filter(end -> !seen.contains(end))
                .collect(Collectors.toSet());
    }

    private Set<Long> companions(Set<Long> identifiers) {
        Set<Long> companions = new HashSet<>();
        jdbc.sql(
                        """
                        select identifier from identity.member where customer in (
                            select customer from identity.member
                            where identifier = any(:identifiers))
                        """)
                .param("identifiers", identifiers.toArray(Long[]::new))
                .query(row -> {
                    companions.add(row.getLong(1));
                });
        return companions;
    }

    private List<Link> touching(Set<Long> identifiers) {
        return jdbc.sql(
                        """
                        select link.stronger, link.weaker, link.first_at, link.first_key
                        from unnest(:identifiers::bigint[]) as end_point (number)
                        cross join lateral (
                            select * from identity.link
                            where link.weaker = end_point.number
                            limit :sharedByMax + 1) link
                        union
                        select link.stronger, link.weaker, link.first_at, link.first_key
                        from identity.link link
                        where link.stronger = any(:identifiers)
                        """)
                .param("identifiers", identifiers.toArray(Long[]::new))
                .param("sharedByMax", SHARED_BY_MAX)
                .query(Links::link)
                .list();
    }

    private Map<Long, Identifier> identifiers(Collection<Long> numbers) {
        Map<Long, Identifier> identifiers = new HashMap<>();
        jdbc.sql(
                        """
                        select number, type, namespace, value from events.shared_identifier
                        where number = any(:numbers)
                        """)
                .param("numbers", numbers.toArray(Long[]::new))
                .query(row -> {
                    identifiers.put(
                            row.getLong(1),
                            new Identifier(
                                    IdentifierType.ofCode(row.getInt(2)),
                                    row.getString(3),
                                    row.getString(4)));
                });
        return identifiers;
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        return new Link(
                row.getLong(1),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getObject(4, UUID.class));
    }

    /** The numbers of two identifiers that are linked. */
    record Pair(long stronger, long weaker) {}

    /** Identifiers, by number, and the usable links between them. */
    record Component(Map<Long, Identifier> identifiers, Set<Link> links) {}
}
