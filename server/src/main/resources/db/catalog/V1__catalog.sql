-- The catalogue: a projection of facts about products and of what orders say of them.
-- Rows are kept per source; pages show a product, by its number, across all of them.

create table catalog.attribute (
    -- the article number or, of a product without one, its name
    product text collate "C" not null,
    source integer not null,
    -- `known` has no value: it only says that there is such a product
    attribute text collate "C" not null check (attribute in (
        'known', 'name', 'category', 'brand', 'image', 'link', 'active')),
    value text collate "C" not null,
    -- the highest counts: of a fact about the product its version, of an order its day (since 1970)
    rank bigint not null,
    primary key (product, source, attribute)
);

-- Every price, cost, tax rate and stock that was said, each with the moment it was said of.
create table catalog.statement (
    product text collate "C" not null,
    source integer not null,
    measure text collate "C" not null check (measure in ('price', 'cost', 'tax', 'stock')),
    -- empty where it is no money
    currency text collate "C" not null,
    -- of what is said of the same slot, the highest version counts: a moment or, of a file that
    -- says none, the beginning of the day of its import
    slot timestamptz not null,
    said_at timestamptz not null,
    version bigint not null,
    -- in major units of the currency, exactly; in percent; in pieces
    value numeric(19, 6) not null,
    primary key (product, source, measure, currency, slot)
);

-- The statement that counts now: the one of the latest moment.
create table catalog.latest (
    product text collate "C" not null,
    source integer not null,
    measure text collate "C" not null,
    currency text collate "C" not null,
    said_at timestamptz not null,
    version bigint not null,
    value numeric(19, 6) not null,
    primary key (product, source, measure, currency)
);

create view catalog.shared_attribute as
    select product, source, attribute, value, rank from catalog.attribute;

create view catalog.shared_statement as
    select product, source, measure, currency, said_at, version, value from catalog.statement;

create view catalog.shared_latest as
    select product, source, measure, currency, said_at, version, value from catalog.latest;
