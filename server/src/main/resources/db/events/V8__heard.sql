-- When a source with a write key was last heard, to the minute: whoever connects a shop looks there.
alter table events.source add column heard_at timestamptz;
