package org.stammkunde.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.events.Change;
import org.stammkunde.events.EventBatch;
import org.stammkunde.events.Projection;
import org.stammkunde.events.Span;
import org.stammkunde.identity.Links.Pair;

/** Keeps the mapping from identifiers to customers, and tells whose facts a batch holds. */
@Component
@Order(10)
final class IdentityProjection implements Projection {

    private final JdbcClient jdbc;
    private final Links links;

    IdentityProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.links = new Links(jdbc);
    }

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public List<String> tables() {
        return List.of("identity.link", "identity.member");
    }

    @Override
    public void apply(EventBatch batch) {
        Map<Long, Named> named = namedIn(batch);
        List<Pair> asserted = links.assertFrom(batch);
        Map<Long, Long> leaves = leaves(asserted, named);
        Map<Long, Long> decided = resolve(asserted, leaves.keySet());
        leaves.forEach(decided::putIfAbsent);
        Set<Long> newcomers =
                named.values().stream()
                        .filter(Named::isNewcomer)
                        .map(Named::identifier)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        add(newcomers, decided);
        noteNewcomers(newcomers, leaves.keySet(), decided, batch);
        move(decided, newcomers, batch);
        named.values().forEach(each -> each.noteIn(batch, decided));
    }

    /**
     * New identifiers that hang on nothing but one that is known, with the customer of that one.
     * Most are another browser of somebody known. Where a customer may have any number of their
     * kind, such a link is always taken and weighs on no other, so that what else the customer is
     * linked with need not be looked at: with an account that thousands share it would be much.
     */
    private Map<Long, Long> leaves(List<Pair> asserted, Map<Long, Named> named) {
        Map<Long, Long> hanging = new HashMap<>();
        asserted.forEach(pair ->
                customerOf(pair.stronger(), named)
                        .filter(customer ->
                                pair.weaker() > customer && isNewcomer(pair.weaker(), named))
                        .ifPresent(customer -> hanging.put(pair.weaker(), customer)));
        if (!hanging.isEmpty()) {
            Map<Long, Integer> ends = new HashMap<>();
            asserted.forEach(pair -> ends.merge(pair.stronger(), 1, Integer::sum));
            asserted.forEach(pair -> ends.merge(pair.weaker(), 1, Integer::sum));
            hanging.keySet().removeIf(each -> ends.getOrDefault(each, 0) > 1);
            hanging.keySet().retainAll(links.unlimited(Set.copyOf(hanging.keySet())));
        }
        return hanging;
    }

    private static Optional<Long> customerOf(long identifier, Map<Long, Named> named) {
        return Optional.ofNullable(named.get(identifier)).map(Named::customer);
    }

    private static boolean isNewcomer(long identifier, Map<Long, Named> named) {
        Named found = named.get(identifier);
        return found != null && found.isNewcomer();
    }

    /**
     * Each identifier that the facts of a batch name, with the customer it had before. Everything
     * that later projections ask about who did something in the batch comes from this one look-up,
     * which is a third cheaper in the order of the index than in any other.
     */
    private Map<Long, Named> namedIn(EventBatch batch) {
        return jdbc
                .sql(
                        """
                        select named.number, known.customer, named.first_at, named.last_at
                        from (select number, min(at) as first_at, max(at) as last_at
                              from (select subject as number, occurred_at as at
                                    from events.shared_event
                                    where position > :after and position <= :upTo
                                      and subject is not null
                                    union all
                                    select unnest(identifiers), null
                                    from events.shared_event
                                    where position > :after and position <= :upTo
                                      and identifiers is not null) mentioned
                              group by number
                              order by number
                              offset 0) named
                        left join lateral (
                            select customer from identity.member
                            where identifier = named.number
                            offset 0) known on true
                        """)
                .param("after", batch.after())
                .param("upTo", batch.upTo())
                .query(Named::of)
                .stream()
                .collect(
                        Collectors.toMap(
                                Named::identifier,
                                each -> each,
                                (one, _) -> one,
                                LinkedHashMap::new));
    }

    /** The customers of all identifiers that are linked with the ends of these, leaves apart. */
    private Map<Long, Long> resolve(List<Pair> asserted, Set<Long> leaves) {
        Set<Long> ends =
                asserted.stream()
                        .filter(pair -> !leaves.contains(pair.weaker()))
                        .flatMap(pair -> Stream.of(pair.stronger(), pair.weaker()))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        if (ends.isEmpty()) {
            return new HashMap<>();
        }
        Links.Component component = links.around(ends);
        return Resolution.of(component.identifiers(), component.links());
    }

    /** An identifier is a customer of its own unless links say otherwise. */
    private void add(Set<Long> newcomers, Map<Long, Long> decided) {
        List<Long> customers =
                newcomers.stream().map(each -> decided.getOrDefault(each, each)).toList();
        jdbc.sql(
                        """
                        insert into identity.member (identifier, customer)
                        select * from unnest(:identifiers::bigint[], :customers::bigint[])
                        """)
                .param("identifiers", newcomers.toArray(Long[]::new))
                .param("customers", customers.toArray(Long[]::new))
                .update();
    }

    /** Leaves tell apart: nobody needs to be described anew because of another browser. */
    private static void noteNewcomers(
            Set<Long> newcomers, Set<Long> leaves, Map<Long, Long> decided, EventBatch batch) {
        newcomers.forEach(each ->
                batch.note(
                        leaves.contains(each) ? Change.BROWSERS : Change.IDENTIFIERS,
                        List.of(decided.getOrDefault(each, each))));
    }

    /** Writes what changes in the mapping of identifiers that were known before. */
    private void move(Map<Long, Long> decided, Set<Long> newcomers, EventBatch batch) {
        Map<Long, Long> known = new HashMap<>(decided);
        known.keySet().removeAll(newcomers);
        if (known.isEmpty()) {
            return;
        }
        Set<Long> regrouped = new HashSet<>();
        jdbc.sql(
                        """
                        with decided as (
                            select identifier, customer
                            from unnest(:identifiers::bigint[], :customers::bigint[])
                                as decided (identifier, customer)),
                        changed as (
                            select decided.identifier, decided.customer, member.customer as former
                            from decided
                            join identity.member member on member.identifier = decided.identifier
                            where member.customer <> decided.customer)
                        update identity.member member
                        set customer = changed.customer
                        from changed
                        where member.identifier = changed.identifier
                        returning changed.former, changed.customer
                        """)
                .param("identifiers", known.keySet().toArray(Long[]::new))
                .param("customers", known.values().toArray(Long[]::new))
                .query(row -> {
                    regrouped.add(row.getLong(1));
                    regrouped.add(row.getLong(2));
                });
        batch.regroupCustomers(regrouped);
        batch.note(Change.IDENTIFIERS, regrouped);
    }

    /**
     * An identifier that facts of a batch name.
     *
     * @param customer to whom it belonged before the batch, null when it was not known
     * @param span of the facts that belong to it, null when others' facts only mention it
     */
    private record Named(long identifier, @Nullable Long customer, @Nullable Span span) {

        static Named of(ResultSet row, int number) throws SQLException {
            OffsetDateTime first = row.getObject(3, OffsetDateTime.class);
            return new Named(
                    row.getLong(1),
                    row.getObject(2, Long.class),
                    first == null
                            ? null
                            : new Span(
                                    first.toInstant(),
                                    row.getObject(4, OffsetDateTime.class).toInstant()));
        }

        boolean isNewcomer() {
            return customer == null;
        }

        void noteIn(EventBatch batch, Map<Long, Long> decided) {
            if (span != null) {
                long before = customer == null ? identifier : customer;
                batch.see(decided.getOrDefault(identifier, before), span);
            }
        }
    }
}
