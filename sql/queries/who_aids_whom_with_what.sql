-- Who aids whom, how often, and in which fields, in the last year?
select
    actor_name,
    recipient_name,
    count(distinct incident_id) as times,
    string_agg(distinct sector, '; ' order by sector) as sectors,
    max(incident_date) as last_date
from report.incident
left join lateral unnest(string_to_array(sectors, '; ')) as field (sector) on true
where type = 'AID' and status in ('occurred', 'ongoing') and incident_date between current_date - 365 and current_date
group by actor_name, recipient_name
order by count(distinct incident_id) desc, actor_name asc, recipient_name asc;
