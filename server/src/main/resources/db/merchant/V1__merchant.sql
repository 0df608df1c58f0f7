-- What the merchant has set about itself; absent keys have the default that the code names.
create table merchant.setting (
    key text primary key,
    value text not null
);
