-- Segments that a condition decides: definitions, membership, timers, history.

-- Decisions: what a segment is, version by version; the newest counts, none is changed or removed.
create table segments.definition (
    segment text collate "C" not null,
    version integer not null check (version > 0),
    title text not null,
    description text not null,
    -- live: follows every fact; snapshot: the customers of one moment; removed: nobody
    kind text not null check (kind in ('live', 'snapshot', 'removed')),
    condition jsonb not null,
    author text not null,
    reason text not null,
    created_at timestamptz not null,
    primary key (segment, version)
);

-- Decisions: whom a snapshot holds, by identifier, so that merging and splitting changes no row.
create table segments.pinned (
    segment text collate "C" not null,
    identifier bigint not null,
    primary key (segment, identifier)
);

create index pinned_identifier on segments.pinned (identifier);

-- Decisions: who was told to have entered and left, and when; appended only, never computed anew.
create table segments.change (
    number bigint generated always as identity primary key,
    segment text collate "C" not null,
    customer bigint not null,
    entered boolean not null,
    changed_at timestamptz not null,
    cause text not null check (cause in ('fact', 'time', 'identity', 'definition', 'rules', 'rebuild'))
);

create index change_last on segments.change (segment, customer, number desc);
create index change_of_customer on segments.change (customer, number desc);

-- Decisions: which events the conditions of segments ask for; only these are counted.
create table segments.question (
    id integer generated always as identity primary key,
    type smallint,
    -- in lower case with blanks between the words; null for every name
    name text collate "C",
    source integer,
    -- which events of that name count, as a JSON path over the payload
    filter text collate "C",
    -- whether all facts up to the cursor are counted, and each batch from now on
    kept boolean not null default false,
    unique nulls not distinct (type, name, source, filter)
);

-- How often what a question asks for was done on which day (of the merchant's zone), per identifier.
create table segments.event_day (
    question integer not null,
    subject bigint not null,
    day date not null,
    count bigint not null,
    primary key (question, subject, day)
) with (fillfactor = 90);

drop view segments.shared_member;
alter table segments.member drop column leaves_at;

create view segments.shared_member as
    select segment, customer from segments.member;

-- The day on which membership may change by the passing of time alone.
create table segments.timer (
    segment text collate "C" not null,
    customer bigint not null,
    due_on date not null,
    primary key (segment, customer)
);

create index timer_due_on on segments.timer (due_on);

-- Whether membership is kept with every batch; empty while a rebuild replays the log.
create table segments.keeping (
    only_row boolean primary key default true check (only_row)
);

insert into segments.keeping default values;

create view segments.shared_change as
    select number, segment, customer, entered, changed_at, cause from segments.change;

-- The texts of a value, in lower case: one, or those of a list.
create function segments.texts(value jsonb) returns text[]
    language sql immutable parallel safe
    return case when jsonb_typeof(value) = 'array'
        then array(select lower(element) from jsonb_array_elements_text(value) element)
        else array[lower(value #>> '{}')] end;

-- A value as a number, null when it is none.
create function segments.number(value jsonb) returns numeric
    language sql immutable parallel safe
    return case when value #>> '{}' ~ '^-?\d{1,18}(\.\d{1,12})?$'
        then (value #>> '{}')::numeric end;

-- The day that a value begins with, null when it is none.
create function segments.day(value jsonb) returns date
    language sql immutable parallel safe
    return case when value #>> '{}' ~ '^\d{4}-\d\d-\d\d' and pg_input_is_valid(left(value #>> '{}', 10), 'date')
        then left(value #>> '{}', 10)::date end;

-- The anniversary of a day in a year; of 29 February the 28th where there is none.
create function segments.anniversary(day date, year integer) returns date
    language sql immutable parallel safe
    return (day + make_interval(years => year - extract(year from day)::integer))::date;

-- The first anniversary of a day that is not before another.
create function segments.next_anniversary(day date, since date) returns date
    language sql immutable parallel safe
    return case when segments.anniversary(day, extract(year from since)::integer) >= since
        then segments.anniversary(day, extract(year from since)::integer)
        else segments.anniversary(day, extract(year from since)::integer + 1) end;

-- The first day after another with which a month begins that holds, or ceases to hold, the anniversary.
create function segments.month_turn(day date, since date) returns date
    language sql immutable parallel safe
    return case when extract(month from day) = extract(month from since)
        then (date_trunc('month', since::timestamp) + interval '1 month')::date
        else (date_trunc('month', since::timestamp) + make_interval(months =>
            (extract(month from day)::integer - extract(month from since)::integer + 12) % 12))::date end;
