-- Where did the head of state of Kazakhstan travel, and whom did he or she meet there, in the last year?
select
    incident_date,
    date_text,
    recipient_name,
    persons,
    place,
    status
from report.visit_and_meeting
where
    mode = 'visit'
    and actor_party = 'KAZ'
    and incident_date >= current_date - 365
    and status in ('occurred', 'ongoing')
    and incident_id in (
        select took_part.incident_id
        from report.person
        inner join report.incident_person as took_part on person.person_id = took_part.person_id
        where person.party_code = 'KAZ' and person.role_code = 'head_of_state'
    )
order by incident_date desc, recipient_name asc;
