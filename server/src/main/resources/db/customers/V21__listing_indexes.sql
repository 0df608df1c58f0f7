-- Most customers of a shop are browsers without a name, city, order or trait: they are in the list, but
-- there is nothing to filter them by, and an index that leaves them out is dear only to those it serves.
drop index customers.listing_city;
drop index customers.listing_sources;
drop index customers.listing_channels;
create index listing_city on customers.listing (lower(city)) where city is not null;
create index listing_sources on customers.listing using gin (sources) where sources <> '{}';
create index listing_channels on customers.listing using gin (channels) where channels <> '{}';
