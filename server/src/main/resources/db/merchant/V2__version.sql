-- Every change raises the version. What the projections were counted with is remembered: after a
-- change of the zone, of the currency or of how facts are counted (the revision of the program),
-- they are counted anew, also after a restart. An installation from before begins with revision 1.
insert into merchant.setting (key, value)
select * from (values
    ('version', '1'),
    ('counted-zone',
     coalesce((select value from merchant.setting where key = 'zone'), 'Europe/Berlin')),
    ('counted-currency',
     coalesce((select value from merchant.setting where key = 'currency'), 'EUR')),
    ('counted-revision',
     case when to_regclass('events.cursor') is null then '2' else '1' end)) as first (key, value);
