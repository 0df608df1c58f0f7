-- The log: what came in from outside. Append-only; every other module reads the shared_ views.

create table events.source (
    id integer generated always as identity primary key,
    name text not null unique,
    kind text not null check (kind in ('api', 'file')),
    -- customer numbers of sources with the same namespace mean the same customer account
    namespace text not null,
    -- SHA-256 of the write key; write keys themselves are never stored
    write_key_hash bytea unique,
    created_at timestamptz not null
);

-- Every value that points to a person gets a number once; facts carry the number only.
create table events.identifier (
    number bigint generated always as identity primary key,
    type smallint not null,
    namespace text collate "C" not null default '',
    value text collate "C" not null,
    unique (type, namespace, value)
);

create sequence events.position;

create table events.event (
    -- assigned while the append lock is held, so that positions become visible in ascending order
    position bigint not null default nextval('events.position') primary key,
    -- hash of (source, message id) or (source, resource, version): what makes a fact unique for ever
    key uuid not null unique,
    source integer not null,
    type smallint not null,
    name text collate "C",
    subject bigint,
    identifiers bigint[],
    occurred_at timestamptz not null,
    received_at timestamptz not null,
    resource text collate "C",
    version bigint,
    content_hash bigint not null,
    message_id text collate "C",
    payload jsonb not null
);

create index event_timeline on events.event (subject, occurred_at desc, key);
create index event_resource on events.event (source, resource, version) where resource is not null;

-- Personal values of facts: the one place where names, addresses and the like stand.
create table events.personal (
    key uuid primary key,
    subject bigint,
    personal jsonb not null
);

create index personal_subject on events.personal (subject);

-- A fact that came again with other content: the first stays, what differs is kept to look at.
create table events.conflict (
    id bigint generated always as identity primary key,
    key uuid not null,
    content_hash bigint not null,
    received_at timestamptz not null,
    payload jsonb not null,
    unique (key, content_hash)
);

-- Messages that could not be taken as facts, with the reason, so that nothing is lost.
create table events.failed (
    id bigint generated always as identity primary key,
    source integer not null,
    received_at timestamptz not null,
    code text not null,
    reason text not null,
    body text not null
);

-- How far the projections have read the log; one row, changed in the transaction of each batch.
create table events.cursor (
    only_row boolean primary key default true check (only_row),
    position bigint not null,
    moved_at timestamptz not null
);

insert into events.cursor (position, moved_at) values (0, '-infinity');

create view events.shared_source as
    select id, name, kind, namespace, created_at from events.source;

create view events.shared_identifier as
    select number, type, namespace, value from events.identifier;

create view events.shared_event as
    select position, key, source, type, name, subject, identifiers, occurred_at, received_at,
           resource, version, content_hash, message_id, payload
    from events.event;

create view events.shared_personal as
    select key, subject, personal from events.personal;

create view events.shared_cursor as
    select position, moved_at from events.cursor;
