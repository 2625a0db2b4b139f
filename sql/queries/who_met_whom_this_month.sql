-- Who met whom this month? Days whose year the articles leave open (--04-23) count where the month is this one.
select date_text, actor_party, mode, recipient_party, persons, place, evidence
from report.visit_and_meeting
where
    status in ('occurred', 'ongoing')
    and (
        (date_trunc('month', incident_date) = date_trunc('month', current_date) and date_precision <> 'year')
        or (incident_date is null and date_text like to_char(current_date, '"--"MM"%"'))
    )
order by date_text, actor_party, recipient_party;
