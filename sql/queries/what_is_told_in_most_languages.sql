-- Which happenings of the last 30 days are told in most languages?
select
    incident_date,
    type,
    mode,
    actor_name,
    recipient_name,
    cardinality(languages) as language_count,
    array_to_string(languages, ' ') as languages,
    articles,
    evidence
from report.timeline
where incident_date between current_date - 30 and current_date and status in ('occurred', 'ongoing')
order by cardinality(languages) desc, articles desc, incident_date desc, type asc, actor_name asc
limit 20;
