-- Facts, too: which facts a message said that were in the log already. An imported file that finds an
-- order as it says stores nothing, but vouches for it: a fact counts as long as one of the messages
-- that said it is not withdrawn.
create table events.voucher (
    source integer not null,
    message_id text collate "C" not null,
    -- facts of this source; those of other sources in between are meant by nobody
    positions int8range not null
);

create index voucher_positions on events.voucher using gist (positions);
create index voucher_message on events.voucher (source, message_id);

-- Whether a message that is not withdrawn vouches for a fact. A function, and a cheap one to the
-- planner, because it is asked for the facts of withdrawn messages only.
create function events.is_vouched(of_source integer, at_position bigint) returns boolean
    language sql stable parallel safe cost 1
    return exists (
        select from events.voucher
        where source = of_source and positions @> at_position
          and (source, message_id) not in (select source, message_id from events.withdrawn));

create or replace view events.shared_event as
    select position, key, source, type, name, subject, identifiers, occurred_at, received_at,
           resource, version, content_hash, message_id, payload, is_personal
    from events.event
    where message_id is null
       or (source, message_id) not in (select source, message_id from events.withdrawn)
       or events.is_vouched(source, position);

create view events.shared_voucher as
    select source, message_id, positions from events.voucher;
