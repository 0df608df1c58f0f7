package org.stammkunde.customers;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stammkunde.events.Change;
import org.stammkunde.events.EventBatch;
import org.stammkunde.events.Projection;
import org.stammkunde.events.Span;
import org.stammkunde.merchant.MerchantSettings;

/** Keeps what is known of each customer up to date: traits, days of activity, search words. */
@Component
@Order(30)
final class CustomersProjection implements Projection {

    /**
     * Joins what the customers' identifiers know, of each trait the latest value, and the words by
     * which they are found. Both change seldom, so that most batches leave the indexes alone.
     */
    private static final String DESCRIBE =
            """
            with wanted as (
                select profile.customer
                from unnest(:customers::bigint[]) as wanted (customer)
                cross join lateral (
                    select customer from customers.profile
                    where customer = wanted.customer
                    offset 0) profile),
            member as (
                select wanted.customer, member.identifier
                from wanted
                cross join lateral (
                    select identifier from identity.shared_member
                    where customer = wanted.customer
                    offset 0) member),
            reached as (
                select member.customer,
                       min(identifier.value) filter (where type = 3) as email,
                       min(identifier.value) filter (where type = 4) as phone,
                       string_agg(identifier.value, ' '
                                  order by type, identifier.value) as identifiers
                from member
                cross join lateral (
                    select type, value from events.shared_identifier
                    where number = member.identifier and type < 5
                    offset 0) identifier
                group by member.customer),
            trait as (
                select distinct on (member.customer, trait.name)
                       member.customer, trait.name, trait.value
                from member
                cross join lateral (
                    select name, value, occurred_at, version, key from customers.trait
                    where subject = member.identifier
                      and name in ('name', 'fullName', 'firstName', 'lastName',
                                   'company', 'email', 'phone', 'city', 'address')
                    offset 0) trait
                order by member.customer, trait.name,
                         trait.occurred_at desc, trait.version desc, trait.key desc),
            known as (
                select customer, jsonb_object_agg(name, value) as traits
                from trait group by customer),
            named as (
                select wanted.customer, reached.identifiers,
                       coalesce(traits ->> 'name', traits ->> 'fullName',
                           nullif(concat_ws(' ', traits ->> 'firstName',
                                                 traits ->> 'lastName'), ''),
                           traits ->> 'company') as name,
                       coalesce(lower(traits ->> 'email'), reached.email) as email,
                       coalesce(reached.phone, traits ->> 'phone') as phone,
                       coalesce(traits ->> 'city',
                                traits -> 'address' ->> 'city') as city
                from wanted
                left join reached using (customer)
                left join known using (customer)),
            described as (
                select named.*,
                       lower(concat_ws(' ', name, city, identifiers)) as words
                from named),
            profiled as (
                update customers.profile profile
                set name = described.name, email = described.email,
                    phone = described.phone, city = described.city
                from described
                where profile.customer = described.customer
                  and (profile.name, profile.email, profile.phone, profile.city)
                      is distinct from (described.name, described.email,
                                        described.phone, described.city)),
            unfindable as (
                delete from customers.search search
                using described
                where search.customer = described.customer and described.words = '')
            insert into customers.search as search (customer, words)
            select described.customer, described.words
            from described
            left join lateral (
                select words from customers.search
                where customer = described.customer
                offset 0) known on true
            where described.words <> ''
              and known.words is distinct from described.words
            on conflict (customer) do update set words = excluded.words
            """;

    private final JdbcClient jdbc;

    private final MerchantSettings merchant;

    CustomersProjection(JdbcClient jdbc, MerchantSettings merchant) {
        this.jdbc = jdbc;
        this.merchant = merchant;
    }

    @Override
    public String name() {
        return "customers";
    }

    @Override
    public List<String> tables() {
        return List.of("customers.trait", "customers.profile", "customers.search");
    }

    @Override
    public void apply(EventBatch batch) {
        batch.note(Change.TRAITS, customersOf(takeTraits(batch)));
        batch.note(Change.IDENTIFIERS, see(batch));
        Long[] regrouped = batch.regroupedCustomers();
        if (regrouped.length > 0) {
            removeMerged(regrouped);
            seeAnew(regrouped);
        }
        Set<Long> described = new LinkedHashSet<>(batch.customersWith(Change.TRAITS));
        described.addAll(batch.customersWith(Change.IDENTIFIERS));
        if (!described.isEmpty()) {
            describe(described.toArray(Long[]::new));
        }
    }

