-- For modules that foretell: what a score will have faded to on a coming day.
create view score.shared_weight as
    select day, weight from score.weight;
