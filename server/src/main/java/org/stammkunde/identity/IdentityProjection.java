package org.stammkunde.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.events.Change;
import org.stammkunde.events.EventBatch;
import org.stammkunde.events.Projection;

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
        Set<Long> newcomers = newcomersIn(batch);
        Map<Long, Long> decided = resolve(links.assertFrom(batch));
        add(newcomers, decided, batch);
        move(decided, newcomers, batch);
        batch.touchCustomers(customersOf(batch));
    }

    private Set<Long> newcomersIn(EventBatch batch) {
        Set<Long> newcomers = new LinkedHashSet<>();
        jdbc.sql(
                        """
                        select named.number
                        from (select subject as number from events.shared_event
                              where position > :after and position <= :upTo and subject is not null
                              union
                              select unnest(identifiers) from events.shared_event
                              where position > :after and position <= :upTo
                                and identifiers is not null) named
                        left join lateral (
                            select identifier from identity.member
                            where identifier = named.number
                            offset 0) known on true
                        where known.identifier is null
                        order by named.number
                        """)
                .param("after", batch.after())
                .param("upTo", batch.upTo())
                .query(row -> {
                    newcomers.add(row.getLong(1));
                });
        return newcomers;
    }

    /** The customers of all identifiers that are linked with these. */
    private Map<Long, Long> resolve(Set<Long> ends) {
        if (ends.isEmpty()) {
            return Map.of();
        }
        Links.Component component = links.around(ends);
        return Resolution.of(component.identifiers(), component.links());
    }

    /** An identifier is a customer of its own unless links say otherwise. */
    private void add(Set<Long> newcomers, Map<Long, Long> decided, EventBatch batch) {
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
        batch.note(Change.IDENTIFIERS, customers);
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

    private Set<Long> customersOf(EventBatch batch) {
        Set<Long> customers = new LinkedHashSet<>();
        jdbc.sql(
                        """
                        select distinct member.customer
                        from events.shared_event event
                        join identity.member member on member.identifier = event.subject
                        where event.position > :after and event.position <= :upTo
                        order by 1
                        """)
                .param("after", batch.after())
                .param("upTo", batch.upTo())
                .query(row -> {
                    customers.add(row.getLong(1));
                });
        return customers;
    }
}
