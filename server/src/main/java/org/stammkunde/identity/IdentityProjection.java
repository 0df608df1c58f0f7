package org.stammkunde.identity;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
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
        addNewcomers(batch);
        Set<Long> changed = links.assertFrom(batch);
        if (!changed.isEmpty()) {
            batch.regroupCustomers(resolve(links.around(changed)));
        }
        batch.touchCustomers(customersOf(batch));
    }

    /** Every identifier is a customer of its own until a link says otherwise. */
    private void addNewcomers(EventBatch batch) {
        jdbc.sql(
                        """
                        insert into identity.member (identifier, customer)
                        select named.number, named.number
                        from (select subject as number from events.shared_event
                              where position > :after and position <= :upTo and subject is not null
                              union
                              select unnest(identifiers) from events.shared_event
                              where position > :after and position <= :upTo
                                and identifiers is not null) named
                        where not exists (
                            select 1 from identity.member where identifier = named.number)
                        """)
                .param("after", batch.after())
                .param("upTo", batch.upTo())
                .update();
    }

    /** Writes what changes in the mapping; answers the customers that lost or won identifiers. */
    private Set<Long> resolve(Links.Component component) {
        Map<Long, Long> customers = Resolution.of(component.identifiers(), component.links());
        Set<Long> touched = new HashSet<>();
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
                .param("identifiers", customers.keySet().toArray(Long[]::new))
                .param("customers", customers.values().toArray(Long[]::new))
                .query(row -> {
                    touched.add(row.getLong(1));
                    touched.add(row.getLong(2));
                });
        return touched;
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
