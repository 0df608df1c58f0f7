-- Consent: what customers agreed or objected to, as facts say it. A projection.

create table consent.statement (
    -- whoever the statement speaks of, by each number that its fact names
    identifier bigint not null,
    purpose text collate "C" not null,
    given boolean not null,
    said_at timestamptz not null,
    source integer not null,
    key uuid not null,
    -- set for rows of files, which a corrected file replaces
    resource text collate "C",
    primary key (identifier, purpose, key)
);

create index statement_resource on consent.statement (source, resource) where resource is not null;

create view consent.shared_statement as
    select identifier, purpose, given, said_at, source, key from consent.statement;
