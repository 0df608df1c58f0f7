-- Consent: what customers agreed or objected to, as facts say it. A projection.

create table consent.statement (
    -- whoever the statement speaks of, by each number that its fact names
    identifier bigint not null,
    purpose text collate "C" not null,
    given boolean not null,
    said_at timestamptz not null,
    source integer not null,
    key uuid not null,
    -- whose fact it is: its strongest identifier
    subject bigint not null,
    -- set for rows of files
    resource text collate "C",
    primary key (identifier, purpose, key)
);

create index statement_resource on consent.statement (source, resource) where resource is not null;

-- With the time of the import, for want of a better one: is_undated.
create view consent.shared_statement as
    select identifier, purpose, given, said_at, source, key, subject,
           resource is not null as is_undated
    from consent.statement;
