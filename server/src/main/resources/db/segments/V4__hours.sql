-- The instant at which membership may change by the passing of time alone, where hours count; the
-- earlier of day and instant is looked at first.
alter table segments.timer alter column due_on drop not null;
alter table segments.timer add column due_at timestamptz;
alter table segments.timer add constraint timer_check check (due_on is not null or due_at is not null);

create index timer_due_at on segments.timer (due_at) where due_at is not null;
