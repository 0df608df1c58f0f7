-- Decisions: facts that no projection could take in, each narrowed down to fail alone. They stay in the
-- log; when they are tried again, they move to its end, so that a position is set aside once.
create table events.set_aside (
    position bigint primary key,
    source integer not null,
    message_id text collate "C",
    received_at timestamptz not null,
    projection text not null,
    -- what failed, without any value of the fact
    error text not null,
    since timestamptz not null,
    -- null as long as the fact is left out
    again_at timestamptz,
    -- where it stands since it was tried again
    moved_to bigint unique
);

create index set_aside_now on events.set_aside (position) where again_at is null;

-- What was said and not taken back.
create view events.valid_event as
    select position, key, source, type, name, subject, identifiers, occurred_at, received_at,
           resource, version, content_hash, message_id, payload, is_personal
    from events.event
    where message_id is null
       or (source, message_id) not in (select source, message_id from events.withdrawn)
       or events.is_vouched(source, position);

-- Few facts are set aside, mostly none: their positions are read once per query. As an array, and not
-- as a subquery, so that the planner still expects nearly all facts.
create or replace view events.shared_event as
    select position, key, source, type, name, subject, identifiers, occurred_at, received_at,
           resource, version, content_hash, message_id, payload, is_personal
    from events.valid_event
    where position <> all (array(select position from events.set_aside where again_at is null));

-- For modules that keep copies of facts outside the database, also those that were tried again since.
create view events.shared_set_aside as
    select position, received_at from events.set_aside;

-- A rebuild replays the log up to here; 0 when there never was one.
alter table events.cursor
    add column replay_until bigint not null default 0,
    add column replay_began timestamptz;
