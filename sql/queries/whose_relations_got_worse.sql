-- Between whom did relations get worse: the mean on the Goldstein scale of the last 90 days against the 90 before?
with halves as (
    select
        a_name,
        b_name,
        sum(mean_goldstein * incidents) filter (where day >= current_date - 90) as late_sum,
        sum(incidents) filter (where day >= current_date - 90) as late,
        sum(mean_goldstein * incidents) filter (where day < current_date - 90) as early_sum,
        sum(incidents) filter (where day < current_date - 90) as early
    from report.dyad_day
    where day > current_date - 180 and day <= current_date and incidents > 0
    group by a_name, b_name
)

select
    a_name,
    b_name,
    early,
    late,
    round((early_sum / early)::numeric, 1) as before,
    round((late_sum / late)::numeric, 1) as now,
    round((late_sum / late - early_sum / early)::numeric, 1) as change
from halves
where early > 0 and late > 0 and late_sum / late < early_sum / early
order by late_sum / late - early_sum / early asc, a_name asc, b_name asc
limit 20;
