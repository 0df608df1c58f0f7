package org.stammkunde.customers;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.events.EventBatch;
import org.stammkunde.events.Projection;

/** Keeps what is known of each customer up to date: traits, times of activity, search words. */
@Component
@Order(30)
final class CustomersProjection implements Projection {

    private final JdbcClient jdbc;

    CustomersProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "customers";
    }

    @Override
    public List<String> tables() {
        return List.of(
                "customers.activity", "customers.trait", "customers.profile", "customers.search");
    }

    @Override
    public void apply(EventBatch batch) {
        countActivity(batch);
        takeTraits(batch);
        Long[] customers = batch.touchedCustomers();
        removeMerged(customers);
        describe(customers);
        makeFindable(customers);
    }

    private void countActivity(EventBatch batch) {
        jdbc.sql(
                        """
                        insert into customers.activity as activity
                            (subject, first_seen_at, last_seen_at, events)
                        select subject, min(occurred_at), max(occurred_at), count(*)
                        from events.shared_event
                        where position > :after and position <= :upTo and subject is not null
                        group by subject
                        on conflict (subject) do update set
                            first_seen_at = least(activity.first_seen_at, excluded.first_seen_at),
                            last_seen_at = greatest(activity.last_seen_at, excluded.last_seen_at),
                            events = activity.events + excluded.events
                        """)
                .param("after", batch.after())
                .param("upTo", batch.upTo())
                .update();
    }

    /** Of two values for a trait the later one counts, whichever arrived first. */
    private void takeTraits(EventBatch batch) {
        jdbc.sql(
                        """
                        insert into customers.trait as trait
                            (subject, name, value, occurred_at, source, key)
                        select distinct on (event.subject, value.name)
                               event.subject, value.name, value.value, event.occurred_at,
                               event.source, event.key
                        from events.shared_event event
                        join events.shared_personal personal on personal.key = event.key
                        cross join lateral jsonb_each(personal.personal) as value (name, value)
                        where event.position > :after and event.position <= :upTo
                          and event.subject is not null
                          and value.value <> 'null'::jsonb
                          and value.name not in ('ip', 'userAgent', 'userAgentData', 'token',
                                                 'advertisingId', 'recipient')
                        order by event.subject, value.name, event.occurred_at desc, event.key desc
                        on conflict (subject, name) do update set
                            value = excluded.value, occurred_at = excluded.occurred_at,
                            source = excluded.source, key = excluded.key
                            where (excluded.occurred_at, excluded.key)
                                > (trait.occurred_at, trait.key)
                        """)
                .param("after", batch.after())
                .param("upTo", batch.upTo())
                .update();
    }

    private void removeMerged(Long[] customers) {
        for (String table : List.of("customers.profile", "customers.search")) {
            jdbc.sql(
                            """
                            delete from %s gone where customer = any(:customers)
                            and not exists (select 1 from identity.shared_member member
                                            where member.customer = gone.customer)
                            """
                                    .formatted(table))
                    .param("customers", customers)
                    .update();
        }
    }

    private void describe(Long[] customers) {
        jdbc.sql(
                        """
                        insert into customers.profile as profile
                            (customer, name, email, phone, city, first_seen_at, last_seen_at, events)
                        select seen.customer,
                               coalesce(known.name,
                                   nullif(concat_ws(' ', known.first_name, known.last_name), ''),
                                   known.company),
                               coalesce(lower(known.email), address.email),
                               coalesce(address.phone, known.phone),
                               known.city, seen.first_seen_at, seen.last_seen_at, seen.events
                        from (select member.customer, min(first_seen_at) as first_seen_at,
                                     max(last_seen_at) as last_seen_at, sum(events) as events
                              from identity.shared_member member
                              join customers.activity activity
                                on activity.subject = member.identifier
                              where member.customer = any(:customers)
                              group by member.customer) seen
                        left join lateral (
                            select (%1$s 'name' or trait.name = 'fullName'))[1] as name,
                                   (%1$s 'firstName'))[1] as first_name,
                                   (%1$s 'lastName'))[1] as last_name,
                                   (%1$s 'company'))[1] as company,
                                   (%1$s 'email'))[1] as email,
                                   (%1$s 'phone'))[1] as phone,
                                   coalesce((%1$s 'city'))[1],
                                       (array_agg(trait.value ->> 'city'
                                           order by trait.occurred_at desc, trait.key desc)
                                           filter (where trait.name = 'address'))[1]) as city
                            from identity.shared_member member
                            join customers.trait trait on trait.subject = member.identifier
                            where member.customer = seen.customer
                              and trait.name in ('name', 'fullName', 'firstName', 'lastName',
                                                 'company', 'email', 'phone', 'city', 'address')
                        ) known on true
                        left join lateral (
                            select min(identifier.value) filter (where type = 3) as email,
                                   min(identifier.value) filter (where type = 4) as phone
                            from identity.shared_member member
                            join events.shared_identifier identifier
                              on identifier.number = member.identifier
                            where member.customer = seen.customer
                        ) address on true
                        on conflict (customer) do update set
                            name = excluded.name, email = excluded.email, phone = excluded.phone,
                            city = excluded.city, first_seen_at = excluded.first_seen_at,
                            last_seen_at = excluded.last_seen_at, events = excluded.events
                        """
                                .formatted(
                                        """
                                        array_agg(trait.value #>> '{}'
                                            order by trait.occurred_at desc, trait.key desc)
                                            filter (where trait.name =\
                                        """))
                .param("customers", customers)
                .update();
    }

    /** The words change seldom, so that most batches leave the index alone. */
    private void makeFindable(Long[] customers) {
        jdbc.sql(
                        """
                        insert into customers.search as search (customer, words)
                        select found.customer, found.words
                        from (select profile.customer,
                                     lower(concat_ws(' ', profile.name, profile.city,
                                         (select string_agg(identifier.value, ' '
                                                            order by type, identifier.value)
                                          from identity.shared_member member
                                          join events.shared_identifier identifier
                                            on identifier.number = member.identifier
                                          where member.customer = profile.customer
                                            and identifier.type < 5))) as words
                              from customers.profile profile
                              where profile.customer = any(:customers)) found
                        left join customers.search known on known.customer = found.customer
                        where known.words is distinct from found.words
                        on conflict (customer) do update set words = excluded.words
                        """)
                .param("customers", customers)
                .update();
    }
}
