-- Who met whom this month? Days whose year the articles leave open (--04-23) count where the month is this one.
-- The 200 that most outlets report; without the last line, all.
select date_text, actor_party, mode, recipient_party, persons, place, evidence
from report.visit_and_meeting
where
    status in ('occurred', 'ongoing')
    and (
        (
            incident_date >= date_trunc('month', current_date)
            and incident_date < date_trunc('month', current_date) + interval '1 month'
            and date_precision <> 'year'
        )
        or (incident_date is null and date_text like to_char(current_date, '"--"MM"%"'))
    )
order by outlets desc, date_text asc, actor_party asc, recipient_party asc
limit 200;