    /**
     * Of two values for a trait the later one counts, whichever arrived first. Answers the
     * identifiers of which another value or source is known now: a shop that tells the same at
     * every sign-in moves only the time. Only the projector writes traits, so that a row found in
     * the statement is written in its place.
     */
    private Set<Long> takeTraits(EventBatch batch) {
        Set<Long> subjects = new LinkedHashSet<>();
        jdbc.sql(
                        """
                        with told as (
                            select distinct on (event.subject, value.name)
                                   event.subject, value.name, value.value, event.occurred_at,
                                   event.source, event.key, coalesce(event.version, 0) as version
                            from events.shared_event event
                            cross join lateral (
                                select personal from events.shared_personal
                                where key = event.key
                                offset 0) personal
                            cross join lateral jsonb_each(personal.personal)
                                as value (name, value)
                            where event.position > :after and event.position <= :upTo
                              and event.is_personal
                              and event.subject is not null
                              and value.value <> 'null'::jsonb
                              and value.name not in ('ip', 'userAgent', 'userAgentData',
                                                     'token', 'advertisingId', 'recipient',
                                                     'consentProof')
                            order by event.subject, value.name,
                                     event.occurred_at desc, event.version desc nulls last,
                                     event.key desc),
                        change as (
                            select told.*, known.place,
                                   (known.value, known.source)
                                       is distinct from (told.value, told.source) as is_other
                            from told
                            left join lateral (
                                select ctid as place, value, source, occurred_at, version, key
                                from customers.trait
                                where subject = told.subject and name = told.name
                                offset 0) known on true
                            where known.place is null
                               or (told.occurred_at, told.version, told.key)
                                    > (known.occurred_at, known.version, known.key)),
                        moved as (
                            update customers.trait trait
                            set value = change.value, occurred_at = change.occurred_at,
                                source = change.source, key = change.key,
                                version = change.version
                            from change
                            where trait.ctid = change.place),
                        added as (
                            insert into customers.trait
                                (subject, name, value, occurred_at, source, key, version)
                            select subject, name, value, occurred_at, source, key, version
                            from change
                            where place is null)
                        select distinct subject from change where is_other
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
                            select distinct member.customer
                            from unnest(:subjects::bigint[]) as wanted (subject)
                            cross join lateral (
                                select customer from identity.shared_member
                                where identifier = wanted.subject
                                offset 0) member
                            order by customer
                            """)
                    .param("subjects", subjects.toArray(Long[]::new))
                    .query(row -> {
                        customers.add(row.getLong(1));
                    });
        }
        return customers;
    }

    /**
     * Notes when customers were seen; answers those that never were before, also when another's
     * fact named them earlier. Rows that stay as they are are not touched: even a conflict without
     * an update would lock and write them.
     */
    private Set<Long> see(EventBatch batch) {
        Set<Long> newcomers = new LinkedHashSet<>();
        Map<Long, Span> seen = batch.seen();
        jdbc.sql(
                        """
                        insert into customers.profile as profile
                            (customer, first_seen_at, last_seen_on)
                        select seen.customer, seen.first_at, seen.last_on
                        from (select customer, first_at, (last_at at time zone :zone)::date
                                         as last_on
                              from unnest(:customers::bigint[], :firsts::timestamptz[],
                                          :lasts::timestamptz[])
                                       as each (customer, first_at, last_at)) seen
                        left join lateral (
                            select customer, first_seen_at, last_seen_on from customers.profile
                            where customer = seen.customer
                            offset 0) known on true
                        where known.customer is null
                           or seen.first_at < known.first_seen_at
                           or seen.last_on > known.last_seen_on
                        on conflict (customer) do update set
                            first_seen_at = least(profile.first_seen_at, excluded.first_seen_at),
                            last_seen_on = greatest(profile.last_seen_on, excluded.last_seen_on)
                        returning customer, xmax = 0
                        """)
                .param("customers", seen.keySet().toArray(Long[]::new))
                .param("firsts", instants(seen, Span::first))
                .param("lasts", instants(seen, Span::last))
                .param("zone", zone())
                .query(row -> {
                    if (row.getBoolean(2)) {
                        newcomers.add(row.getLong(1));
                    }
                });
        return newcomers;
    }

    private static String[] instants(Map<Long, Span> seen, Function<Span, Instant> which) {
        return seen.values().stream().map(which).map(Instant::toString).toArray(String[]::new);
    }

    /** Reads from the log when customers were seen whose identifiers changed. */
    private void seeAnew(Long[] customers) {
        jdbc.sql(
                        """
                        insert into customers.profile as profile
                            (customer, first_seen_at, last_seen_on)
                        select wanted.customer, min(span.first_at),
                               (max(span.last_at) at time zone :zone)::date
                        from unnest(:customers::bigint[]) as wanted (customer)
                        cross join lateral (
                            select identifier from identity.shared_member
                            where customer = wanted.customer
                            offset 0) member
                        cross join lateral (
                            select min(occurred_at) as first_at, max(occurred_at) as last_at
                            from events.shared_event
                            where subject = member.identifier
                            offset 0) span
                        where span.first_at is not null
                        group by wanted.customer
                        on conflict (customer) do update set
                            first_seen_at = excluded.first_seen_at,
                            last_seen_on = excluded.last_seen_on
                        """)
                .param("customers", customers)
                .param("zone", zone())
                .update();
    }

    private String zone() {
        return merchant.current().zone().getId();
    }

    /** Customers whose facts all belong to others now are none any more. */
    private void removeMerged(Long[] customers) {
        for (String table : List.of("customers.profile", "customers.search")) {
            jdbc.sql(
                            """
                            delete from %s gone
                            where customer = any(:customers) and not exists (
                                select from identity.shared_member member
                                cross join lateral (
                                    select from events.shared_event
                                    where subject = member.identifier
                                    limit 1) fact
                                where member.customer = gone.customer
                                offset 0)
                            """
                                    .formatted(table))
                    .param("customers", customers)
                    .update();
        }
    }

    private void describe(Long[] customers) {
        jdbc.sql(DESCRIBE).param("customers", customers).update();
    }
}
