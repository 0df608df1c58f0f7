-- Found, not computed anew: what parted the customers who bought into fifths, and from when on.
-- Limits depend on when one looked; the newest count, and a rebuild decides by the very same.
create table segments.fifths (
    number bigint generated always as identity primary key,
    as_of date not null,
    currency text collate "C" not null,
    customers bigint not null,
    -- four limits each, ascending; none when nobody had bought
    recency date[] not null,
    frequency bigint[] not null,
    monetary bigint[] not null,
    found_at timestamptz not null
);

alter table segments.change drop constraint change_cause_check;
alter table segments.change add constraint change_cause_check check (cause in
    ('fact', 'time', 'identity', 'definition', 'rules', 'rebuild', 'others'));
