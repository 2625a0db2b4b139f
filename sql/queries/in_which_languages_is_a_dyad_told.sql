-- In which languages, and by how many outlets, do we hear of Kazakhstan and Pakistan? The last year.
select
    told.language_code,
    count(distinct told.article_id) as articles,
    count(distinct told.source) as outlets,
    count(distinct told.incident_id) as incidents,
    max(told.published_on) as last_published_on
from report.incident
inner join report.incident_evidence as told on incident.incident_id = told.incident_id
where incident.a_party = 'KAZ' and incident.b_party = 'PAK' and incident.incident_date >= current_date - 365
group by told.language_code
order by count(distinct told.article_id) desc, told.language_code asc;
