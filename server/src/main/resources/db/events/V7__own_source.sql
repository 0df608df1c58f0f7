-- What people enter in the console, and programs with a secret key through the API. Unlike a write key,
-- which everybody can read in a shop's page, both prove who says it.
alter table events.source drop constraint source_kind_check;
alter table events.source add constraint source_kind_check check (kind in ('api', 'file', 'own'));
