-- Which happenings does one side's press report and another deny? The last 90 days, with either side's sentence.
select
    incident.incident_date,
    incident.type,
    incident.actor_name,
    incident.recipient_name,
    string_agg(distinct told.source, '; ' order by told.source)
    filter (where told.status <> 'denied') as reported_by,
    string_agg(distinct told.source, '; ' order by told.source)
    filter (where told.status = 'denied') as denied_by,
    min(told.evidence) filter (where told.status = 'denied') as denial
from report.incident
inner join report.incident_evidence as told on incident.incident_id = told.incident_id
where incident.is_disputed and incident.incident_date between current_date - 90 and current_date
group by
    incident.incident_id,
    incident.incident_date,
    incident.type,
    incident.actor_name,
    incident.recipient_name
order by incident.incident_date desc, incident.type asc, incident.actor_name asc;
