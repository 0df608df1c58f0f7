-- The loyalty score: what customers do counts activity points.

create type score.activity as enum (
    'online-order', 'store-order', 'revenue', 'return', 'account', 'newsletter', 'mail-click',
    'app-use', 'site-visit', 'review', 'survey', 'referral', 'birthday', 'mention', 'share',
    'complaint');

-- Decisions: the rules, version by version. The newest counts; none means the ready-made values.
create table score.rule_set (
    version integer primary key check (version > 0),
    rules jsonb not null,
    author text not null,
    reason text not null,
    created_at timestamptz not null
);

-- How often what was done on which day (of the merchant's zone), per identifier, so that merging
-- and splitting customers changes no row. The month, the first day of the day's month, leads the
-- key: what happens now stays together, and what a batch reads and writes fits in memory. Room is
-- left in the pages for counts that grow.
create table score.activity_day (
    month date not null,
    subject bigint not null,
    activity score.activity not null,
    day date not null,
    count bigint not null,
    primary key (month, subject, activity, day)
) with (fillfactor = 85);

-- The sum of a customer's points, each multiplied by the weight of its day. Without a half-life
-- every weight is 1 and the sum is the score in millionths of a point.
create table score.score (
    customer bigint primary key,
    strength numeric not null,
    -- the next day on which a fact begins or ceases to count, whatever becomes of the others
    changes_on date
) with (fillfactor = 80);

create index score_changes_on on score.score (changes_on) where changes_on is not null;

-- 2^(days / half-life): what a point of that day weighs against one of another day. Empty without
-- a half-life. Growing weights instead of shrinking points: a stored sum stays true as days pass.
create table score.weight (
    day date primary key,
    weight numeric not null
);

create index weight_weight on score.weight (weight);

-- The day and the rules that the table score.score is true for; one row.
create table score.present (
    only_row boolean primary key default true check (only_row),
    day date not null,
    weight numeric not null,
    rule_version integer not null,
    threshold_micro bigint not null
);

-- An amount kept within plus and minus a cap, null for no cap.
create function score.capped(amount numeric, cap bigint) returns numeric
    language sql immutable parallel safe
    return greatest(least(amount, cap), -cap);

create view score.shared_score as
    select score.customer,
           least(greatest(round(score.strength / present.weight), -9e18), 9e18)::bigint
               as points_micro,
           present.day as as_of,
           score.strength,
           round(score.strength / present.weight) > present.threshold_micro as above_threshold,
           -- the first day on which the half-life alone brings the points down to the threshold
           case when round(score.strength / present.weight) > present.threshold_micro then
               (select weight.day
                from score.weight
                where weight.weight >= score.strength / (present.threshold_micro + 1)
                  and round(score.strength / weight.weight) <= present.threshold_micro
                order by weight.weight
                limit 1)
           end as falls_on,
           score.changes_on
    from score.score
    cross join score.present;

create view score.shared_activity_day as
    select subject, activity::text as activity, day, count from score.activity_day;
