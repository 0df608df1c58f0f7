-- Imports of files: who imported what, how it is to be read, and what became of it.

create table collect.import (
    id bigint generated always as identity primary key,
    file_name text not null,
    file_bytes bigint not null,
    -- known once the file was understood
    source text,
    -- name of the account, or of the user of the machine
    entered_by text not null,
    -- a command runs by itself; what the console entered is run, and resumed, by the server
    by_command boolean not null,
    state text not null check (state in ('draft', 'rehearsing', 'waiting', 'running', 'done',
                                         'failed', 'undoing', 'undone', 'restoring')),
    -- text of a mapping file; null while nothing was changed in what is proposed
    mapping text,
    partial boolean not null default false,
    created_at timestamptz not null,
    started_at timestamptz,
    ended_at timestamptz,
    undone_at timestamptz,
    undone_by text,
    -- of the import, or of its rehearsal as long as it is a draft; null before
    rows bigint,
    imported_rows bigint,
    imported_orders bigint,
    unchanged_rows bigint,
    unchanged_orders bigint,
    rejected_rows bigint,
    rejected_orders bigint,
    values_left_out bigint,
    -- statements: code, arguments, english
    notes jsonb not null default '[]',
    failure jsonb
);

-- Mappings that people kept for the next file of the same kind.
create table collect.mapping (
    name text primary key,
    content text not null,
    saved_by text not null,
    saved_at timestamptz not null
);
