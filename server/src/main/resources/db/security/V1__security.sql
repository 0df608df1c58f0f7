-- Who may use the console. Tokens are stored as SHA-256 only: they are random enough not to be guessed.

create table security.account (
    id bigint generated always as identity primary key,
    -- in lower case, so that one address is one account
    email text not null unique check (email = lower(email)),
    name text not null,
    password_hash text not null,
    role text not null check (role in ('owner')),
    created_at timestamptz not null
);

-- One-time links that let somebody with access to the machine create or recover an owner's account.
create table security.owner_link (
    token_hash bytea primary key,
    created_at timestamptz not null,
    expires_at timestamptz not null
);

create table security.session (
    token_hash bytea primary key,
    account bigint not null references security.account (id) on delete cascade,
    started_at timestamptz not null,
    seen_at timestamptz not null
);

create index session_account on security.session (account);
