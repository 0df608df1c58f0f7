package org.stammkunde.customers;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
        Set<Long> described = new LinkedHashSet<>(customersOf(takeTraits(batch)));
        described.addAll(List.of(batch.regroupedCustomers()));
        removeMerged(batch.regroupedCustomers());
        described.addAll(seen(batch.touchedCustomers()));
        if (!described.isEmpty()) {
            Long[] customers = described.toArray(Long[]::new);
            describe(customers);
            makeFindable(customers);
        }
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

    /**
     * Of two values for a trait the later one counts, whichever arrived first; answers the
     * identifiers whose traits changed.
     */
    private Set<Long> takeTraits(EventBatch batch) {
        Set<Long> subjects = new LinkedHashSet<>();
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
                        returning subject
                        """)
                .param("after", batch.after())
                .param("upTo", batch.upTo())
                .query(row -> {
                    subjects.add(row.getLong(1));
                });
        return subjects;
    }

    private Set<Long> customersOf(Set<Long> subjects) {
        Set<Long> customers = new LinkedHashSet<>();
        if (!subjects.isEmpty()) {
            jdbc.sql(
                            """
                            select distinct customer from identity.shared_member
                            where identifier = any(:subjects) order by customer
                            """)
                    .param("subjects", subjects.toArray(Long[]::new))
                    .query(row -> {
                        customers.add(row.getLong(1));
                    });
        }
        return customers;
    }

    /** Notes when customers were seen; answers those that were never seen before. */
    private Set<Long> seen(Long[] customers) {
        Set<Long> newcomers = new LinkedHashSet<>();
        jdbc.sql(
                        """
                        insert into customers.profile as profile
                            (customer, first_seen_at, last_seen_at, events)
                        select member.customer, min(activity.first_seen_at),
                               max(activity.last_seen_at), sum(activity.events)
                        from identity.shared_member member
                        join customers.activity activity on activity.subject = member.identifier
                        where member.customer = any(:customers)
                        group by member.customer
                        on conflict (customer) do update set
                            first_seen_at = excluded.first_seen_at,
                            last_seen_at = excluded.last_seen_at,
                            events = excluded.events
                        returning customer, xmax = 0
                        """)
                .param("customers", customers)
                .query(row -> {
                    if (row.getBoolean(2)) {
                        newcomers.add(row.getLong(1));
                    }
                });
        return newcomers;
    }

    /** Customers whose facts all belong to others now are none any more. */
    private void removeMerged(Long[] customers) {
        for (String table : List.of("customers.profile", "customers.search")) {
            jdbc.sql(
                            """
                            delete from %s gone where customer = any(:customers)
                            and not exists (
                                select 1 from identity.shared_member member
                                join customers.activity activity
                                  on activity.subject = member.identifier
                                where member.customer = gone.customer)
                            """
                                    .formatted(table))
                    .param("customers", customers)
                    .update();
        }
    }

    /** Joins what the customers' identifiers know: of each trait the latest value. */
    private void describe(Long[] customers) {
        jdbc.sql(
                        """
                        with trait as (
                            select distinct on (member.customer, trait.name)
                                   member.customer, trait.name, trait.value
                            from identity.shared_member member
                            join customers.trait trait on trait.subject = member.identifier
                            where member.customer = any(:customers)
                              and trait.name in ('name', 'fullName', 'firstName', 'lastName',
                                                 'company', 'email', 'phone', 'city', 'address')
                            order by member.customer, trait.name,
                                     trait.occurred_at desc, trait.key desc),
                        known as (
                            select customer,
                                   jsonb_object_agg(name, value) as traits
                            from trait group by customer),
                        reached as (
                            select member.customer,
                                   min(identifier.value) filter (where type = 3) as email,
                                   min(identifier.value) filter (where type = 4) as phone
                            from identity.shared_member member
                            join events.shared_identifier identifier
                              on identifier.number = member.identifier
                            where member.customer = any(:customers)
                            group by member.customer),
                        described as (
                            select reached.customer,
                                   coalesce(traits ->> 'name', traits ->> 'fullName',
                                       nullif(concat_ws(' ', traits ->> 'firstName',
                                                             traits ->> 'lastName'), ''),
                                       traits ->> 'company') as name,
                                   coalesce(lower(traits ->> 'email'), reached.email) as email,
                                   coalesce(reached.phone, traits ->> 'phone') as phone,
                                   coalesce(traits ->> 'city',
                                            traits -> 'address' ->> 'city') as city
                            from reached left join known using (customer))
                        update customers.profile profile
                        set name = described.name, email = described.email,
                            phone = described.phone, city = described.city
                        from described
                        where profile.customer = described.customer
                          and (profile.name, profile.email, profile.phone, profile.city)
                              is distinct from
                              (described.name, described.email, described.phone, described.city)
                        """)
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
