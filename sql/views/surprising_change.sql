create materialized view report.surprising_change as
with dated as (
    select
        incident.a_party,
        incident.b_party,
        date_trunc('week', incident.incident_date)::date as week,
        incident.quad_class in (1, 2) as is_cooperation,
        count(*)::double precision as incidents
    from news.incident
    where incident.status in ('occurred', 'ongoing') and incident.date_precision = 'day'
    group by
        incident.a_party,
        incident.b_party,
        date_trunc('week', incident.incident_date)::date,
        incident.quad_class in (1, 2)
),

-- The last week that the warehouse knows of, by its own articles and not by the clock, and whether it may be over.
ending as (
    select date_trunc('week', max(article.published_on))::date as last_week
    from news.article
    where article.published_on <= current_date
),

-- Only pairs that there is news of often enough to have a habit.
frequent as (
    select
        dated.a_party,
        dated.b_party,
        dated.is_cooperation,
        min(dated.week) as first_week
    from dated
    cross join ending
    where dated.week between ending.last_week - 546 and ending.last_week
    group by dated.a_party, dated.b_party, dated.is_cooperation
    having sum(dated.incidents) >= 10
),

weekly as (
    select
        frequent.a_party,
        frequent.b_party,
        frequent.is_cooperation,
        week.first_day::date as week,
        coalesce(dated.incidents, 0) as incidents
    from frequent
    cross join ending
    inner join lateral generate_series(
        frequent.first_week::timestamp, ending.last_week::timestamp, interval '7 days'
    ) as week (first_day) on true
    left join dated
        on
            frequent.a_party = dated.a_party
            and frequent.b_party = dated.b_party
            and frequent.is_cooperation = dated.is_cooperation
            and week.first_day::date = dated.week
),

-- Each week with the 26 before it, its history.
preceded as (
    select
        weekly.a_party,
        weekly.b_party,
        weekly.is_cooperation,
        weekly.week,
        weekly.incidents,
        array_agg(weekly.incidents) over (
            partition by weekly.a_party, weekly.b_party, weekly.is_cooperation
            order by weekly.week
            rows between 26 preceding and 1 preceding
        ) as history
    from weekly
),

measured as (
    select
        preceded.a_party,
        preceded.b_party,
        preceded.is_cooperation,
        preceded.week,
        preceded.incidents,
        middle.median,
        spread.mad,
        -- A habit without any spread still differs by chance: by the root of what is usual, and by no less than one.
        (preceded.incidents - middle.median) / greatest(1.4826 * spread.mad, sqrt(middle.median), 1) as z
    from preceded
    cross join ending
    inner join lateral (
        select percentile_cont(0.5) within group (order by past.incidents) as median
        from unnest(preceded.history) as past (incidents)
    ) as middle on true
    inner join lateral (
        select percentile_cont(0.5) within group (order by abs(past.incidents - middle.median)) as mad
        from unnest(preceded.history) as past (incidents)
    ) as spread on true
    where cardinality(preceded.history) >= 8 and preceded.week > ending.last_week - 364
)

select
    measured.a_party,
    measured.b_party,
    measured.week,
    case
        when measured.is_cooperation then case when measured.z > 0 then 'more cooperation' else 'less cooperation' end
        when measured.z > 0 then 'more conflict'
        else 'less conflict'
    end as direction,
    measured.incidents::bigint as incidents,
    measured.median,
    measured.mad,
    measured.z
from measured
cross join ending
-- The last week may not be over, so that little in it says nothing.
where measured.z >= 3 or (measured.z <= -3 and measured.week < ending.last_week);

create unique index uq_surprising_change_week on report.surprising_change (a_party, b_party, week, direction);
create index ix_surprising_change_week on report.surprising_change (week);

comment on materialized view report.surprising_change is 'One row a pair, week and direction in which there was far more, or far less, than the pair''s own last 26 weeks let expect; the last 52 weeks, pairs with 10 incidents or more.';
comment on column report.surprising_change.a_party is 'The party whose code comes first.';
comment on column report.surprising_change.b_party is 'The other party.';
comment on column report.surprising_change.week is 'The week''s Monday.';
comment on column report.surprising_change.direction is 'more cooperation, less cooperation, more conflict or less conflict.';
comment on column report.surprising_change.incidents is 'Incidents of that kind that happened in the week.';
comment on column report.surprising_change.median is 'Their median number a week in the 26 weeks before, or as many as there are, at least 8.';
comment on column report.surprising_change.mad is 'Median distance of those weeks from that median.';
comment on column report.surprising_change.z is 'Robust z-score: distance from the median, in units of 1.4826 mad, at least the root of the median and at least 1; 3 and above, or -3 and below, are listed.';
