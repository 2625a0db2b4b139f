-- Which visits and meetings are planned in the next 30 days?
select date_text, mode, status, actor_name, recipient_name, persons, place, evidence
from report.visit_and_meeting
where status in ('planned', 'possible') and incident_date between current_date and current_date + 30
order by incident_date asc, actor_name asc, recipient_name asc;
