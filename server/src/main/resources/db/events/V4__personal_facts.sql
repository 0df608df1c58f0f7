-- Whether personal values came with a fact. Few facts have any, and a look for each costs more than
-- all else that is done about traits. Facts of before are looked for as they were.
alter table events.event add column is_personal boolean not null default true;

create or replace view events.shared_event as
    select position, key, source, type, name, subject, identifiers, occurred_at, received_at,
           resource, version, content_hash, message_id, payload, is_personal
    from events.event
    where message_id is null
       or (source, message_id) not in (select source, message_id from events.withdrawn);
