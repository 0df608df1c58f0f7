-- Segments: who is in which group of customers at this moment.

create table segments.member (
    segment text collate "C" not null,
    customer bigint not null,
    -- the timer index: when the member leaves by the passing of time alone, if that is foreseen
    leaves_at timestamptz,
    primary key (segment, customer)
);

create index member_customer on segments.member (customer);
create index member_leaves_at on segments.member (leaves_at) where leaves_at is not null;

create view segments.shared_member as
    select segment, customer, leaves_at from segments.member;
