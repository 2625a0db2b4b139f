-- Who sanctioned whom this year, in which field, and who says so? The 100 that most outlets report.
select incident_date, actor_name, recipient_name, mode, sectors, outlets, evidence
from report.sanction_and_threat
where
    type = 'SANCTION'
    and status in ('occurred', 'ongoing')
    and incident_date >= date_trunc('year', current_date)
    and incident_date < date_trunc('year', current_date) + interval '1 year'
order by outlets desc, incident_date desc, actor_name asc, recipient_name asc
limit 100;
