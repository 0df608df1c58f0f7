-- For modules that read one trait of many customers: rows as they stand, the latest to be chosen.
create view customers.shared_subject_trait as
    select subject, name, value, occurred_at, source, key from customers.trait;
