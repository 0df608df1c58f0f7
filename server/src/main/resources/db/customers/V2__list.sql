-- What the list of customers is filtered and ordered by. Apart from the profile, which changes as
-- customers act: this changes with traits and orders only, so that its indexes cost other events
-- nothing.
create table customers.listing (
    customer bigint primary key,
    -- as people are called, null where that is not known
    name text collate "de-x-icu",
    city text,
    -- whose orders or traits are known
    sources integer[] not null,
    -- through which they ordered
    channels text[] not null
);

create index listing_name on customers.listing (name, customer);
create index listing_city on customers.listing (lower(city));
create index listing_sources on customers.listing using gin (sources);
create index listing_channels on customers.listing using gin (channels);

insert into customers.listing (customer, name, city, sources, channels)
select profile.customer, nullif(btrim(profile.name), ''), nullif(btrim(profile.city), ''),
       coalesce(known.sources, '{}'), coalesce(known.channels, '{}')
from customers.profile
left join (
    select member.customer,
           array_agg(distinct found.source order by found.source) as sources,
           array_agg(distinct found.channel order by found.channel)
               filter (where found.channel is not null) as channels
    from (select subject, source, channel from orders.shared_order
          union
          select subject, source, null from customers.trait) found
    join identity.shared_member member on member.identifier = found.subject
    group by member.customer) known on known.customer = profile.customer;

-- Decisions: which columns of the list somebody wants to see, in order.
create table customers.chosen_columns (
    account bigint primary key,
    columns text[] not null,
    chosen_at timestamptz not null
);

-- Decisions: lists that somebody comes back to.
create table customers.saved_view (
    id bigint generated always as identity primary key,
    account bigint not null,
    name text not null,
    -- the address of the list
    address text not null,
    created_at timestamptz not null,
    removed_at timestamptz
);

create index saved_view_account on customers.saved_view (account, id);

-- Decisions: who was given which tag, and lost it again. A ledger; the last entry counts. It names
-- identifiers, so that merging and splitting customers takes their tags along.
create table customers.tag_entry (
    id bigint generated always as identity primary key,
    -- what was done at once can be undone at once
    operation uuid not null,
    identifier bigint not null,
    tag text not null,
    added boolean not null,
    account bigint not null,
    at timestamptz not null
);

create index tag_entry_tag on customers.tag_entry (tag, identifier, id desc);
create index tag_entry_identifier on customers.tag_entry (identifier, tag, id desc);
create index tag_entry_operation on customers.tag_entry (operation);

create view customers.tagged as
    select tag, identifier, account, at
    from (select distinct on (tag, identifier) tag, identifier, added, account, at
          from customers.tag_entry
          order by tag, identifier, id desc) latest
    where added;

-- The tags of customers, for segments.
create view customers.shared_tag as
    select distinct member.customer, tagged.tag
    from customers.tagged
    join identity.shared_member member on member.identifier = tagged.identifier;
