-- Customers: what is known of each person, a projection of traits and times of activity.

create extension if not exists pg_trgm with schema public;

-- The latest value of each trait per identifier that the fact belongs to.
create table customers.trait (
    subject bigint not null,
    name text collate "C" not null,
    value jsonb not null,
    occurred_at timestamptz not null,
    source integer not null,
    key uuid not null,
    primary key (subject, name)
);

-- The last activity is kept as a day (of the merchant's zone): so a row changes once on a day and
-- not with every event. The instant is read from the log where it is shown.
create table customers.profile (
    customer bigint primary key,
    name text,
    email text,
    phone text,
    city text,
    first_seen_at timestamptz not null,
    last_seen_on date not null
);

create index profile_last_seen on customers.profile (last_seen_on desc, customer desc);

-- What customers are searched by, apart from the profile: its index is dear to change.
create table customers.search (
    customer bigint primary key,
    words text not null
);

create index search_words on customers.search using gin (words gin_trgm_ops);

create view customers.shared_profile as
    select customer, name, email, phone, city, first_seen_at, last_seen_on
    from customers.profile;

-- A customer's traits: of all its identifiers the latest value counts.
create view customers.shared_trait as
    select distinct on (member.customer, trait.name)
           member.customer, trait.name, trait.value, trait.occurred_at, trait.source, trait.key
    from customers.trait
    join identity.shared_member member on member.identifier = trait.subject
    order by member.customer, trait.name, trait.occurred_at desc, trait.key desc;
