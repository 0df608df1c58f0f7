-- Decisions: messages whose facts do not count, and those that count again. An imported file is one
-- message. Entries are only added; of a message the newest one decides.
create table events.withdrawal (
    id bigint generated always as identity primary key,
    source integer not null,
    message_id text collate "C" not null,
    withdrawn boolean not null,
    decided_at timestamptz not null,
    decided_by text not null
);

create view events.withdrawn as
    select source, message_id
    from (select distinct on (source, message_id) source, message_id, withdrawn
          from events.withdrawal
          order by source, message_id, id desc) latest
    where withdrawn;

-- What projections and pages read. There are few withdrawn messages: they are hashed once per query.
create or replace view events.shared_event as
    select position, key, source, type, name, subject, identifiers, occurred_at, received_at,
           resource, version, content_hash, message_id, payload
    from events.event
    where message_id is null
       or (source, message_id) not in (select source, message_id from events.withdrawn);
