-- The lake: which Parquet files hold what. The files stand in a folder beside the database.

create table lake.file (
    id bigint generated always as identity primary key,
    dataset text not null,
    -- a day of arrival, a month of orders, or a range of numbers
    slice text not null,
    -- below the folder of the lake
    path text not null unique,
    -- of facts: the first and the last position in it
    first_position bigint,
    last_position bigint,
    -- of everything else: a digest of its rows as they stand in the database
    digest numeric,
    rows bigint not null,
    bytes bigint not null,
    sha256 text not null,
    written_at timestamptz not null,
    -- since when other files hold its rows; it is deleted some time later
    replaced_at timestamptz
);

create index file_slice on lake.file (dataset, slice) where replaced_at is null;

-- The last fact in the lake, one row.
create table lake.standing (
    only_row boolean primary key default true check (only_row),
    position bigint not null,
    received_at timestamptz,
    written_at timestamptz
);

insert into lake.standing (position) values (0);

-- The withdrawn messages whose facts the files leave out.
create table lake.withdrawn (
    source integer not null,
    message_id text collate "C" not null,
    primary key (source, message_id)
);

-- A number or code as senders write it; anything else might name a person and is told by a digest.
create function lake.code(value text) returns text
    language sql immutable parallel safe
    return case when value is null or value ~ '^[[:alnum:]_./:#+-]{1,100}$' then value
                else '~' || left(md5(value), 20) end;

-- A name of a thing; what holds an address of a person is left out.
create function lake.label(value text) returns text
    language sql immutable parallel safe
    return case when value !~ '@|%40' then left(value, 200) end;

-- A decimal number in JSON, as number or text; null for anything else.
create function lake.number(value text) returns numeric
    language sql immutable parallel safe
    return case when value ~ '^-?[0-9]{1,12}([.][0-9]{1,6})?$' then value::numeric end;
