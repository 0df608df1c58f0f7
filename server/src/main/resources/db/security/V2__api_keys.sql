-- Keys by which programs use the API. They are stored as SHA-256 only.
create table security.api_key (
    id bigint generated always as identity primary key,
    -- who made it and is answerable for what is done with it
    account bigint not null references security.account (id),
    name text not null,
    -- how the key begins, to tell keys apart
    beginning text not null,
    key_hash bytea not null unique,
    scopes text[] not null,
    created_at timestamptz not null,
    -- noted at a grain of minutes
    used_at timestamptz,
    revoked_at timestamptz
);
