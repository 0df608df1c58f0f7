-- A trait that is said again keeps its row and changes its time. With room in its page that needs no
-- new entry in the index: of two million such changes in a full table every second one did.
alter table customers.trait set (fillfactor = 85);

-- Of two versions of one order or customer with the same time the higher one counts; 0 for what has none.
alter table customers.trait add column version bigint not null default 0;

create or replace view customers.shared_trait as
    select distinct on (member.customer, trait.name)
           member.customer, trait.name, trait.value, trait.occurred_at, trait.source, trait.key
    from customers.trait
    join identity.shared_member member on member.identifier = trait.subject
    order by member.customer, trait.name, trait.occurred_at desc, trait.version desc, trait.key desc;

create or replace view customers.shared_subject_trait as
    select subject, name, value, occurred_at, source, key, version from customers.trait;
