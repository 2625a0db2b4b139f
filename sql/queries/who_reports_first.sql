-- Which outlets were the first to report what others then reported too, in the last 30 days?
select
    first_source,
    count(*) as firsts,
    round(avg(outlets), 1) as mean_outlets
from report.incident
where
    outlets > 1
    and first_source is not null
    and first_published_on is not null
    and incident_date between current_date - 30 and current_date
group by first_source
order by count(*) desc, first_source asc
limit 20;
