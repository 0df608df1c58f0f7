-- Without a half-life nothing falls, and nobody looks for the day: where one was just given up,
-- each look would walk over the thousands of weights that are deleted and not yet cleared away.
create or replace view score.shared_score as
    select score.customer,
           least(greatest(round(score.strength / present.weight), -9e18), 9e18)::bigint
               as points_micro,
           present.day as as_of,
           score.strength,
           round(score.strength / present.weight) > present.threshold_micro as above_threshold,
           -- the first day on which the half-life alone brings the points down to the threshold
           case when round(score.strength / present.weight) > present.threshold_micro
                     and exists (select from score.weight) then
               (select weight.day
                from score.weight
                where weight.weight >= score.strength / (present.threshold_micro + 1)
                  and round(score.strength / weight.weight) <= present.threshold_micro
                order by weight.weight
                limit 1)
           end as falls_on,
           score.changes_on
    from score.score
    cross join score.present;
