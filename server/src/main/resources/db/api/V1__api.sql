-- Answers to writes that were sent with an Idempotency-Key, so that the same request again does
-- nothing and gets the same answer. The row is made in the transaction of the write itself.
create table api.answer (
    -- of the caller and the key
    key_hash bytea primary key,
    -- of method, address, version and body
    request_hash bytea not null,
    status integer not null,
    content_type text,
    etag text,
    location text,
    -- null when it held a secret
    body bytea,
    -- those that are too old are forgotten
    answered_at timestamptz not null
);

create index answer_answered_at on api.answer (answered_at);
