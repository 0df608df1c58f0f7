-- Who is who: a projection of the links that facts assert between identifiers.

-- Two identifiers named by the same fact. The earliest assertion decides the order in which links
-- are taken, so neither order of arrival nor repetition matters.
create table identity.link (
    stronger bigint not null,
    weaker bigint not null,
    first_at timestamptz not null,
    first_key uuid not null,
    primary key (stronger, weaker)
);

create index link_weaker on identity.link (weaker);

-- The customer each identifier belongs to; a customer has the number of its smallest identifier.
create table identity.member (
    identifier bigint primary key,
    customer bigint not null
);

create index member_customer on identity.member (customer);

create view identity.shared_member as
    select identifier, customer from identity.member;

create view identity.shared_link as
    select stronger, weaker, first_at, first_key from identity.link;
