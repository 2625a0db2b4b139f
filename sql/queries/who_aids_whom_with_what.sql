-- Who aids whom, how often, and in which fields, in the last 120 days? The 20 that do most.
with aiding as (
    select
        actor_party,
        recipient_party,
        count(*) as times,
        max(incident_date) as last_date
    from report.incident
    where
        type = 'AID' and status in ('occurred', 'ongoing') and incident_date between current_date - 120 and current_date
    group by actor_party, recipient_party
    order by count(*) desc, actor_party asc, recipient_party asc
    limit 20
)

select
    incident.actor_name,
    incident.recipient_name,
    aiding.times,
    string_agg(distinct field.sector, '; ' order by field.sector) as sectors,
    aiding.last_date
from aiding
inner join report.incident
    on aiding.actor_party = incident.actor_party and aiding.recipient_party = incident.recipient_party
left join lateral unnest(string_to_array(incident.sectors, '; ')) as field (sector) on true
where
    incident.type = 'AID'
    and incident.status in ('occurred', 'ongoing')
    and incident.incident_date between current_date - 120 and current_date
group by incident.actor_name, incident.recipient_name, aiding.times, aiding.last_date
order by aiding.times desc, incident.actor_name asc, incident.recipient_name asc;
