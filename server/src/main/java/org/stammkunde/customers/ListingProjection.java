package org.stammkunde.customers;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.events.Change;
import org.stammkunde.events.EventBatch;
import org.stammkunde.events.Projection;

/**
 * Keeps what the list of customers is filtered and ordered by up to date. Has work to do only where
 * traits, orders or the customers themselves changed.
 */
@Component
@Order(31)
final class ListingProjection implements Projection {

    private final JdbcClient jdbc;

    ListingProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "customer-list";
    }

    @Override
    public List<String> tables() {
        return List.of("customers.listing");
    }

    @Override
    public void apply(EventBatch batch) {
        Set<Long> changed = new LinkedHashSet<>(batch.customersWith(Change.IDENTIFIERS));
        changed.addAll(batch.customersWith(Change.TRAITS));
        changed.addAll(batch.customersWith(Change.ORDERS));
        removeGone(batch.regroupedCustomers());
        if (!changed.isEmpty()) {
            list(changed.toArray(Long[]::new));
        }
    }

    /** Only who lost identifiers can have ceased to be. */
    private void removeGone(Long[] customers) {
        jdbc.sql(
                        """
                        delete from customers.listing gone where customer = any(:customers)
                        and not exists (
                            select from customers.profile where customer = gone.customer)
                        """)
                .param("customers", customers)
                .update();
    }

    private void list(Long[] customers) {
        jdbc.sql(
                        """
                        insert into customers.listing as listing
                            (customer, name, city, sources, channels)
                        select described.*
                        from unnest(:customers::bigint[]) as wanted (customer)
                        cross join lateral (
                            select profile.customer,
                                   nullif(btrim(left(profile.name, 200)), '') as name,
                                   nullif(btrim(left(profile.city, 200)), '') as city,
                                   coalesce(known.sources, '{}') as sources,
                                   coalesce(known.channels, '{}') as channels
                            from customers.profile
                            cross join lateral (
                                select array_agg(distinct found.source order by found.source)
                                           as sources,
                                       array_agg(distinct found.channel order by found.channel)
                                           filter (where found.channel is not null) as channels
                                from identity.shared_member member
                                cross join lateral (
                                    select placed.source, placed.channel
                                    from orders.shared_order placed
                                    where placed.subject = member.identifier
                                    union all
                                    select trait.source, null
                                    from customers.trait
                                    where trait.subject = member.identifier
                                    offset 0) found
                                where member.customer = wanted.customer) known
                            where profile.customer = wanted.customer
                            offset 0) described
                        left join lateral (
                            select name, city, sources, channels
                            from customers.listing
                            where customer = wanted.customer
                            offset 0) listed on true
                        where (listed.name, listed.city, listed.sources, listed.channels)
                              is distinct from (described.name, described.city,
                                                described.sources, described.channels)
                        on conflict (customer) do update set
                            name = excluded.name, city = excluded.city,
                            sources = excluded.sources, channels = excluded.channels
                        """)
                .param("customers", customers)
                .update();
    }
}
