-- For modules that keep copies of facts outside the database: which messages are withdrawn now, and
-- where the facts of all messages stand, also those that do not count.
create view events.shared_withdrawn as
    select source, message_id from events.withdrawn;

create view events.shared_message as
    select position, source, message_id, received_at from events.event;
