-- What passes by itself is no part of a copy: who was signed in there is not signed in here, and
-- what was ended there does not come back to life.
comment on table security.session is 'passing: sign-ins';
comment on table security.owner_link is 'passing: one-time links';
